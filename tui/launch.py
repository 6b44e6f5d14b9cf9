"""From the command line into the program: the terminal is looked at, the document read, then shown.

What cannot be shown is said in a sentence before anything is drawn.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from data.edits.errors import EditError
from data.facts.guest import store_for
from data.i18n import _
from data.own.places import state_folder
from data.store.errors import Missing, StoreError
from tui.exit_codes import NOT_UNDERSTOOD, TROUBLE
from tui.prelude import PRELUDE
from tui.settings import check_variables
from tui.start import make_ready, quick_start, speak_to_all
from tui.terminal import read_profile

if TYPE_CHECKING:
    from pathlib import Path

    from data.store.store import Store
    from tui.surroundings import Surroundings
    from tui.terminal import TerminalProfile


def run(surroundings: Surroundings) -> int:
    """Open the program on a document.

    Args:
        surroundings: The document, the user and the clock.

    Returns:
        The process's exit code.

    Raises:
        Usage: a variable says what cannot be.
    """
    check_variables(surroundings.environ)
    profile = read_profile(
        surroundings.environ,
        input_is_terminal=sys.stdin.isatty(),
        output_is_terminal=sys.stdout.isatty(),
    )
    if not profile.usable:
        sys.stderr.write(_(profile.reason).format(**profile.details) + "\n")
        return NOT_UNDERSTOOD
    with quick_start():
        return _opened(surroundings, profile)


def _opened(surroundings: Surroundings, profile: TerminalProfile) -> int:
    store = store_for(surroundings.place, guest=surroundings.limits.read_only)
    try:
        trouble = _trouble_to_mend(store, surroundings)
    except StoreError as error:
        return _cannot_open(error)
    make_ready(os.environ)
    speak_to_all(surroundings.environ)
    if trouble is not None:
        from tui.recovery import mend

        try:
            opened = mend(profile, trouble, surroundings, state_folder=_state_folder(surroundings))
        except (StoreError, EditError) as error:
            return _cannot_open(error)
        if opened is None:
            return TROUBLE
        store, surroundings = opened
    from tui.app import AmisApp

    app = AmisApp(profile, store, surroundings, state_folder=_state_folder(surroundings))
    app.run()
    return app.return_code or 0


def _cannot_open(error: StoreError | EditError) -> int:
    """Say why, where it stays to be read."""
    PRELUDE.give_back()
    sys.stderr.write(error.sentence() + "\n")
    return TROUBLE


def _trouble_to_mend(store: Store, around: Surroundings) -> StoreError | None:
    """Read the document, and look whether it can be opened as it is.

    Returns:
        What is wrong with it, where it can be mended; None when nothing is.

    Raises:
        StoreError: it cannot be opened, nor mended.
    """
    if not around.limits.trusts:
        store.keeper.check_trusted()
    trouble = _trouble(store)
    if trouble is None:
        if not around.limits.read_only:
            store.share_alike()
        return None
    if _can_be_mended(store):
        return trouble
    if isinstance(trouble, Missing) and not around.limits.read_only:
        return None  # the program begins by setting the workplace up
    raise trouble


def _trouble(store: Store) -> StoreError | None:
    """Read the document. Returns what keeps it from being used, None when nothing does."""
    # First the number, then the document: it is never behind the one noted before.
    noted = store.keeper.noted()
    try:
        return store.keeper.outdated(store.load(), noted)
    except StoreError as error:
        return error


def _can_be_mended(store: Store) -> bool:
    """Whether there are copies to mend it with; an older document is one itself."""
    return bool(store.keeper.copies.listed()) or store.document.workplace is not None


def _state_folder(around: Surroundings) -> Path | None:
    """Where drafts and crash reports go; nowhere for a guest who only looks."""
    if around.limits.read_only:
        return None
    if around.limits.restricted:
        from tui.restricted import state_folder_beside

        return state_folder_beside(around)
    return state_folder(around.environ)
