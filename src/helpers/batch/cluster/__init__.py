"""The same run on a dask cluster: the driver pairs reports and keeps the journal, workers execute."""
