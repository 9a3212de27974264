"""The list of addresses: a CSV file with a row for each report page."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.collecting.addresses import Address, parse
from helpers.collecting.failures import FetchError, visible
from helpers.errors import OgiError, UsageError
from helpers.messages import Text
from helpers.readers.encoding import decode

MOST_BYTES = 16 * 1024 * 1024
"""Larger lists are refused."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "address": ("address", "url", "地址", "网址", "链接"),
    "agency": ("agency", "机关", "机构", "部门"),
    "year": ("year", "年", "年份", "年度"),
    "licence": ("licence", "license", "许可"),
}
"""Column → the heads it may have. Other columns are left alone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of the list: an address, and what is known of the report there.

    Attributes:
        line: Line of the file on which the row ends.
        address: Where the page is.
        agency: The organ, or empty.
        year: The year reported on, or empty.
        licence: On what terms the report may be kept, or empty.
    """

    line: int
    address: Address
    agency: str = ""
    year: str = ""
    licence: str = ""


def read_list(path: Path) -> list[Wanted | OgiError]:
    """Return the rows of a list in order; an error in place of a row that cannot be used.

    A second row with the same address is left out.

    Raises:
        UsageError: there is no such file, or it is no list.
    """
    rows = _rows(path)
    try:
        heads = [head.strip().strip("\ufeff").lower() for head in next(rows)[1]]
    except StopIteration:
        heads = []
    where = {name: _column(heads, names) for name, names in COLUMNS.items()}
    if where["address"] is None:
        raise UsageError(
            "no-addresses",
            Text("The list has no column 'address'.", "列表中没有“address”（地址）列。"),
            Text(
                "The first line names the columns: address, and if known agency, year, licence.",
                "第一行应为列名：address（地址），以及已知的 agency（机关）、year（年度）、licence（许可）。",
            ),
            str(path),
        )
    found: list[Wanted | OgiError] = []
    seen: set[str] = set()
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        values = {
            name: cells[i].strip() if i is not None and i < len(cells) else ""
            for name, i in where.items()
        }
        try:
            wanted = _wanted(line, values, path)
        except OgiError as error:
            found.append(error)
            continue
        if str(wanted.address) not in seen:
            seen.add(str(wanted.address))
            found.append(wanted)
    if not found:
        raise UsageError(
            "empty-list",
            Text("The list has no rows.", "列表中没有行。"),
            Text("Give an address on each line below the heads.", "请在列名之下每行给出一个地址。"),
            str(path),
        )
    return found


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield ``(line, cells)`` of a file in any encoding that Excel writes."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _unusable(path, Text("It is too large.", "文件过大。"))
        data = path.read_bytes()
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise _unusable(
            path, Text(f"It cannot be opened ({words}).", f"无法打开（{words}）。")
        ) from error
    if b"\0" in data:
        raise _unusable(path, Text("It is no CSV file.", "不是 CSV 文件。"))
    reader = csv.reader(io.StringIO(decode(data).text, newline=""))
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise _unusable(
            path, Text(f"Line {reader.line_num} is no CSV.", f"第 {reader.line_num} 行不是 CSV。")
        ) from error


def _unusable(path: Path, why: Text) -> UsageError:
    return UsageError(
        "bad-list",
        Text("The list cannot be used. {w}", "列表无法使用。{w}").format(w=why),
        Text("Save it as CSV (UTF-8).", "请另存为 CSV（UTF-8）。"),
        str(path),
    )


def _column(heads: list[str], names: tuple[str, ...]) -> int | None:
    return next((i for i, head in enumerate(heads) if head in names), None)


def _wanted(line: int, values: dict[str, str], path: Path) -> Wanted:
    place = f"{path}:{line}"
    try:
        address = parse(values["address"])
    except FetchError as error:
        error.place = f"{place}: {error.place}" if error.place else place
        raise
    if values["year"] and not re.fullmatch(r"(?:19|20)\d\d年?度?", values["year"], re.ASCII):
        raise FetchError(
            "bad-year",
            Text(
                f"{visible(values['year'], 40)!r} is no year.",
                f"“{visible(values['year'], 40)}”不是年份。",
            ),
            Text("Give four digits, or leave it empty.", "请填写四位数字，或留空。"),
            place,
        )
    agency, licence = (visible(values[name], 200) for name in ("agency", "licence"))
    return Wanted(line, address, agency, values["year"][:4], licence)
