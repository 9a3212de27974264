"""Tables of a TOML declaration as dataclasses, and what is said of one that is wrong."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from helpers.errors import OgiError
from helpers.messages import Text

Made = TypeVar("Made")


def malformed(place: str, en: str, zh: str, about: object) -> OgiError:
    """Return the error of a declaration: what is wrong with what, and where."""
    hint = Text("Correct the declaration of the form.", "请更正表式的声明文件。")
    return OgiError("malformed-form", Text(f"{en}: {about}.", f"{zh}：{about}。"), hint, place)


def made(kind: type[Made], entry: dict[str, Any], place: str) -> Made:
    """Return a TOML table as the dataclass `kind`; lists of tables become tuples of dataclasses.

    A key with ``zh`` and ``en`` below it is a Text; so are ``zh`` and ``en`` themselves, the
    ``label``. A dataclass with a ``table_id`` is told the id of the table it is declared in.

    Raises:
        OgiError: A key is missing, unknown or of the wrong type.
    """
    hints, values = get_type_hints(kind), dict[str, Any]()
    for key, value in entry.items():
        inner = next(iter(get_args(hints.get(key))), None)
        nested = isinstance(value, list) and all(isinstance(part, dict) for part in value)
        if isinstance(value, dict):  # [title] with zh and en gives title_zh and title_en
            values |= {f"{key}_{name}": words for name, words in value.items()}
        elif nested and isinstance(inner, type) and is_dataclass(inner):
            owned = any(f.name == "table_id" for f in fields(inner))
            owner = {"table_id": str(entry.get("id"))} if owned else {}
            parts = [(part | owner, f"{place} › {part.get('id', key)}") for part in value]
            values[key] = tuple(made(inner, part, below) for part, below in parts)
        else:
            values[key] = tuple(value) if isinstance(value, list) else value
    for name in [name for name, hint in hints.items() if hint is Text]:
        en, zh = ("en", "zh") if name == "label" else (f"{name}_en", f"{name}_zh")
        if isinstance(values.get(en), str) and isinstance(values.get(zh), str):
            values[name] = Text(values.pop(en), values.pop(zh))
    # type: only dataclasses are asked for
    declared = {key.name: key for key in fields(kind) if key.init}  # type: ignore[arg-type]
    needed = {name for name, key in declared.items() if key.default is MISSING}
    wrong = [key for key in values if key not in declared or not _fits(values[key], hints[key])]
    if wrong := wrong + sorted(needed - values.keys()):
        raise malformed(place, "Missing, unknown or wrong", "缺少、未知或有误", ", ".join(wrong))
    return kind(**values)


def _fits(value: object, hint: Any) -> bool:
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(_fits(part, get_args(hint)[0]) for part in value)
    return value in get_args(hint) if get_origin(hint) is Literal else isinstance(value, hint)
