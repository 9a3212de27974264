"""The documents say what the code does, and what a newcomer needs stands at the top."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from helpers.audit import RULES
from helpers.cli import main
from helpers.codebook import codebook
from helpers.indicatorbook import indicatorbook
from helpers.limitbook import limitbook, listed_limits, value_of
from helpers.rulebook import rulebook

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("docs/rules.md", rulebook),
        ("docs/codebook.md", codebook),
        ("docs/limits.md", limitbook),
        ("docs/indicators.md", indicatorbook),
    ],
)
def test_a_generated_document_is_current(name: str, made) -> None:  # type: ignore[no-untyped-def]
    assert text(name) == made(), "out of date: run make docs"


def test_docs_check_changes_nothing_and_tells_what_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "rules.md").write_text(rulebook(), encoding="utf-8")
    (tmp_path / "docs" / "codebook.md").write_text("old", encoding="utf-8")
    (tmp_path / "docs" / "limits.md").write_text(limitbook(), encoding="utf-8")
    (tmp_path / "docs" / "indicators.md").write_text(indicatorbook(), encoding="utf-8")
    monkeypatch.setattr("helpers.paths.repository_root", lambda: tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["docs", "--check"])
    assert ended.value.code == 1
    assert capsys.readouterr().err == "ogi-audit: docs: Out of date: codebook.md. Run make docs.\n"
    assert (tmp_path / "docs" / "codebook.md").read_text("utf-8") == "old"
    with pytest.raises(SystemExit) as ended:
        main(["docs"])
    assert ended.value.code == 0
    assert (tmp_path / "docs" / "codebook.md").read_text("utf-8") == codebook()


def test_every_limit_of_reading_is_listed_with_its_value() -> None:
    bound = re.compile(r"^((?:MAX|MOST)_[A-Z_]+|SECONDS|STRIKES)\s*(?::[^=]+)?=", re.MULTILINE)
    source = ROOT / "src" / "helpers"
    folders = [source / name for name in ("readers", "collecting", "batch", "verifying")]
    found = set()
    for path in (p for folder in folders for p in folder.rglob("*.py")):
        module = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        found |= {
            f"{module.removesuffix('.__init__')}:{name}"
            for name in bound.findall(path.read_text("utf-8"))
        }
    assert found - set(listed_limits()) <= INNER
    assert all(f"`{name}`" in text("docs/limits.md") for name in listed_limits())
    assert all(value_of(name) > 0 for name in listed_limits())


INNER = {
    "helpers.collecting.asking:MOST_HEADERS",
    "helpers.verifying.lines:MOST_PAIRS",
    "helpers.verifying.notebooks:MOST_CHANGES",
    "helpers.verifying.shown:MOST_SHOWN",
    "helpers.readers.pdf.columns:MOST_BETWEEN",
    "helpers.readers.pdf.columns:MOST_LINES",
    "helpers.readers.pdf.grids:MOST_CELLS",
    "helpers.readers.pictures.engine:MOST_ROWS",
}
"""Bounds of a step, beyond which a reader reads in another way and refuses nothing."""


def test_every_rule_has_a_heading_and_every_heading_a_rule() -> None:
    headings = re.findall(r"^## `([a-z-]+)`$", text("docs/rules.md"), re.MULTILINE)
    assert headings == [rule.id for rule in RULES]


@pytest.mark.parametrize("name", READMES)
def test_a_readme_begins_with_the_two_commands_that_matter(name: str) -> None:
    top = "\n".join(text(name).splitlines()[:30])
    assert "make audit" in top
    assert "make test" in top


def test_the_readmes_lead_to_each_other() -> None:
    assert "README.zh-CN.md" in text("README.md")
    assert "README.md" in text("README.zh-CN.md")


@pytest.mark.parametrize(
    "name", [*READMES, *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
)
def test_every_link_to_a_file_leads_to_one(name: str) -> None:
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text(name))
    lost = [link for link in links if not ((ROOT / name).parent / link).exists()]
    assert lost == []


@pytest.mark.parametrize("name", READMES)
def test_every_command_of_a_readme_is_one(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)(?= |`|$)", text(name), re.MULTILINE)) <= targets
    commands = set(re.findall(r"\bogi-audit ([a-z]+)\b(?=[ `])", text(name)))
    assert commands <= set(main.commands)


def test_citation_project_and_newest_change_state_one_version() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    citation = yaml.safe_load(text("CITATION.cff"))
    newest, day = re.findall(r"^## ([\d.]+) — ([\d-]+)$", text("CHANGELOG.md"), re.MULTILINE)[0]
    assert citation["version"] == project == newest
    assert citation["date-released"] == day
