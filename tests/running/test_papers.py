"""Hostile words in what people write beside reports: manifest, corrections, levels, decisions."""

import hashlib
import itertools
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pypdfium2
import pytest

from calling import Ogi
from harmless import check, seen
from helpers.audit import Review, reviews_text
from helpers.invented import invented_report
from helpers.load import open_audit
from helpers.manifest import Entry, manifest_text
from helpers.wording import unhidden
from hostile import DISGUISE, FORMULA, MARKUP, PROSE, SCRIPT, WORDS

SAID = f"{FORMULA}{WORDS.replace(chr(0), '')}{MARKUP}"
"""Invented: what a person who lists, corrects, orders or reviews may write."""
NAME = f"年报{DISGUISE}${{7*7}} x=y&.txt"
ADDRESS = "proactive.regulations.issued"


def toml(head: str, **values: object) -> str:
    """Return a table of TOML; a JSON text is one but for one character."""
    lines = (f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in values.items())
    return f"[[{head}]]\n" + "\n".join(lines).replace("\x7f", "\\u007f") + "\n"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with an invented report of a hostile name, and hostile papers of it."""
    root = tmp_path_factory.mktemp("repository")
    raw = root / "data" / "raw"
    raw.mkdir(parents=True)
    (root / "pyproject.toml").touch()
    cells = {f"proactive.regulations.{c}": 5 for c in ("issued", "repealed", "in_force")}
    text = invented_report("2021", cells, "spaces", prose={"overview": PROSE})
    text = text.replace("规章 5 5 5", "规章 555")
    (raw / NAME).write_text(text, encoding="utf-8")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    entry = Entry(NAME, SAID, SAID, SAID, SAID, sha256, SAID)
    (raw / "manifest.csv").write_text(manifest_text([entry]), encoding="utf-8")
    correction = {"file": NAME, "sha256": sha256, "address": ADDRESS, "raw": "5", "reason": SAID}
    correction |= {"expected_state": "unreadable", "expected_raw": "", "by": SAID}
    (raw / "repairs.toml").write_text(toml("repair", **correction), encoding="utf-8")
    level = {"parent": "云岚市青禾镇人民政府", "members": [SAID], "why": SAID}
    (raw / "levels.toml").write_text(toml("level", **level), encoding="utf-8")
    findings = open_audit(str(raw / NAME)).findings
    decisions = itertools.cycle(("dismissed", "confirmed"))  # the letter names what was dismissed
    reviews = [
        Review(f.fingerprint, next(decisions), SAID, SAID, "2025-01-01", SAID, f.rule, sha256)
        for f in findings
    ]
    gone = Review("0" * 16, "explained", SAID, SAID, "2025-01-01", SAID, SAID, sha256)
    (root / "data" / "reviews.csv").write_text(reviews_text([*reviews, gone]), encoding="utf-8")
    return root


def test_hostile_papers_are_words_in_every_product(
    repository: Path, ogi: Ogi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(repository)
    report = f"data/raw/{NAME}"
    before = {path for path in repository.parent.rglob("*") if path.is_file()}
    calls: list[list[str]] = [
        ["run", "--out", str(tmp_path / "out"), "--lang", "en,zh"],
        ["verify", str(tmp_path / "out"), "--raw", "data/raw"],
        ["letter", report, "--lang", "zh,en", "--out", str(tmp_path / "letter.html")],
        ["letter", report, "--lang", "zh,en", "--out", str(tmp_path / "letter.txt")],
        *(["export", report, "--to", to, "--out", str(tmp_path / f"x.{to}")] for to in ("html", "pdf", "docx")),
        ["parse", report], ["audit", report], ["review", "--all"], ["review", report, "--lang", "zh"],
    ]  # fmt: skip
    for words in calls:
        called = ogi(*words)
        # A notebook that names such a file is not followed there: its name could be made to mislead.
        assert called.code == (1 if words[0] == "verify" else 0), called.err
        for printed in (called.out, called.err):
            assert unhidden(printed) == printed
    kept = [p for p in tmp_path.rglob("*") if p.is_file() and ".state" not in p.parts]
    texts = [p for p in kept if p.suffix not in (".parquet", ".pdf", ".docx")]
    for path in texts:
        text = path.read_text("utf-8-sig")
        assert unhidden(text) == text, path
    pages = [path for path in texts if path.suffix == ".html" and path.name != "letter.html"]
    assert len(pages) == 9
    for path in pages:
        check(seen(path.read_text("utf-8")))
    audits = [path for path in pages if "audits" in path.parts]
    assert all(SCRIPT in seen(path.read_text("utf-8")).words for path in audits)
    letter = (tmp_path / "letter.html").read_text("utf-8")
    assert "<script" not in letter
    assert SCRIPT in seen(letter).words
    _check_documents(tmp_path)
    findings = pd.read_csv(tmp_path / "out" / "tables" / "findings.csv", encoding="utf-8-sig")
    assert set(findings["decision_reason"].str[:2]) == {"'="}
    # Nothing was written but what the calls name.
    after = {path for path in repository.parent.rglob("*") if path.is_file()}
    assert {path for path in after - before if tmp_path not in path.parents} == set()


def _check_documents(folder: Path) -> None:
    """Check that a PDF has no link and no action, and a Word document no field of the words."""
    pdf = (folder / "x.pdf").read_bytes()
    assert not re.search(rb"/(URI|JavaScript|JS|Launch|OpenAction|AA|EmbeddedFile)\b", pdf)
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert "HYPERLINK" in words
    with zipfile.ZipFile(folder / "x.docx") as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                part = ElementTree.fromstring(package.read(name))
                assert not [e for e in part.iter() if e.tag.endswith(("}hyperlink", "}fldSimple"))]
                assert not [e for e in part.iter() if e.get("TargetMode") == "External"]
                codes = {e.text for e in part.iter() if e.tag.endswith("}instrText")}
                assert codes <= {"PAGE"}


def test_a_report_of_a_disguised_name_goes_into_no_bundle(
    repository: Path, ogi: Ogi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(repository)
    called = ogi("bundle", f"data/raw/{NAME}", "--out", tmp_path / "x.zip")
    assert (called.code, list(tmp_path.iterdir())) == (1, [])
    assert "cannot go into a bundle" in called.err


@pytest.mark.parametrize("name", ["manifest.csv", "repairs.toml", "levels.toml", "../reviews.csv"])
def test_papers_that_are_broken_by_hostile_words_are_told_and_not_obeyed(
    tmp_path: Path, ogi: Ogi, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    (raw / "x.txt").write_text(invented_report("2021"), encoding="utf-8")
    (raw / name).write_text(f"{SAID}\n[[{SAID}]]\n{SAID} = {SAID}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    called = ogi("audit", "data/raw")
    assert called.code == 1
    assert "Traceback" not in called.err
    assert unhidden(called.err) == called.err
