"""The pictures the README opens with, made from the program itself.

python tests/support/pictures.py        write them into docs/

Nothing in them comes from elsewhere: letters are those of whoever looks, and no address is asked.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import program  # noqa: E402 - after the path is set
from support.keyboard import part_at_work, press, rest  # noqa: E402

from data.i18n import set_language  # noqa: E402
from screens.discussion.screen import DiscussionScreen  # noqa: E402
from screens.wheel.screen import WheelScreen  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.terminal import Theme

FOLDER: Final = ROOT / "docs"
SIZE: Final = (100, 30)
_KEYS: Final = {
    "discussion": (
        DiscussionScreen,
        (
            "home",
            "down",
            "down",
            "down",
            "n",
            " H: Støjskærm i værkstedet ansvar:mette frist:uge 50",
        ),
    ),
    "wheel": (WheelScreen, ("v", "down", "down")),
}
_THEMES: Final[tuple[Theme, ...]] = ("dark", "light")

_FONT: Final = re.compile(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", re.DOTALL)
_FAMILY: Final = re.compile(r"font-family:\s*[^;]+;")


async def pictures() -> Mapping[str, str]:
    """Each picture by the name of its file."""
    set_language("da")
    found: dict[str, str] = {}
    for name, (screen, keys) in _KEYS.items():
        with tempfile.TemporaryDirectory() as folder:
            document = program.example()
            async with part_at_work(screen, document, folder=Path(folder), size=SIZE) as pilot:
                await press(pilot, *keys)
                for theme in _THEMES:
                    pilot.app.apply_profile(replace(pilot.app.profile, theme=theme))
                    await rest(pilot)
                    found[f"{name}-{theme}.svg"] = _plain(pilot.app.export_screenshot(title="AMIS"))
    return found


def _plain(svg: str) -> str:
    """The picture without fonts that would be fetched, and with every blank in its place."""
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    svg = _FAMILY.sub("font-family: monospace;", _FONT.sub("", svg))
    return "\n".join(line.rstrip() for line in svg.split("\n")).strip() + "\n"


def write() -> None:
    """Write them."""
    FOLDER.mkdir(exist_ok=True)
    for name, svg in asyncio.run(pictures()).items():
        (FOLDER / name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    write()
