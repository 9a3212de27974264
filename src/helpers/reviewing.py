"""``ogi-audit review``: what no reviewer has decided yet, and recording decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from helpers.audit import (
    DECISION_WORDS,
    DECISIONS,
    SEVERITY_WORDS,
    Audit,
    Decided,
    Review,
    merged,
    reviews_text,
    subject,
)
from helpers.batch.files import write
from helpers.catalogue import find_reports
from helpers.display.shown import clean
from helpers.errors import OgiError, UsageError, visible
from helpers.exits import EXIT_FAILED
from helpers.load import decisions, judge, neighbours_of, read_found, reviews_path
from helpers.markup import one_line
from helpers.messages import Lang, Text
from helpers.options import lang_option
from helpers.paths import repository_root
from helpers.readers import SUFFIXES
from helpers.telling import tell

DECISION_HELP = "FINGERPRINT=confirmed, =dismissed or =explained; may be repeated."


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--set", "settings", multiple=True, metavar="FINGERPRINT=DECISION", help=DECISION_HELP
)
@click.option("--reason", default="", help="Why, in a sentence; needed with --set.")
@click.option("--reviewer", default="", help="Who decides; needed with --set.")
@click.option("--date", "on", default="", help="ISO date of the decision; today by default.")
@click.option("--all", "everything", is_flag=True, help="List what is decided, too.")
@lang_option
def review(
    paths: Sequence[Path],
    settings: Sequence[str],
    reason: str,
    reviewer: str,
    on: str,
    everything: bool,
    langs: Sequence[Lang],
) -> None:
    """List the findings no reviewer has decided (default: of all of data/raw), or decide some.

    Decisions go to data/reviews.csv, one line each, sorted, so that git merges them.
    """
    path = reviews_path() or repository_root()  # the latter says what to do outside a repository
    wanted = dict(_setting(text) for text in settings)
    when = _words(wanted, reason, reviewer, on)
    failed, audits = 0, list[Audit]()
    reports = find_reports(list(paths) or [path.parent / "raw"], SUFFIXES)
    beside = neighbours_of(reports, texts=len(reports) > 1)
    for found in reports:
        try:
            report = read_found(found)
            audits.append(judge(report, context=beside.context(found, report)))
        except OgiError as error:
            failed += 1
            tell(f"ogi-audit: {error.show(langs[0])}", err=True)
    if wanted:
        new = _made(audits, wanted, one_line(reason), one_line(reviewer), when)
        replaced = {(r.fingerprint, r.reviewer) for r in new}
        kept = [r for r in decisions() if (r.fingerprint, r.reviewer) not in replaced]
        write(path, reviews_text(merged(kept, new)))
        said = Text("{n} recorded in {file}.", "已将 {n} 项记入 {file}。")
        tell(said.format(n=len(new), file=f"data/{path.name}").in_(langs[0]))
    else:
        for line in _listing(audits, everything, langs[0]):
            tell(line)
        for line in _orphans(audits, bool(paths) or bool(failed), langs[0]):
            tell(line, err=True)
    if failed:
        raise click.exceptions.Exit(EXIT_FAILED)


def _made(
    audits: Sequence[Audit], wanted: dict[str, Decided], reason: str, reviewer: str, when: str
) -> list[Review]:
    """Return the decisions asked for; every fingerprint must be that of a finding."""
    about = {f.fingerprint: (a.report, f.rule) for a in audits for f in a.findings}
    if unknown := sorted(wanted.keys() - about.keys()):
        raise _unknown(unknown)
    made = []
    for fingerprint, decision in wanted.items():
        report, rule = about[fingerprint]
        about_it = (subject(report), rule, report.source.sha256)
        made.append(Review(fingerprint, decision, reason, reviewer, when, *about_it))
    return made


def _setting(text: str) -> tuple[str, Decided]:
    fingerprint, _, decision = text.partition("=")
    wanted = next((d for d in DECISIONS if d == decision), None)
    if wanted is None:
        raise UsageError(
            "no-decision",
            Text(f"{text!r} sets no decision.", f"{text!r} 不是复核决定。"),
            Text(
                f"Write FINGERPRINT= and one of {', '.join(DECISIONS)}.",
                f"请写成 指纹=决定，决定为 {'、'.join(DECISIONS)} 之一。",
            ),
        )
    return fingerprint.strip().lower(), wanted


def _words(wanted: Mapping[str, Decided], reason: str, reviewer: str, on: str) -> str:
    """Return the date of the decisions; with decisions a reason and a reviewer are needed."""
    if wanted and not (one_line(reason) and one_line(reviewer)):
        raise UsageError(
            "decision-without-reason",
            Text("A decision needs a reason and a reviewer.", "复核决定须写明理由和复核人。"),
            Text(
                "Add --reason TEXT and --reviewer NAME.",
                "请加上 --reason 理由 和 --reviewer 姓名。",
            ),
        )
    try:
        return (date.fromisoformat(on) if on else datetime.now(UTC).astimezone().date()).isoformat()
    except ValueError as error:
        raise UsageError(
            "no-date",
            Text(f"{on!r} is no date.", f"{on!r} 不是日期。"),
            Text("Write it as 2024-05-31.", "请写成 2024-05-31 的形式。"),
        ) from error


def _unknown(fingerprints: Sequence[str]) -> UsageError:
    shown = ", ".join(fingerprints)
    return UsageError(
        "unknown-fingerprint",
        Text(f"No finding has this fingerprint: {shown}.", f"没有指纹为 {shown} 的问题。"),
        Text(
            "Copy it from the list of ogi-audit review; name the report's file if it lies elsewhere.",
            "请从 ogi-audit review 的列表中复制；报告在别处时请给出其路径。",
        ),
    )


def _listing(audits: Sequence[Audit], everything: bool, lang: Lang) -> Iterator[str]:

    left = 0
    for audit in audits:
        lines = []
        for finding in audit.findings:
            decided = audit.reviewed(finding)
            stale = any(r.stale(audit.report) for r in decided)
            left += not decided or stale
            if decided and not (stale or everything):
                continue
            words = "; ".join(
                f"{DECISION_WORDS[r.decision].in_(lang)} ({one_line(r.reviewer)}, {r.date}"
                + (Text(", stale", "，已过时").in_(lang) if r.stale(audit.report) else "")
                + ")"
                for r in decided
            )
            severity = SEVERITY_WORDS[finding.severity].in_(lang)
            lines.append(
                f"  {finding.fingerprint}  {severity}  {clean(finding.message.in_(lang))}"
                + (f"  [{words}]" if words else "")
            )
        if lines:
            yield f"== {subject(audit.report)} · {visible(audit.report.source.path)}"
            yield from lines
    count = Text("{n} findings without a valid decision.", "尚无有效决定的问题共 {n} 项。")
    yield count.format(n=left).in_(lang)


def _orphans(audits: Sequence[Audit], partly: bool, lang: Lang) -> Iterator[str]:
    """Yield the decisions that are about no finding; not where only a part was looked at."""
    made = {f.fingerprint for a in audits for f in a.findings}
    here = {subject(a.report) for a in audits}
    gone = Text(
        "{f}: decided about {r} ({rule}), no longer found there.",
        "{f}：曾对 {r} 作出决定（{rule}），现已无此问题。",
    )
    unknown = Text(
        "{f}: decided about {r} ({rule}), a report that is not here; the decision is kept.",
        "{f}：曾对 {r} 作出决定（{rule}），现无此报告，决定仍予保留。",
    )
    for item in [] if partly else decisions():
        if item.fingerprint not in made:
            words = gone if item.report in here else unknown
            about = {"r": one_line(item.report), "rule": one_line(item.rule)}
            yield words.format(f=item.fingerprint, **about).in_(lang)
