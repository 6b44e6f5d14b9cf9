"""`amis demo`: a filled example in a temporary document, or in a file of one's own."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from data.i18n import N_, _
from tui.surroundings import Usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.arguments import Arguments
    from tui.console import Call
    from tui.surroundings import Surroundings


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.option("--write-only", _("write the example to --document and do not open it"))


def run(call: Call) -> int:
    """Open the example; what is done in it is gone afterwards, unless it has a document.

    Raises:
        Usage: there is no document to write it to.
        StoreError: the document is there already, or the disk says no.
    """
    around = call.surroundings
    named = getattr(call.arguments, "document", "")
    if call.arguments.write_only:
        if not named:
            raise Usage(N_("Say where to write the example: --document PATH."))
        write_example(around)
        call.console.say(_("{path} has been made.").format(path=around.document))
        return 0
    from tui.launch import run as open_program

    if named:
        write_example(around)
        return open_program(around)
    with _temporary(around) as there:
        write_example(there)
        return open_program(there)


@contextmanager
def _temporary(around: Surroundings) -> Iterator[Surroundings]:
    with tempfile.TemporaryDirectory(prefix="amis-demo-", ignore_cleanup_errors=True) as folder:
        yield replace(around, document=Path(folder) / _("example.json"))


def write_example(around: Surroundings) -> None:
    """Write the example in the language in use, seen from today.

    Raises:
        StoreError: the document is there already, or the disk says no.
    """
    from data.ids import new_id
    from data.start.demo import demo_document
    from data.store.store import Store

    example = demo_document(around.language, around.today())
    # Two examples are two documents: what is typed in one is no draft for the other.
    meta = replace(example.meta, document=new_id())
    Store(around.document).put(replace(example, meta=meta))
