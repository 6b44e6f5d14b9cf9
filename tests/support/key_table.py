"""The README's table of keys, made from `screens.keys.meanings`.

python tests/support/key_table.py       write it into README.md
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from data.i18n import _, in_language  # noqa: E402 - after the path is set
from screens import PARTS  # noqa: E402
from screens.keys.meanings import ANSWERS, EVERYWHERE, PARTICULAR, SHARED  # noqa: E402
from screens.keys.names import key_name  # noqa: E402
from screens.keys.tables import tables  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screens.keys.meanings import Meaning

README: Final = ROOT / "README.md"
BEGIN: Final = "<!-- keys: made by tests/support/key_table.py -->"
END: Final = "<!-- /keys -->"

_PLACES: Final = {
    "card": "cards", "training": "training", "rules": "rules", "handing": "handing on",
    "wheel_template": "templates", "everywhere": "everywhere", "wheel_roll": "next year's wheel",
    "confirm": "yes or no",
}  # fmt: skip


def readme_table() -> str:
    """The part of the README between the marks."""
    with in_language("en"):
        rows = [
            f"| {_keys(meaning)} | {_(meaning.what)} | {_where(meaning.ids)} |"
            for meaning in SHARED
        ]
        particular = "; ".join(
            f"{_keys(meaning)} {_(meaning.what)} ({_where(meaning.ids)})" for meaning in PARTICULAR
        )
        everywhere = "; ".join(f"{_keys(meaning)} {_(meaning.what)}" for meaning in EVERYWHERE)
        answers = _where(ANSWERS)
    return "\n".join(
        [
            BEGIN,
            "| Key | Means | In |",
            "| --- | --- | --- |",
            *rows,
            "",
            f"In one or two parts: {particular}.",
            "",
            f"Everywhere: {everywhere}.",
            "",
            f"Only answers printed under their question have letters of their own: {answers}.",
            END,
        ]
    )


def _keys(meaning: Meaning) -> str:
    return " ".join(f"`{key_name(key)}`" for key in meaning.keys)


def _where(ids: Iterable[str]) -> str:
    titles = {part.name: _(part.title).lower() for part in PARTS}
    wanted = set(ids)
    found = [
        place.partition(".")[0]
        for place, declared in tables().items()
        if any(key.id in wanted for key in declared)
    ]
    names = [titles.get(name) or _PLACES.get(name, name) for name in dict.fromkeys(found)]
    return ", ".join(names)


def with_table(text: str) -> str:
    """The README with the table as it is now."""
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return before + readme_table() + after


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
