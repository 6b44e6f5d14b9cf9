"""The README's pictures are what the program looks like today."""

from __future__ import annotations

from support.pictures import FOLDER, pictures


async def test_the_pictures_are_those_of_today():
    """`python tests/support/pictures.py` makes them."""
    made = await pictures()
    assert {path.name for path in FOLDER.glob("*.svg")} == set(made)
    stale = [name for name, svg in made.items() if (FOLDER / name).read_text() != svg]
    assert stale == []
    asked = [name for name, svg in made.items() if "http" in svg.replace("http://www.w3.org", "")]
    assert asked == [], "nobody's machine asks another one for letters"
