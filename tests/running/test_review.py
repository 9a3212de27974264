"""Reviewers' decisions: recorded once, shown everywhere, never lost, stale when the bytes change."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from calling import Called
from helpers import tidy
from helpers.audit import Review, merged, read_reviews, reviews_text
from helpers.display import findings
from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.load import judge, open_audit
from helpers.parsing import read_report

Ogi = Callable[..., Called]
TEMPLATE = Path(__file__).parents[2] / "notebooks" / "02_audit_one_agency.ipynb"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository of its own with one invented report whose table does not balance."""
    (tmp_path / "pyproject.toml").touch()
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "invented.txt").write_text(unbalanced(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def unbalanced() -> str:
    return invented_report("2021", {"applications.received.total": 77})


def first_finding() -> str:
    return open_audit("invented").findings[0].fingerprint


def decide(ogi: Ogi, fingerprint: str, decision: str = "confirmed", *more: str) -> Called:
    words = ["--set", f"{fingerprint}={decision}", "--reason", "Seen on paper.", "--reviewer", "Li"]
    return ogi("review", *words, *more)


def test_undecided_findings_are_listed_with_their_fingerprints(repository: Path, ogi: Ogi) -> None:
    called = ogi("review")
    assert called.code == 0
    assert first_finding() in called.out
    assert "findings without a valid decision" in called.out


def test_a_decision_is_recorded_and_then_no_longer_listed(repository: Path, ogi: Ogi) -> None:
    fingerprint = first_finding()
    assert decide(ogi, fingerprint, "dismissed", "--date", "2025-03-01").code == 0
    (review,) = read_reviews(repository / "data" / "reviews.csv")
    assert (review.decision, review.reviewer, review.date) == ("dismissed", "Li", "2025-03-01")
    assert fingerprint not in ogi("review").out
    assert "dismissed (Li, 2025-03-01)" in ogi("review", "--all").out


def test_notebook_and_tables_show_a_decision(repository: Path, ogi: Ogi) -> None:
    fingerprint = first_finding()
    decide(ogi, fingerprint)
    audit = open_audit("invented")
    assert "Seen on paper." in findings(audit).html
    assert "复核" in findings(audit, "zh").text
    table = tidy.findings({"invented": audit}).set_index("fingerprint")
    assert table.loc[fingerprint, "decision"] == "confirmed"
    assert not table.loc[fingerprint, "decision_stale"]


def test_words_of_a_reviewer_become_no_markup(repository: Path, ogi: Ogi) -> None:
    words = ["--reason", "<img src=x onerror=alert(1)>", "--reviewer", "=cmd()"]
    ogi("review", "--set", f"{first_finding()}=confirmed", *words)
    audit = open_audit("invented")
    assert "<img" not in findings(audit).html
    assert "'=cmd()" in tidy.csv_text(tidy.findings({"invented": audit}))


def test_a_decision_about_a_report_that_has_changed_is_stale(repository: Path, ogi: Ogi) -> None:
    fingerprint = first_finding()
    decide(ogi, fingerprint)
    path = repository / "data" / "raw" / "invented.txt"
    path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
    assert "changed since" in findings(open_audit("invented")).text
    assert fingerprint in ogi("review").out


def test_a_decision_outlives_its_finding(repository: Path, ogi: Ogi) -> None:
    fingerprint = first_finding()
    decide(ogi, fingerprint)
    (repository / "data" / "raw" / "invented.txt").write_text(
        invented_report("2021"), encoding="utf-8"
    )
    assert "no longer made" in findings(open_audit("invented")).text
    assert fingerprint in ogi("review").err


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "a report that is not here; the decision is kept"),
        ("zh", "现无此报告，决定仍予保留"),
    ],
)
def test_decisions_about_unknown_findings_are_said_and_kept_by_every_command(
    repository: Path, ogi: Ogi, language: str, words: str
) -> None:
    path = repository / "data" / "reviews.csv"
    path.write_text(reviews_text([review("f" * 16)]), encoding="utf-8")
    before = path.read_bytes()
    (repository / "notebooks").mkdir()
    shutil.copy(TEMPLATE, repository / "notebooks")
    finding = first_finding()
    listed = ogi("review", "--lang", language)
    assert listed.code == 0
    assert finding in listed.out
    assert words in listed.err
    for command in (("audit", "data/raw/invented.txt"), ("run", "--out", "made")):
        called = ogi(*command, "--lang", language)
        assert called.code == 0, called.err
        assert "Traceback" not in called.err
    assert (repository / "made" / "index.html").is_file()
    assert path.read_bytes() == before


def test_two_reviewers_may_disagree_and_both_are_shown(repository: Path, ogi: Ogi) -> None:
    fingerprint = first_finding()
    decide(ogi, fingerprint, "confirmed")
    ogi("review", "--set", f"{fingerprint}=dismissed", "--reason", "No.", "--reviewer", "Wang")
    shown = findings(open_audit("invented")).text
    assert "Li" in shown
    assert "Wang" in shown


def test_the_last_decision_of_a_reviewer_holds(repository: Path, ogi: Ogi) -> None:
    fingerprint = first_finding()
    decide(ogi, fingerprint, "confirmed", "--date", "2025-03-02")
    decide(ogi, fingerprint, "explained", "--date", "2025-03-01")
    (review,) = read_reviews(repository / "data" / "reviews.csv")
    assert review.decision == "explained"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--set", "0123456789abcdef=confirmed", "--reason", "x", "--reviewer", "y"], "0123456789"),
        (["--set", "0123456789abcdef=maybe", "--reason", "x", "--reviewer", "y"], "confirmed"),
        (["--set", "0123456789abcdef=confirmed", "--reviewer", "y"], "--reason"),
        (
            [
                "--set",
                "0123456789abcdef=confirmed",
                "--reason",
                "x",
                "--reviewer",
                "y",
                "--date",
                "2025-02-30",
            ],
            "2024-05-31",
        ),
    ],
)
def test_a_wrong_decision_is_refused_and_nothing_is_recorded(
    repository: Path, ogi: Ogi, words: list[str], said: str
) -> None:
    called = ogi("review", *words)
    assert called.code == 2
    assert said in called.err
    assert not (repository / "data" / "reviews.csv").exists()


def review(fingerprint: str = "0" * 16, reviewer: str = "Li", day: str = "2025-01-01") -> Review:
    about = ("甲镇 2024", "outcomes-sum", "a" * 64)
    return Review(fingerprint, "confirmed", "原件如此，“一字不差”", reviewer, day, *about)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    given = merged((), [review("b" * 16), review("a" * 16), review("a" * 16, "Wang")])
    path.write_text(reviews_text(given), encoding="utf-8")
    assert read_reviews(path) == given


@pytest.mark.parametrize(
    "damage",
    [
        ("confirmed", "perhaps"),
        ("2025-01-01", "1.1.2025"),
        ("0000000000000000", "00"),
        (",Li,", ",,"),
        ("fingerprint,", "print,"),
        ("0000000000000000,", "<<<<<<< ours,"),
        ("a" * 64, "short"),
    ],
)
def test_a_damaged_file_is_refused_with_the_line(tmp_path: Path, damage: tuple[str, str]) -> None:
    path = tmp_path / "reviews.csv"
    text = reviews_text([review()])
    path.write_text(text.replace(*damage), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_reviews(path)
    assert "reviews.csv, line" in refused.value.show()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_work_of_two_reviewers_merges_by_itself(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        name = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *name, *words], cwd=tmp_path, check=True, capture_output=True)

    path = tmp_path / "reviews.csv"
    git("init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text("reviews.csv merge=union\n")

    def commit(*reviews: Review) -> None:
        path.write_text(reviews_text(merged((), reviews)), encoding="utf-8")
        git("add", "-A")
        git("commit", "-qm", "decide")

    commit()
    git("checkout", "-qb", "other")
    commit(review("b" * 16))
    git("checkout", "-q", "main")
    commit(review("a" * 16))
    git("merge", "-q", "other", "-m", "both")
    assert [r.fingerprint[0] for r in read_reviews(path)] == ["a", "b"]


def test_a_report_without_decisions_is_judged_as_ever(repository: Path) -> None:
    assert judge(read_report(repository / "data" / "raw" / "invented.txt")).reviews == ()
