"""The tidy tables of a run, as Parquet and as CSV, with their codebook."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from helpers import tidy
from helpers.audit import Audit
from helpers.batch.files import write
from helpers.codebook import codebook
from helpers.fields import TABLES


def write_tables(audits: Mapping[str, Audit], folder: Path) -> None:
    """Write every table of :data:`helpers.fields.TABLES` and the codebook into `folder`.

    The Parquet file of a table holds text as it is; the CSV file is guarded against formulas
    and begins with a byte-order mark, without which spreadsheet programs misread Chinese.
    """
    for name in TABLES:
        table = getattr(tidy, name)(audits)
        buffer = io.BytesIO()
        table.to_parquet(buffer, index=False, compression="zstd")
        write(folder / f"{name}.parquet", buffer.getvalue())
        write(folder / f"{name}.csv", "\ufeff" + tidy.csv_text(table))
    write(folder / "codebook.md", codebook())
