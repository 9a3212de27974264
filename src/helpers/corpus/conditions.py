"""Which reports of the data set are meant: a condition in words, taken apart and never run.

``year >= 2021 and kind == 'township'`` is read by Python's own parser and turned, piece by piece,
into an expression of pyarrow. Whatever is no comparison of a field with a value is refused, so that a
condition may come from anybody.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, ne, or_
from typing import Any

import pyarrow.compute as pc

from helpers.errors import UsageError
from helpers.fields import TABLES
from helpers.messages import Text

ALIASES = {"kind": "agency_kind", "edition": "form", "region": "region_code"}
"""Short names. A region is met by every code that begins with it: ``33`` is all of Zhejiang."""
LONGEST = 2000
"""Characters of a condition."""
_FIELDS = {field.name: field for field in TABLES["reports"].fields}
_ORDERS = {ast.Eq: eq, ast.NotEq: ne, ast.Lt: lt, ast.LtE: le, ast.Gt: gt, ast.GtE: ge}
_KINDS: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def condition(text: str) -> pc.Expression:
    """Return what a condition in words says.

    Allowed are ``and``, ``or``, ``not``, brackets, and comparisons of a field of the table of
    reports (or one of :data:`ALIASES`) with a value: ``==``, ``!=``, ``<``, ``<=``, ``>``, ``>=``,
    ``in``, ``not in``. Values are text in quotes, numbers, True, False, None, and lists of them.
    As in SQL, an empty field meets no comparison but that with None.

    Raises:
        UsageError: it is anything else.
    """
    try:
        if len(text) > LONGEST:
            raise ValueError(f"> {LONGEST}")
        tree = ast.parse(text.strip(), mode="eval")
        return _of(tree.body)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _refused(text[:80]) from error


def equal(wanted: Mapping[str, object]) -> pc.Expression:
    """Return the condition that every field has the value given, or one of several.

    Raises:
        UsageError: there is no such field, or a value is of another type.
    """
    return reduce(and_, (_equal(name, given) for name, given in wanted.items()))


def _equal(name: str, given: object) -> pc.Expression:
    several = isinstance(given, Iterable) and not isinstance(given, str)
    return _among(name, list(given)) if several else _compared(name, ast.Eq(), given)  # type: ignore[call-overload]


def _of(node: ast.expr) -> pc.Expression:
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return reduce(and_, map(_of, parts))
        case ast.BoolOp(op=ast.Or(), values=parts):
            return reduce(or_, map(_of, parts))
        case ast.UnaryOp(op=ast.Not(), operand=part):
            return ~_of(part)
        case ast.Compare(left=ast.Name(id=name), ops=[ast.In()], comparators=[values]):
            return _among(name, _value(values))
        case ast.Compare(left=ast.Name(id=name), ops=[ast.NotIn()], comparators=[values]):
            return ~_among(name, _value(values))
        case ast.Compare(left=ast.Name(id=name), ops=[order], comparators=[value]):
            return _compared(name, order, _value(value))
    raise _refused(ast.unparse(node))


def _value(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError as error:
        raise _refused(ast.unparse(node)) from error


def _among(name: str, values: Any) -> pc.Expression:
    if not isinstance(values, list | tuple | set | frozenset):
        raise _refused(f"{name} in {values!r}")
    met = (_compared(name, ast.Eq(), value) for value in values)
    return reduce(or_, met, pc.scalar(False))


def _compared(name: str, order: ast.cmpop, value: Any) -> pc.Expression:
    own = ALIASES.get(name, name)
    if own not in _FIELDS:
        raise _no_field(name)
    column = pc.field(own)
    if value is None and isinstance(order, ast.Eq | ast.NotEq):
        return column.is_null() if isinstance(order, ast.Eq) else column.is_valid()
    kinds = _KINDS.get(_FIELDS[own].type, (str,))
    fits = isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))
    fits = fits and not (isinstance(value, int) and abs(value) >= 2**63)
    if not fits or type(order) not in _ORDERS:
        raise _refused(f"{name}: {value!r}")
    if name == "region":
        begins = pc.starts_with(column, value)
        if isinstance(order, ast.Eq):
            return begins
        if isinstance(order, ast.NotEq):
            return ~begins
    return _ORDERS[type(order)](column, value)


def _refused(part: str) -> UsageError:
    return UsageError(
        "condition",
        Text("This is no condition on reports.", "这不是可用的筛选条件。"),
        Text(
            "Compare fields with values, as in: year >= 2021 and kind == 'township' and region in "
            "['33', '34'].",
            "请将字段与值比较，例如：year >= 2021 and kind == 'township' and region in ['33', '34']。",
        ),
        part,
    )


def _no_field(name: str) -> UsageError:
    known = [*ALIASES, *_FIELDS]
    close = ", ".join(get_close_matches(name, known, n=3) or known)
    return UsageError(
        "no-such-field",
        Text("The table of reports has no such field.", "报告表中没有这个字段。"),
        Text(f"There are: {close}.", f"可用字段：{close}。"),
        name,
    )
