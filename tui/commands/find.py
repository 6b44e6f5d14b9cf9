"""`amis find`: everything that holds some words, by kind, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _
from tui.arguments import Arguments, whole
from tui.commands.records import read

if TYPE_CHECKING:
    from tui.console import Call

_MOST = 10_000


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word("words", _("WORDS"), _("parts of words; each must be there"), many=True)
    arguments.option(
        "--limit",
        _("how many at most; else 50"),
        shown=_("COUNT"),
        kind=whole(1, _MOST),
        default=50,
    )


def run(call: Call) -> int:
    """Find, and say what. Ends with 1 when nothing fits. Confidential notes are left out.

    Raises:
        StoreError: the document cannot be read.
    """
    from data.views.search import DocumentSearch, name_of

    words = " ".join(call.arguments.words)
    hits = DocumentSearch(read(call)).search(words, confidential=False, most=call.arguments.limit)
    if not hits:
        call.console.complain(_("Nothing fits “{text}”.").format(text=words))
        return 1
    kind = ""
    for hit in hits:
        if hit.kind != kind:
            kind = hit.kind
            call.console.say(kind)
        told = [name_of(hit.record), hit.text]
        call.console.say(f"  {': '.join(part for part in told if part)}")
    return 0
