"""The letters that papers are printed in: how wide they are and how they look.

Source Sans Pro lies beside this module, so that a page is the same on every machine. What is read
here is what a page's geometry needs and no more: which letters there are, their widths, and their
outlines for a drawing that is to look the same where the font is not installed.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER: Final = Path(__file__).parent / "fonts"
FAMILY: Final = "Source Sans Pro"

REGULAR: Final = 400
SEMIBOLD: Final = 600
BOLD: Final = 700
_FILES: Final = {REGULAR: "Regular", SEMIBOLD: "Semibold", BOLD: "Bold"}

MM_PER_PT: Final = 25.4 / 72

_REMEMBERED, _MOST_KNOWN = 40, 20_000
"""Letters of a text whose width is kept, and how many are."""

_SEGMENTS: Final = 4
_GROUPS: Final = 12
"""Formats of a font's list of letters that are read."""
_NOT_DEFINED: Final = 0

_ON_CURVE, _X_SHORT, _Y_SHORT, _REPEATED, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32
"""What a point of an outline says of itself."""
_WORDS, _OFFSETS, _SCALED, _MORE, _SCALED_BOTH, _MATRIX = 1, 2, 8, 32, 64, 128
"""What a part of a composed letter says of itself."""

Point = tuple[float, float, bool]
"""Right, up, and whether the outline passes through it, in the font's units."""


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of the font.

    Attributes:
        units: How many units of the font are its size.
        glyphs: The number of the drawing for each letter.
        advances: How wide each drawing is, in the font's units.
        data: The file.
        places: Where each drawing begins in the file, and after the last where it ends.
        known: Widths of short texts that were asked for before.
    """

    units: int
    glyphs: Mapping[int, int]
    advances: tuple[int, ...]
    data: bytes
    places: tuple[int, ...]
    known: dict[str, int] = field(default_factory=dict, compare=False)

    def has(self, letter: str) -> bool:
        """Whether there is a drawing for a letter."""
        return ord(letter) in self.glyphs

    def width(self, text: str, size: float) -> float:
        """How wide a text is at most, in millimetres; pairs set closer may make it less.

        Args:
            text: On one line.
            size: The font's size, in points.
        """
        total = self.known.get(text)
        if total is None:
            glyphs, advances = self.glyphs, self.advances
            total = sum(advances[glyphs.get(ord(letter), _NOT_DEFINED)] for letter in text)
            if len(text) <= _REMEMBERED and len(self.known) < _MOST_KNOWN:
                self.known[text] = total
        return total / self.units * size * MM_PER_PT

    def outline(self, letter: str) -> str:
        """A letter as the path of an SVG drawing: in the font's units, y downwards."""
        glyph = self.glyphs.get(ord(letter), _NOT_DEFINED)
        return "".join(map(_path, self._contours(glyph)))

    def _contours(self, glyph: int) -> Iterator[list[Point]]:
        begin, end = self.places[glyph], self.places[glyph + 1]
        if begin == end:
            return
        (count,) = struct.unpack_from(">h", self.data, begin)
        if count >= 0:
            yield from _simple(self.data, begin + 10, count)
        else:
            yield from self._composed(begin + 10)

    def _composed(self, at: int) -> Iterator[list[Point]]:
        more = True
        while more:
            flags, glyph = struct.unpack_from(">HH", self.data, at)
            more = bool(flags & _MORE)
            form = ">hh" if flags & _WORDS else ">bb"
            dx, dy = struct.unpack_from(form, self.data, at + 4) if flags & _OFFSETS else (0, 0)
            at += 4 + struct.calcsize(form)
            count = (1 if flags & _SCALED else 2 if flags & _SCALED_BOTH else
                     4 if flags & _MATRIX else 0)  # fmt: skip
            scale = [n / 0x4000 for n in struct.unpack_from(f">{count}h", self.data, at)]
            at += 2 * count
            a, b, c, d = _matrix(scale)
            for contour in self._contours(glyph):
                yield [(a * x + c * y + dx, b * x + d * y + dy, on) for x, y, on in contour]


@cache
def face(weight: int = REGULAR) -> Face:
    """The font in a weight: 400, 600 or 700."""
    data = (FOLDER / f"SourceSansPro-{_FILES[weight]}.ttf").read_bytes()
    tables = dict(_tables(data))
    (units,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (long_places,) = struct.unpack_from(">h", data, tables["head"] + 50)
    (count,) = struct.unpack_from(">H", data, tables["maxp"] + 4)
    (widths,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    advances = struct.unpack_from(">" + "Hh" * widths, data, tables["hmtx"])[::2]
    advances += (advances[-1],) * (count - widths)
    form = f">{count + 1}{'L' if long_places else 'H'}"
    factor = 1 if long_places else 2
    places = tuple(
        tables["glyf"] + factor * place for place in struct.unpack_from(form, data, tables["loca"])
    )
    return Face(units, _letters(data, tables["cmap"]), advances, data, places)


@cache
def has_all(letter: str) -> bool:
    """Whether every weight has a letter."""
    return all(face(weight).has(letter) for weight in _FILES)


def _tables(data: bytes) -> Iterator[tuple[str, int]]:
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        name, _sum, place, _length = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        yield name.decode("ascii"), place


def _letters(data: bytes, at: int) -> dict[int, int]:
    """The drawing of each letter, from the fullest of the font's lists."""
    (count,) = struct.unpack_from(">H", data, at + 2)
    letters: dict[int, int] = {}
    for number in range(count):
        _platform, _kind, place = struct.unpack_from(">HHL", data, at + 4 + 8 * number)
        (form,) = struct.unpack_from(">H", data, at + place)
        if form == _SEGMENTS:
            letters.update(_segments(data, at + place))
        elif form == _GROUPS:
            letters.update(_groups(data, at + place))
    return letters


def _groups(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">L", data, at + 12)
    for number in range(count):
        first, last, glyph = struct.unpack_from(">LLL", data, at + 16 + 12 * number)
        for letter in range(first, last + 1):
            yield letter, glyph + letter - first


def _segments(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    lasts = struct.unpack_from(f">{count}H", data, at + 14)
    firsts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * double)
    for number, (first, last, delta) in enumerate(zip(firsts, lasts, deltas, strict=True)):
        place = at + 16 + 3 * double + 2 * number
        (offset,) = struct.unpack_from(">H", data, place)
        for letter in range(first, last + 1):
            glyph = letter
            if offset:
                (glyph,) = struct.unpack_from(">H", data, place + offset + 2 * (letter - first))
            if glyph or not offset:
                glyph = (glyph + delta) & 0xFFFF
            if glyph:
                yield letter, glyph


def _matrix(scale: list[float]) -> tuple[float, float, float, float]:
    match scale:
        case [both]:
            return both, 0.0, 0.0, both
        case [x, y]:
            return x, 0.0, 0.0, y
        case [a, b, c, d]:
            return a, b, c, d
    return 1.0, 0.0, 0.0, 1.0


def _simple(data: bytes, at: int, count: int) -> Iterator[list[Point]]:
    ends = struct.unpack_from(f">{count}H", data, at)
    (hints,) = struct.unpack_from(">H", data, at + 2 * count)
    at += 2 * count + 2 + hints
    total = ends[-1] + 1 if ends else 0
    flags: list[int] = []
    while len(flags) < total:
        flag = data[at]
        at += 1
        times = 1
        if flag & _REPEATED:
            times += data[at]
            at += 1
        flags += [flag] * times
    xs, at = _places(data, at, flags, _X_SHORT, _X_SAME)
    ys, _at = _places(data, at, flags, _Y_SHORT, _Y_SAME)
    begin = 0
    for end in ends:
        yield [(xs[n], ys[n], bool(flags[n] & _ON_CURVE)) for n in range(begin, end + 1)]
        begin = end + 1


def _places(
    data: bytes, at: int, flags: list[int], short: int, same: int
) -> tuple[list[float], int]:
    places: list[float] = []
    place = 0
    for flag in flags:
        if flag & short:
            place += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            place += struct.unpack_from(">h", data, at)[0]
            at += 2
        places.append(place)
    return places, at


def _path(contour: list[Point]) -> str:
    """One line round, of quadratic curves; between two points off it lies one on it."""
    points: list[Point] = []
    for x, y, on in contour:
        if points and not on and not points[-1][2]:
            points.append(_between(points[-1], (x, y, on)))
        points.append((x, y, on))
    if not points[0][2] and not points[-1][2]:
        points.append(_between(points[0], points[-1]))
    start = next(n for n, point in enumerate(points) if point[2])
    points = [*points[start:], *points[:start], points[start]]
    parts = [f"M{_at(points[0])}"]
    turn = ""
    for point in points[1:]:
        if not point[2]:
            turn = _at(point)
        else:
            parts.append(f"Q{turn} {_at(point)}" if turn else f"L{_at(point)}")
            turn = ""
    return "".join(parts) + "Z"


def _between(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2, True


def _at(point: Point) -> str:
    return f"{point[0]:.0f} {-point[1]:.0f}"
