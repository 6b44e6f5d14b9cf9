"""From the command line into the program: the terminal is looked at, the document read, then shown.

What cannot be shown is said in a sentence before anything is drawn.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from data.i18n import _
from data.places import state_folder
from data.store.errors import Missing, StoreError
from data.store.store import Store
from tui.start import make_ready, quick_start, speak_utf8
from tui.terminal import read_profile

if TYPE_CHECKING:
    from pathlib import Path

    from tui.surroundings import Surroundings

USAGE, TROUBLE = 2, 3
"""Exit codes: no terminal to draw on; the document cannot be opened."""


def run(surroundings: Surroundings) -> int:
    """Open the program on a document.

    Args:
        surroundings: The document, the user and the clock.

    Returns:
        The process's exit code.
    """
    profile = read_profile(
        surroundings.environ,
        input_is_terminal=sys.stdin.isatty(),
        output_is_terminal=sys.stdout.isatty(),
    )
    if not profile.usable:
        sys.stderr.write(_(profile.reason).format(**profile.details) + "\n")
        return USAGE
    store = Store(surroundings.document)
    try:
        store.load()
        if not surroundings.limits.read_only:
            store.share_alike()
    except Missing as error:
        # The program begins by setting the workplace up, where it may.
        if surroundings.limits.read_only:
            sys.stderr.write(error.sentence() + "\n")
            return TROUBLE
    except StoreError as error:
        sys.stderr.write(error.sentence() + "\n")
        return TROUBLE
    make_ready(os.environ)
    speak_utf8()
    with quick_start():
        from tui.app import AmisApp

        app = AmisApp(
            profile,
            store,
            surroundings,
            state_folder=_state_folder(surroundings),
        )
        app.run()
    return app.return_code or 0


def _state_folder(around: Surroundings) -> Path | None:
    """Where drafts and crash reports go; nowhere for a guest who only looks."""
    if around.limits.read_only:
        return None
    if around.limits.restricted:
        from tui.restricted import state_folder_beside

        return state_folder_beside(around)
    return state_folder(around.environ)
