"""The two sheets that the wheel is drawn on: one way to draw it, only the numbers differ.

All lengths in millimetres, sizes of letters in points.
"""

from __future__ import annotations

from typing import Final

from data.dataclass import dataclass

RINGS: Final = 6
"""The rings that are always there."""

MOST_RINGS: Final = 8


@dataclass(frozen=True, slots=True)
class SheetSize:
    """One sheet, across.

    Attributes:
        name: As paper is called.
        width: Of the sheet.
        height: Of the sheet.
        radius: The outermost edge of the wheel.
        weeks: The ring of week numbers, with the line of the year gone by.
        band: The ring of month names.
        hub: The radius of what stands in the middle.
        margin: Beside the labels.
        edge: Above and below the labels.
        sizes: Of the labels, the largest that fits; the last ones only when nothing else does.
        apart: Between two labels.
        tag: The square before a label.
        gap: From the wheel to a label.
        widest: A label's greatest width.
        chip: Along the arc.
        number: In a chip, and words in a summary.
        month: Names of months.
        week: Numbers of weeks.
        title: The name of the page, the workplace, the period.
        year: In the hub.
        legend: In the hub.
        signs: In the lower right corner.
        corner: Width and height that the signs take.
        moved: How far a label may stand from where its chip is.
        exits: Between two leaders where they leave the wheel.
        full_names: Whether labels have people's names, or what they are called in short.
        listed: Sizes of the letters in the list.
    """

    name: str
    width: float
    height: float
    radius: float
    weeks: float
    band: float
    hub: float
    margin: float
    edge: float
    sizes: tuple[float, ...]
    apart: float
    tag: float
    gap: float
    widest: float
    chip: float
    number: float
    month: float
    week: float
    title: tuple[float, float, float]
    year: float
    legend: float
    signs: float
    corner: tuple[float, float]
    moved: float
    exits: float
    full_names: bool
    listed: tuple[float, ...]

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the wheel."""
        return self.width / 2, self.height / 2

    @property
    def band_edges(self) -> tuple[float, float]:
        """Where the band of month names begins and ends, from the middle."""
        outer = self.radius - self.weeks
        return outer - self.band, outer

    def ring_edges(self, ring: int, count: int) -> tuple[float, float]:
        """Where a ring begins and ends, from the middle; 0 is the outermost of `count`."""
        outer = self.band_edges[0] - 1.0
        depth = (outer - self.hub - 2.0) / count
        return outer - (ring + 1) * depth, outer - ring * depth

    def chip_tall(self, ring: int, rings: int) -> float:
        """How tall a chip is, from its ring's inner edge outwards.

        Args:
            ring: The number of the ring, from 0 outside.
            rings: How many there are.
        """
        inner, outer = self.ring_edges(ring, rings)
        return min(outer - inner - 1, 1.12 * self.chip)


A3: Final = SheetSize(
    "a3", 420, 297, 135, 5.6, 9.6, 38, 9, 8,
    (12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6), 1.7, 4.9, 8.5, 150, 8.6, 9.2, 13, 7.2,
    (30, 15, 9.4), 38, 10, 8.5, (62, 42), 64, 2.1, True, (12, 11, 10, 9.5, 9),
)  # fmt: skip
A4: Final = SheetSize(
    "a4", 297, 210, 95, 4.2, 7.0, 27, 7, 6, (9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5), 1.0, 3.5, 6, 105,
    6.2, 7, 10, 5.6, (20, 10.5, 7.2), 27, 7.2, 6.5, (36, 26), 46, 1.5, False,
    (9, 8.5, 8, 7.5, 7.2, 6.8),
)  # fmt: skip

SHEETS: Final = {"a3": A3, "a4": A4}
