"""The lines and parts of a calendar file (RFC 5545, 3.1), also where programs wrote them wrongly.

Nothing here refuses a file for one bad line: what cannot be read is kept beside the part it stands
in, so that it can be named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES: Final = frozenset(
    {"ACTION", "ATTACH", "ATTENDEE", "AALARM", "BEGIN", "CALSCALE", "CATEGORIES", "CLASS", "COLOR",
     "COMMENT", "COMPLETED", "CONFERENCE", "CONTACT", "CREATED", "DALARM", "DAYLIGHT", "DCREATED",
     "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "DUE", "DURATION", "END", "EXDATE", "EXRULE",
     "FREEBUSY", "GEO", "IMAGE", "LAST-MODIFIED", "LOCATION", "MALARM", "METHOD", "NAME",
     "ORGANIZER", "PALARM", "PERCENT-COMPLETE", "PRIORITY", "PRODID", "RDATE", "RECURRENCE-ID",
     "REFRESH-INTERVAL", "RELATED-TO", "REPEAT", "REQUEST-STATUS", "RESOURCES", "RNUM", "RRULE",
     "SEQUENCE", "SOURCE", "STATUS", "SUMMARY", "TRANSP", "TRIGGER", "TZ", "TZID", "TZNAME",
     "TZOFFSETFROM", "TZOFFSETTO", "TZURL", "UID", "URL", "VERSION", "XPROP"}
)  # fmt: skip
_TEXTS: Final = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME"})
"""Texts that people write, where a line break may have come in unescaped."""

_HEAD: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]*)(?=[;:])")
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)(?:=((?:"[^"]*"|[^;:"])*))?')
_ZONED: Final = re.compile(r";TZID=(.*):(\d{8}(?:T\d{4,6}Z?)?)\s*$", re.IGNORECASE)
"""A zone with colons or commas that somebody forgot to put in quotes."""

_ESCAPED: Final = re.compile(r"\\([nN;,\\:\"])")
_DATES: Final = frozenset({"DTSTART", "DTEND", "DUE", "RECURRENCE-ID"})
_STRANGE: Final = 60


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property: `DTSTART;TZID=Europe/Copenhagen:20260310T130000`.

    Attributes:
        name: In capitals.
        params: Its parameters by name in capitals; values without quotes.
        value: As it stands, escapes and all; a list's line breaks are its own.
    """

    name: str
    params: dict[str, str]
    value: str

    def text(self) -> str:
        """The value as people wrote it."""
        if self.params.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
            return _printable(self.value, self.params.get("CHARSET", "utf-8"))
        breaks = {"n": "\n", "N": "\n"}
        return _ESCAPED.sub(lambda found: breaks.get(found[1], found[1]), self.value)


@dataclass(slots=True)
class CalendarPart:
    """What stands between `BEGIN` and `END`.

    Attributes:
        name: Such as `VEVENT`, in capitals.
        lines: Its own properties.
        parts: The parts in it.
        strange: Lines in it that are none.
        ended: Whether its end came, too.
    """

    name: str
    lines: list[ContentLine] = field(default_factory=list)
    parts: list[CalendarPart] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    ended: bool = False

    def all(self, name: str) -> Iterator[ContentLine]:
        """Its properties of that name."""
        return (line for line in self.lines if line.name == name)

    def first(self, name: str) -> ContentLine | None:
        """The first property of that name."""
        return next(self.all(name), None)

    def text(self, name: str) -> str:
        """The first text of that name; empty when there is none."""
        found = next((text for line in self.all(name) if (text := line.text()).strip()), "")
        return found.strip()

    def walk(self, name: str) -> Iterator[CalendarPart]:
        """The parts of that name in it, at any depth, and itself."""
        if self.name == name:
            yield self
        for part in self.parts:
            yield from part.walk(name)

    def written(self) -> Iterator[str]:
        """Its lines, as a calendar has them."""
        yield f"BEGIN:{self.name}"
        for line in self.lines:
            params = "".join(f';{name}="{value}"' for name, value in line.params.items())
            yield f"{line.name}{params}:{line.value}"
        for part in self.parts:
            yield from part.written()
        yield f"END:{self.name}"


def parsed(data: bytes) -> CalendarPart:
    """All of a file, in one part without a name."""
    whole = CalendarPart("", ended=True)
    open_parts = [whole]
    for line in _content_lines(data):
        if isinstance(line, str):
            open_parts[-1].strange.append(line[:_STRANGE])
        elif line.name == "BEGIN":
            part = CalendarPart(line.value.strip().upper())
            if part.name in {"VEVENT", "VTODO", "VJOURNAL", "VCALENDAR"}:
                # None of them stands in another of them: the end of that one is missing.
                while open_parts[-1].name not in {"", "VCALENDAR"}:
                    open_parts.pop()
            open_parts[-1].parts.append(part)
            open_parts.append(part)
        elif line.name == "END":
            name = line.value.strip().upper()
            if any(part.name == name for part in open_parts[1:]):
                while open_parts[-1].name != name:
                    open_parts.pop()
                open_parts.pop().ended = True
        else:
            open_parts[-1].lines.append(line)
    return whole


def _content_lines(data: bytes) -> Iterator[ContentLine | str]:
    """The properties; a line that is none is handed on as it is."""
    last: ContentLine | None = None
    for raw in _unfolded(data):
        text = _decoded(raw)
        head = _HEAD.match(text)
        known = head is not None and _is_name(head[1])
        if known or last is None or not _goes_on(last):
            if last is not None:
                yield last
            last = _line(text) if head is not None and known else None
            if last is None:
                yield text
        else:
            # A line break that somebody forgot to escape.
            last = ContentLine(last.name, last.params, f"{last.value}\\n{text}")
    if last is not None:
        yield last


def _is_name(name: str) -> bool:
    """Whether a property is called so; *Place:* in the midst of a text is none."""
    if not (name.isupper() or name.islower()):
        return False
    return name.upper() in _NAMES or name.upper().startswith("X-")


def _goes_on(line: ContentLine) -> bool:
    return line.name in _TEXTS or line.name.startswith("X-")


def _unfolded(data: bytes) -> Iterator[bytes]:
    """The long lines, put together as bytes: a fold may be in the middle of a letter."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    pieces: list[bytes] = []
    printable = False
    for raw in data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        if not raw.strip() and not (raw and pieces):
            continue  # a stray blank line
        if pieces and raw[:1] in {b" ", b"\t"}:
            pieces.append(raw[1:])
        elif pieces and printable and pieces[-1].endswith(b"="):
            pieces[-1] = pieces[-1][:-1]
            pieces.append(raw)
        else:
            if pieces:
                yield b"".join(pieces)
            pieces = [raw]
            printable = b"QUOTED-PRINTABLE" in raw.partition(b":")[0].upper()
    if pieces:
        yield b"".join(pieces)


def _decoded(raw: bytes) -> str:
    """As UTF-8, and each byte that is none as a Dane's old program wrote it."""
    pieces = []
    while raw:
        try:
            pieces.append(raw.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces.append(raw[: error.start].decode("utf-8"))
            pieces.append(raw[error.start : error.end].decode("cp1252", "replace"))
            raw = raw[error.end :]
    return "".join(pieces)


def _line(text: str) -> ContentLine:
    name, _sign, _rest = re.split("([;:])", text, maxsplit=1)
    place, params = len(name), {}
    while (found := _PARAMETER.match(text, place)) is not None:
        key, value = found[1].upper(), found[2]
        if value is None and key in {"QUOTED-PRINTABLE", "BASE64", "8BIT"}:
            key, value = "ENCODING", key
        params[key] = (value or "").replace('"', "")
        place = found.end()
    name, value = name.upper(), text[place:].removeprefix(":")
    zoned = _ZONED.search(text) if name in _DATES and "TZID" in params else None
    if zoned is not None:
        params["TZID"], value = zoned[1].replace('"', ""), zoned[2]
    return ContentLine(name, params, value)


def _printable(value: str, charset: str) -> str:
    from quopri import decodestring

    raw = decodestring(value.encode("utf-8", "replace"))
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return _decoded(raw)
