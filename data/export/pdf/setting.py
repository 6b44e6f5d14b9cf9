"""Papers set by typst: the one place that it is imported in.

What goes in is a template of ours and facts as JSON: text from users is a value there and never
read as markup. Nothing is fetched, no font of the machine is used, and the same paper gives the
same bytes on the same day.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from data.export.libraries import AUTHOR, PDF, needs
from data.export.pdf.fonts import FOLDER
from data.export.pdf.letters import for_print
from data.i18n import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from datetime import date

    from data.export.pdf.paper import Json, Printout

TEMPLATES: Final = Path(__file__).parent / "templates"

BREAK: Final = "\ue000"
"""Where a word may be broken that knows no hyphen; a letter that no text printed here holds."""

_STANDARDS: Final = ("a-2a", "ua-1")
"""For keeping, and for those who have it read aloud: both ask for tags."""

_REGIONS: Final = {"da": "DK", "en": "GB"}
_PIECE: Final = 4
_LONG, _LONG_PIECE = 400, 12
"""Letters that stay together; more of them in a word that no column is made for."""
_VOWELS: Final = "".join((*"aeiouyAEIOUY", "æ", "ø", "å", "Æ", "Ø", "Å"))
_ENDLESS: Final = re.compile(
    # Nothing that a dictionary would part: too long, or too long without a vowel or a consonant.
    rf"\S{{30,}}|(?=\S{{12}})\S*?(?:[^\s\-{_VOWELS}]{{9}}|[{_VOWELS}]{{6}})\S*"
)


def pdf(paper: Printout, language: str, today: date) -> bytes:
    """The paper as a PDF.

    Args:
        paper: What is set.
        language: The language of its texts.
        today: The day it is printed, which the file says it was made on.

    Raises:
        NotInstalled: typst is not there.
    """
    made: bytes = _compiled(paper, language, today, format="pdf", pdf_standards=list(_STANDARDS))
    return made


def pdf_all_the_same(paper: Printout, language: str, today: date) -> tuple[bytes, bool]:
    """The paper as a PDF, and whether it is one for keeping and for being read aloud.

    Should something in it ever stand in the way of that, there is a document all the same.

    Args:
        paper: What is set.
        language: The language of its texts.
        today: The day it is printed.

    Raises:
        NotInstalled: typst is not there.
    """
    with needs("typst", PDF):
        import typst

    try:
        return pdf(paper, language, today), True
    except typst.TypstError:
        made: bytes = _compiled(paper, language, today, format="pdf")
        return made, False


def png(paper: Printout, language: str, today: date, *, per_inch: int = 100) -> bytes:
    """The paper's first page as a picture.

    Args:
        paper: What is set.
        language: The language of its texts.
        today: The day it is printed.
        per_inch: How many points an inch has.

    Raises:
        NotInstalled: typst is not there.
    """
    made = _compiled(paper, language, today, format="png", ppi=float(per_inch))
    first: bytes = made[0] if isinstance(made, list) else made
    return first


def pages_of(paper: Printout, language: str) -> int:
    """How many pages it takes, as its template says.

    Raises:
        NotInstalled: typst is not there.
    """
    with needs("typst", PDF):
        import typst

    found = typst.query(
        str(TEMPLATES / f"{paper.template}.typ"),
        "<pages>",
        field="value",
        one=True,
        **_given(paper, language),
    )
    return int(json.loads(found))


def _compiled(paper: Printout, language: str, today: date, **how: Any) -> Any:
    with needs("typst", PDF):
        import typst

    template = str(TEMPLATES / f"{paper.template}.typ")
    return typst.compile(
        template,
        timestamp=datetime.combine(today, time(), UTC),
        **_given(paper, language),
        **how,
    )


def _given(paper: Printout, language: str) -> dict[str, Any]:
    code = language if language in _REGIONS else DEFAULT_LANGUAGE
    facts: dict[str, Json] = {
        **paper.facts,
        "lang": code,
        "region": _REGIONS[code],
        "author": AUTHOR,
    }
    return {
        "root": str(TEMPLATES),
        "sys_inputs": {"data": json.dumps(_prepared(facts), ensure_ascii=False)},
        "font_paths": [str(FOLDER)],
        "ignore_system_fonts": True,
    }


def _prepared(value: Json) -> Json:
    if isinstance(value, str):
        return breakable(for_print(value))
    if isinstance(value, list):
        return [_prepared(inner) for inner in value]
    if isinstance(value, dict):
        return {name: _prepared(inner) for name, inner in value.items()}
    return value


def breakable(text: str) -> str:
    """The text with places to break at in words that are wider than any column."""
    return _ENDLESS.sub(_parted, text) if len(text) >= _PIECE else text


def _parted(found: re.Match[str]) -> str:
    word = found[0]
    piece = _PIECE if len(word) < _LONG else _LONG_PIECE
    return BREAK.join(word[n : n + piece] for n in range(0, len(word), piece))
