"""Labels of the rows of a table without strokes, and those of several rows beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from helpers.readers.pdf.pieces import Row
from helpers.readers.pdf.stacks import Stack, inside, owner_of, stacks


@dataclass(slots=True)
class Labels:
    """Labels printed on several lines, joined.

    Attributes:
        of_row: By the line of their row, each with its left edge; a label of several rows
            stands in a cell of its own in one of them.
        taken: Identities of the pieces they are made of.
    """

    of_row: dict[int, list[tuple[float, str]]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, rows: Sequence[Row], heads: Collection[int]) -> Labels:
        """Join the labels of a stretch of lines, those in lines of heads left alone."""
        labels = cls()
        found = stacks(rows, heads)
        owners = {id(stack): owner_of(stack, rows) for stack in found}
        for stack in found:
            owner = owners[id(stack)]
            x0, text = stack[0][1].x0, "".join(p.text for _, p in stack)
            beside = inside(stack, rows) if owner is None else [owner]
            own = [n for n in beside if _has_own(n, stack, rows, found, owners)]
            if owner is not None and not own:
                labels.of_row.setdefault(owner, []).append((x0, text))
            elif (
                own == beside
                and _first(stack, rows) < len(rows)
                and (own or _stands_beside(stack, found, owners))
            ):
                labels.of_row.setdefault(_first(stack, rows), []).append((x0, text))
            else:
                continue
            labels.taken.update(id(p) for _, p in stack)
        return labels


def _first(stack: Stack, rows: Sequence[Row]) -> int:
    """Return the first row of figures beside or below a label, the number of lines if none."""
    return next((n for n in range(stack[0][0], len(rows)) if rows[n].holds_values), len(rows))


def _has_own(
    n: int,
    stack: Stack,
    rows: Sequence[Row],
    found: Sequence[Stack],
    owners: Mapping[int, int | None],
) -> bool:
    """Tell whether another label of a row stands nearer to its values than this one."""
    right = max(p.x1 for _, p in stack)
    nearer = [other for other in found if min(p.x0 for _, p in other) >= right]
    return any(p.x0 >= right for p in rows[n].labels) or any(
        owners[id(other)] == n for other in nearer
    )


def _stands_beside(stack: Stack, found: Sequence[Stack], owners: Mapping[int, int | None]) -> bool:
    """Tell whether the label of a row stands right of some lines of this one."""
    right = max(p.x1 for _, p in stack)
    return any(
        owners[id(other)] is not None
        and min(p.x0 for _, p in other) >= right
        and other[0][0] <= stack[-1][0]
        and stack[0][0] <= other[-1][0]
        for other in found
    )
