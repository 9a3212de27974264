"""Starting a run builds nothing that it does not need."""

import subprocess
import sys


def test_a_run_builds_no_grammar_of_addresses() -> None:
    program = (
        "import sys, helpers.batch.notebook; "
        "assert 'jsonschema' in sys.modules; "
        "assert 'rfc3987_syntax' not in sys.modules and 'lark' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_grammar_can_still_be_loaded_by_others() -> None:
    # An entry of None, which keeps jsonschema from loading it, would keep everybody from it.
    program = "import sys, helpers.batch; assert 'rfc3987_syntax' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)
