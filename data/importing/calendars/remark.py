"""What of an event went into an activity's remark: when on the day, where, and its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.dataclass import dataclass, replace
from data.i18n import LANGUAGES, _, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class RemarkParts:
    """An activity's remark as it was made of an event: when, where, and the rest."""

    time: str
    where: str
    about: str

    def text(self) -> str:
        """The remark."""
        return "\n".join(filter(None, (self.time, self.where, self.about)))

    def with_parts(self, parts: Mapping[str, str]) -> RemarkParts:
        """With some of them as they are given."""
        return replace(self, **parts)


def split_remark(remark: str) -> RemarkParts:
    """The parts of a remark, in whichever language it was made."""
    lines = remark.split("\n") if remark else []
    found = {"time": "", "where": ""}
    for part in found:
        if lines and _is_made(part, lines[0]):
            found[part] = lines.pop(0)
    return RemarkParts(found["time"], found["where"], "\n".join(lines))


def _is_made(part: str, line: str) -> bool:
    return any(re.fullmatch(pattern, line) for pattern in _patterns(part))


def _patterns(part: str) -> Iterator[str]:
    for code in LANGUAGES:
        with in_language(code):
            forms = {
                "time": (_("At {time} ({zone}; {other} in {home})"), _("At {time}")),
                "where": (_("Place: {place}"),),
            }[part]
        for form in forms:
            pieces = re.split(r"\{\w+\}", form)
            inner = "(.+)" if part == "where" else r"(\d.*?)"
            yield inner.join(map(re.escape, pieces))


def bare_part(part: str, line: str, *, shown: bool = False) -> str:
    """A part without the words around it, so that languages make no difference."""
    if part == "about":
        return line if shown else " ".join(line.split())
    for pattern in _patterns(part):
        found = re.fullmatch(pattern, line)
        if found is not None:
            bare = " ".join(found.groups())
            return bare if shown else re.sub(r"(\d)[.:](\d)", r"\1.\2", bare)
    return line
