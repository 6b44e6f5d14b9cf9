"""What a fresh interpreter has loaded when the program has drawn its first frame."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from support import program

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
import asyncio, json, os, sys
from pathlib import Path
from data.store.store import Store
from tui.start import make_ready, quick_start
from tui.surroundings import surroundings
from tui.terminal import read_profile
environ = dict(os.environ)
around = surroundings(environ)
profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
store = Store(around.document)
store.load()
store.share_alike()
make_ready(os.environ)
from tui.app import AmisApp

def tell(app):
    from screens.widgets.row_list import RowList

    rows = len(app.screen.query_one(RowList).rows)
    Path(sys.argv[1]).write_text(json.dumps([rows, sorted(sys.modules)]))
    app.exit(0)

begin = AmisApp.begin
AmisApp.begin = lambda app: (begin(app), app.call_after_refresh(tell, app))
AmisApp(profile, store, around, state_folder=Path(environ["HOME"])).run(headless=True)
"""


def loaded_before(document: Path, folder: Path) -> tuple[int, list[str]]:
    """The rows of the first list, and the names of the modules that were loaded for it.

    Args:
        document: The document the program is started on.
        folder: A folder of the test's own, the user's home.
    """
    told = folder / "told.json"
    subprocess.run(
        [sys.executable, "-c", SCRIPT, str(told)],
        cwd=program.ROOT,
        env=program.environment(folder, document) | {"TERM": "xterm-256color"},
        capture_output=True,
        timeout=30,
        check=True,
    )
    rows, modules = json.loads(told.read_text())
    return rows, modules
