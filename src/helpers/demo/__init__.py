"""The demonstration corpus: an invented county, written as files and audited like any other."""
