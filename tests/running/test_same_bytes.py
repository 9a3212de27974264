"""Two runs over the same reports give the same bytes, and nothing in them tells who ran them."""

import json
import re
import socket
import sys
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from calling import Runs
from helpers.fields import TABLES
from helpers.messages import LANGS

ROOT = Path(__file__).parents[2]
SLUG = "nian-bao-2022"
ORGAN = "qing-he-zhen-ren-min-zheng-fu"
PRODUCTS = {
    ".journal.jsonl",
    ".lock",
    "index.html",
    "index.zh.html",
    *(f"audits/2022/{SLUG}{lang}.{kind}" for lang in ("", ".zh") for kind in ("html", "ipynb")),
    ".state/cards.jsonl",
    f".state/records/{sha256(SLUG.encode()).hexdigest()[:2]}/{SLUG}.record",
    ".state/tables.json",
    *(f"tables/{name}.csv" for name in TABLES),
    *(f"tables/{name}/year=2022/part-0.parquet" for name in TABLES),
    *(f"tables/schemas/{name}{kind}.json" for name in TABLES for kind in ("", ".csv")),
    "tables/codebook.md",
    "tables/datapackage.json",
    *(f"site/{name}" for name in ("style.css", "site.js", "dataTables.min.js", "dataTables.txt")),
    *(f"site/data.{lang}.js" for lang in LANGS),
    *(f"site/organs{lang}.html" for lang in ("", ".zh")),
    *(f"site/organs/{ORGAN}{lang}.html" for lang in ("", ".zh")),
}


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by their paths."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def read(runs: Runs, table: str) -> pd.DataFrame:
    """Return a table as pandas reads it; what folders are named for it takes for categories."""
    frame = pd.read_parquet(runs.first / "tables" / table)
    return frame.astype({"year": "Int64"})


def texts(folder: Path) -> dict[str, str]:
    """Return the products that are text, pictures taken out; a library is as it was published."""
    return {
        name: re.sub(r"[A-Za-z0-9+/\n]{400,}={0,2}", "", data.decode("utf-8"))
        for name, data in tree(folder).items()
        if not name.endswith((".parquet", ".record")) and name != "site/dataTables.min.js"
    }


def test_two_runs_give_trees_of_the_same_bytes(runs: Runs) -> None:
    first, second = tree(runs.first), tree(runs.second)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_run_gives_the_finished_products_and_nothing_else(runs: Runs) -> None:
    assert tree(runs.first).keys() == PRODUCTS


def test_a_bad_report_among_good_ones_fails_alone_and_stands_in_the_index(runs: Runs) -> None:
    assert runs.codes == (1, 1)
    assert runs.told[0].splitlines()[-1].startswith("1 audited, 1 failed.")
    index = (runs.first / "index.html").read_text("utf-8")
    assert "坏报告.txt" in index
    assert "The file is empty. Download or copy the report again." in index
    chinese = (runs.first / "index.zh.html").read_text("utf-8")
    assert "文件为空。" in chinese


def test_the_run_tells_of_each_report_and_of_nothing_else(runs: Runs) -> None:
    for told in runs.told:
        first, second, summary = told.splitlines()
        assert first.startswith("1/2 huai-bao-gao: 坏报告.txt: The file is empty.")
        assert second == f"2/2 {SLUG}: ok"
        assert summary.startswith("1 audited, 1 failed. Open ")


def test_no_product_holds_a_path_of_the_machine(runs: Runs) -> None:
    needles = {
        str(runs.inputs.parent),
        str(runs.inputs.parents[1]),
        str(ROOT),
        sys.prefix,
        sys.base_prefix + "/",
        str(Path.home()) + "/",
    }
    pattern = re.compile(r"(?<![\w.])/(?:home|tmp|root|Users|usr|var|work|private)/\w")
    for name, text in texts(runs.first).items():
        assert [needle for needle in needles if needle in text] == [], name
        assert pattern.findall(text) == [], name


def test_no_product_holds_a_user_a_host_or_a_clock(runs: Runs) -> None:
    host = socket.gethostname()
    for name, text in texts(runs.first).items():
        assert "qifengliu" not in text, name
        assert len(host) < 5 or host not in text, name
        assert re.findall(r"\b\d\d:\d\d:\d\d\b", text) == [], name
        assert "Traceback" not in text, name


def test_parquet_files_hold_no_path_either(runs: Runs) -> None:
    for name in TABLES:
        path = runs.first / "tables" / name / "year=2022" / "part-0.parquet"
        assert str(runs.inputs.parent).encode() not in path.read_bytes()
        metadata = pq.read_schema(path).metadata
        assert set(metadata) == {b"pandas"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_notebook_is_executed_top_to_bottom_without_errors_or_warnings(
    runs: Runs, lang: str
) -> None:
    suffix = "" if lang == "en" else f".{lang}"
    path = runs.second / "audits" / "2022" / f"{SLUG}{suffix}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    kinds = {output["output_type"] for cell in code for output in cell["outputs"]}
    assert kinds == {"execute_result"}
    tags = {tag for cell in notebook["cells"] for tag in cell["metadata"]["tags"]}
    assert tags == {lang, "parameters", "injected-parameters"}
    assert notebook["metadata"]["papermill"]["parameters"] == {
        "report": "青禾镇/年报 2022.txt",
        "lang": lang,
        "others": [],
    }
    assert "version" not in notebook["metadata"]["language_info"]


@pytest.mark.parametrize("name", TABLES)
def test_parquet_and_csv_hold_the_same_table(runs: Runs, name: str) -> None:
    columns = [field.name for field in TABLES[name].fields]
    parquet = read(runs, name)
    assert set(parquet.columns) == set(columns)
    parquet = parquet[columns]
    path = runs.first / "tables" / f"{name}.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    csv = pd.read_csv(
        path,
        dtype=parquet.dtypes.to_dict(),
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8-sig",
    )
    assert list(csv.columns) == columns
    assert len(csv) == len(parquet) > 0
    for column in columns:
        if parquet[column].dtype == "string":
            guarded = csv[column].str.replace(r"^'(?=[=+\-@])", "", regex=True)
            assert guarded.equals(parquet[column].replace("", pd.NA)), column
        else:
            assert csv[column].equals(parquet[column]), column


def test_the_key_of_all_tables_is_the_slug_of_the_products(runs: Runs) -> None:
    for name in TABLES:
        table = read(runs, name)
        assert set(table["report"]) == {SLUG}
    reports = read(runs, "reports")
    assert list(reports["path"]) == ["青禾镇/年报 2022.txt"]
