"""What reviewers decided, under the finding it is about."""

from __future__ import annotations

from helpers.audit import DECISION_WORDS, Audit, Review
from helpers.display.shown import Shown, escape, mono
from helpers.markup import one_line
from helpers.messages import Lang, Text
from helpers.model import Report

_STALE = Text(
    "The report has changed since; look at the finding again.",
    "此后报告已有变动，请重新复核。",
)
_OUTLIVED = Text(
    "Decisions about findings that are no longer made of this report",
    "针对已不再出现的问题的复核决定",
)


def decision(review: Review, report: Report, lang: Lang = "en") -> Shown:
    """Show one decision: what, who, when, why, and whether the report has changed since."""
    words = DECISION_WORDS[review.decision].in_(lang)
    by = Text("Reviewed", "复核").in_(lang)
    head = f"{by}: {words} — {one_line(review.reviewer)}, {review.date}"
    reason = one_line(review.reason)
    stale = f" {_STALE.in_(lang)}" if review.stale(report) else ""
    style = "margin:.3em 0 .3em 1em;padding:.3em .8em;border:1px solid #b6bec7;border-radius:4px"
    markup = (
        f'<p class="review" style="{style}"><strong>{escape(head)}</strong><br>'
        f"{escape(reason)}" + (f"<br><em>{escape(stale)}</em>" if stale else "") + "</p>"
    )
    return Shown(markup, f"  [{head}] {reason}{stale}")


def outlived(audit: Audit, lang: Lang = "en") -> Shown:
    """Show the decisions about findings that the audit no longer makes: they are never lost."""
    title = _OUTLIVED.in_(lang)
    items, lines = [], [title]
    for review in audit.outlived:
        shown = decision(review, audit.report, lang)
        items.append(f"<li>{mono(review.rule)} {mono(review.fingerprint)}{shown.html}</li>")
        lines.append(f"- {one_line(review.rule)} {review.fingerprint} {shown.text.strip()}")
    return Shown(f"<p>{escape(title)}</p><ul>{''.join(items)}</ul>", "\n".join(lines))
