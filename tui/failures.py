"""What went wrong, as one sentence and an exit code."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from data.content.reader import ContentError
from data.edits.errors import EditError, Invalid
from data.store.errors import unreadable
from tui.exit_codes import NOT_AS_ASKED, NOT_UNDERSTOOD, TROUBLE

if TYPE_CHECKING:
    from collections.abc import Mapping


def failure(
    error: Exception, environ: Mapping[str, str], *, reports: bool = True
) -> tuple[str, int]:
    """The sentence and the exit code; an error in the program leaves a report.

    Args:
        error: What was raised.
        environ: The environment variables, which say where reports are kept.
        reports: Whether one may be written.
    """
    if isinstance(error, Invalid):
        return error.sentence(), NOT_UNDERSTOOD
    if isinstance(error, EditError):
        return error.sentence(), NOT_AS_ASKED
    # What the store and the export raise; neither is loaded for the sake of an error.
    sentence = getattr(error, "sentence", None)
    if callable(sentence):
        return str(sentence()), TROUBLE
    if isinstance(error, ContentError):
        return str(error), TROUBLE
    if isinstance(error, OSError) and error.strerror:
        return unreadable(str(error.filename or "?"), error), TROUBLE
    return _broken(error, environ, reports=reports), TROUBLE


def _broken(error: Exception, environ: Mapping[str, str], *, reports: bool) -> str:
    from data.own.places import state_folder
    from tui.crash import sentence, write_report
    from tui.version import version

    path = None
    if reports:
        path = write_report(error, state_folder(environ), datetime.now(UTC), version())
    return sentence(path, saved=False)
