"""Words of others on a terminal are shown and not obeyed, on standard output and error alike."""

import ast
import json
import re
import zipfile
from pathlib import Path

import pytest

from calling import Called, Ogi
from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.messages import Text
from helpers.wording import safe_json, unhidden, visible
from hostile import CONTROLS, DISGUISE, FILE_NAMES, FORMULA, PROSE, hostile_report

PACKAGE = Path(__file__).parents[2] / "src" / "helpers"
OBEYED = re.compile(f"[{re.escape(CONTROLS)}]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of a hostile name with invented reports of hostile names, two unreadable."""
    inside = tmp_path / f"夹{DISGUISE}<b>"
    inside.mkdir()
    for number, name in enumerate(FILE_NAMES):
        agency = f"云岚市第{number}{DISGUISE}镇人民政府"
        words = invented_report("2021", agency=agency, prose={"overview": PROSE})
        (inside / name).write_text(words, encoding="utf-8")
    (inside / "words.txt").write_text(hostile_report(), encoding="utf-8")
    (inside / f"empty{DISGUISE}.txt").write_bytes(b"")
    (inside / "no.txt").write_text(f"无{DISGUISE}", encoding="utf-8")
    return inside


def check(called: Called) -> None:
    """Check that nothing was printed that a terminal obeys or hides, and no traceback."""
    for printed in (called.out, called.err):
        assert OBEYED.findall(printed) == []
        assert "Traceback" not in printed
        # What follows a line feed in the name of a file could pass for a line of ours.
        assert not re.search(r"^(c|.*/c)\.txt", printed, re.MULTILINE)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words", [("parse",), ("parse", "--json"), ("audit",), ("audit", "--json"), ("review", "--all")]
)
def test_no_command_over_reports_prints_what_a_terminal_obeys(
    ogi: Ogi, folder: Path, words: tuple[str, ...], lang: str
) -> None:
    called = ogi(*words, folder, "--lang", lang)
    assert called.code == 1
    assert "\\x1b" in called.err
    assert called.out
    check(called)


def test_json_on_a_terminal_holds_the_words_as_they_are(ogi: Ogi, folder: Path) -> None:
    printed = ogi("parse", folder / "words.txt", "--json")
    check(printed)
    said = "".join(section["text"] for section in json.loads(printed.out)["sections"])
    assert "\u202e反\u2066隐\u200b\x9b5m" in said


@pytest.mark.parametrize(
    "words",
    [
        ("letter", "{file}"), ("letter", "{file}", "--lang", "zh"), ("letter", "{file}", "--out", "x\x1b.doc"),
        ("export", "{file}", "--to", "x\x1b"), ("export", "no\x1b[31m\u202e"), ("bundle", "{file}"),
        ("bundle", "{file}", "--out", "x\u202e.doc"), ("verify", "{file}"), ("verify", "{folder}"),
        ("fetch", "{file}"), ("run", "{file}", "--template", "{file}"), ("run", "{file}", "--where", "\x1b\u202e"),
        ("run", "{file}", "-p", "x\x1b\u202e", "1"), ("review", "--set", "\x1b\u202e"), ("\x1b\u202e",),
        ("parse", "--\x1b\u202e"), ("letter", "{file}", "{file}"), ("parse", "{file}\u202e"), ("add", "{file}\u202e"),
        ("review", "--set", "\x1b\u202e=confirmed", "--reason", "x", "--reviewer", "y", "{file}"),
    ],
)  # fmt: skip
def test_no_command_and_no_message_prints_what_a_terminal_obeys(
    ogi: Ogi, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    given = {"{file}": str(folder / FILE_NAMES[0]), "{folder}": str(folder)}
    called = ogi(*(re.sub(r"\{\w+\}", lambda m: given[m[0]], word) for word in words))
    check(called)
    assert called.out + called.err


def test_members_of_an_archive_and_runs_are_told_on_one_line_each(
    ogi: Ogi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    (home / "data" / "raw").mkdir(parents=True)
    (home / "pyproject.toml").touch()
    monkeypatch.chdir(home)
    with zipfile.ZipFile("x.zip", "w") as archive:
        for number, name in enumerate(
            (*FILE_NAMES, f"../../up{DISGUISE}.txt", f"/abs{DISGUISE}.txt")
        ):
            words = invented_report("2021", agency=f"云岚市第{number}{DISGUISE}镇人民政府")
            archive.writestr(zipfile.ZipInfo(name), words)
    called = ogi("add", "x.zip", "--source", FORMULA + DISGUISE)
    assert called.code == 0, called.err
    check(called)
    assert len(called.out.splitlines()) == len(FILE_NAMES) + 2
    outside = {p for p in tmp_path.rglob("*.txt") if p.parent != home / "data" / "raw"}
    assert outside == set()
    called = ogi("run", "--out", "out", "--lang", "zh")
    check(called)
    assert len(called.err.splitlines()) == len(FILE_NAMES) + 3


def test_an_error_is_shown_without_what_a_terminal_obeys_wherever_it_stands() -> None:
    words = Text(f"What {DISGUISE}", f"何 {DISGUISE}")
    error = InputError("x", words, words, f"{DISGUISE}\n\t")
    for shown in (error.show("en"), error.show("zh"), str(error)):
        assert OBEYED.findall(shown) == []
        assert "\n" not in shown
        assert shown.count("\\x1b[31m") == 3


@pytest.mark.parametrize("char", [*CONTROLS, "\udc9b"])
def test_a_character_that_is_obeyed_is_written_out_and_json_keeps_it(char: str) -> None:
    shown = unhidden(f"甲{char}\n\t乙")
    assert re.fullmatch(r"甲\\[xuU][0-9a-f]{2,8}\n\t乙", shown)
    value = json.dumps({"名": char}, ensure_ascii=False)
    assert json.loads(safe_json(value)) == {"名": char}
    assert safe_json(value).isprintable()


def test_variants_of_characters_and_chinese_marks_stay() -> None:
    words = "葛\U000e0100城\ufe00，〇“”—　·①"
    assert visible(words) == unhidden(words) == safe_json(words) == words


def test_only_one_module_prints() -> None:
    """Else a new command could print words of others as they are."""
    doors = ("echo", "secho", "print")
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name in ("telling.py", "progress.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                assert name not in doors, f"{path.name}:{node.lineno}"
