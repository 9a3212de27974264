"""Words shown to a person, always in both languages.

Every sentence the project shows exists in English and Chinese. Keeping the two in one
:class:`Text` makes a missing translation a type error instead of a surprise on a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["en", "zh"]

LANGS: tuple[Lang, ...] = ("en", "zh")
"""The languages of the project; English is the default."""


def as_lang(value: str) -> Lang:
    """Return `value` as a language code.

    Raises:
        ValueError: `value` is neither ``en`` nor ``zh``.
    """
    if value not in LANGS:
        raise ValueError(f"unknown language {value!r}: use one of {', '.join(LANGS)}")
    return value


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and in Chinese."""

    en: str
    zh: str

    def in_(self, lang: Lang) -> str:
        """Return the words in `lang`."""
        return self.zh if lang == "zh" else self.en

    def format(self, **values: object) -> Text:
        """Fill the placeholders of both languages; a :class:`Text` value is filled per language."""
        return Text(
            en=self.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in values.items()}),
            zh=self.zh.format(**{k: v.zh if isinstance(v, Text) else v for k, v in values.items()}),
        )

    def as_dict(self) -> dict[str, str]:
        """Return ``{"en": …, "zh": …}``, the shape of `message` in the JSON output."""
        return {"en": self.en, "zh": self.zh}
