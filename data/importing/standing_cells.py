"""The column in which our own files tell how an action stands: what somebody else wrote there.

AMIS reckons it out, so its own words are nothing to keep; all other words are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from data.i18n import LANGUAGES, N_, _, in_language, ngettext
from data.model.base import label_of
from data.model.choices import ActionStatus, choice_label
from data.model.plan import Action
from data.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_PARTED: Final = re.compile(r"[;\n]")
_DAYS: Final = ("due", "follow_up", "effect_due")
"""Fields whose day may have passed."""
_REASONS: Final = (
    N_("said at a meeting"), N_("marked as stalled"), N_("{name} has left"),
    N_("nobody responsible"), N_("ask again"),
)  # fmt: skip
"""Why something has stalled, in a few words, as `data.rules.stalled` says it."""


def said_besides(text: str, told: Collection[str] = (), *, exact: bool = False) -> str:
    """What a cell says besides what AMIS writes there; empty for nothing.

    Args:
        text: The cell.
        told: What AMIS wrote in it, in any language.
        exact: Whether that is known; else whatever it could have written is its own, too.
    """
    own = {piece for each in told for piece in _pieces(each)}
    return "; ".join(
        piece
        for piece in _pieces(text)
        if piece not in own and (exact or not _own().fullmatch(piece))
    )


def _pieces(text: str) -> list[str]:
    return [piece for part in _PARTED.split(clean(text)) if (piece := clean_line(part))]


@cache
def _own() -> re.Pattern[str]:
    """All that AMIS writes there, in both languages."""
    found: list[str] = []
    for code in LANGUAGES:
        with in_language(code):
            found += _sentences()
    return re.compile("|".join(found))


def _sentences() -> Iterator[str]:
    fields = "|".join(re.escape(label_of(Action, name)) for name in _DAYS)
    yield _pattern(_("{field} {day} (late)"), field=f"(?:{fields})", day="[0-9./-]+")
    stalled = re.escape(choice_label(ActionStatus.STALLED))
    statuses = "|".join(re.escape(choice_label(status)) for status in ActionStatus)
    whys = [_pattern(_(reason), name="[^,:;]+") for reason in _REASONS]
    for count in (1, 2):
        counted = (
            ngettext("put off {n} time", "put off {n} times", count),
            ngettext("silent at {n} meeting", "silent at {n} meetings", count),
            ngettext("quiet for {n} day", "quiet for {n} days", count),
        )
        whys += [_pattern(each, n="[0-9]+") for each in counted]
    why = f"(?:{'|'.join(whys)})"
    parts = {"status": stalled, "why": f"{why}(?:, {why})*", "set": f"(?:{statuses})"}
    yield _pattern(_("{status}: {why}"), **parts)
    yield _pattern(_("{status}: {why} (set to: {set})"), **parts)


def _pattern(template: str, **parts: str) -> str:
    """A message as a pattern, with a pattern for each of its gaps."""
    pattern = re.escape(template)
    for name, part in parts.items():
        pattern = pattern.replace(re.escape(f"{{{name}}}"), part)
    return pattern
