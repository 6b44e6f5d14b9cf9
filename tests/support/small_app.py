"""The smallest application on `TerminalApp`: what the terminal tests run, in a process of its own.

Run as `python small_app.py FOLDER`. Drafts and crash reports go to FOLDER/state, marks of an
orderly exit to FOLDER.
"""

from __future__ import annotations

import atexit
import os
import sys
from pathlib import Path
from typing import ClassVar

from tui.start import make_ready, quick_start, speak_to_all
from tui.terminal import read_profile


def main() -> int:
    """Run as `tui.cli` does: environment, then Textual, then the app."""
    profile = read_profile(
        os.environ,
        input_is_terminal=os.isatty(0),
        output_is_terminal=os.isatty(1),
    )
    folder = Path(sys.argv[1])
    speak_to_all(os.environ)
    make_ready(os.environ)
    with quick_start():
        app = make_app_class(folder)(
            profile, state_folder=folder / "state", version=lambda: "1.2.3"
        )
        atexit.register((folder / "atexit").touch)
        app.run()
    return app.return_code or 0


def make_app_class(folder: Path):
    """The class, made late: Textual reads its environment when it is imported."""
    from textual.binding import Binding
    from textual.widgets import Input, Static, TextArea

    from data.own.drafts import Drafts
    from tui.shell import TerminalApp

    class SmallApp(TerminalApp):
        """A line, a text field and a text area."""

        BINDINGS: ClassVar = [
            Binding("f2", "crash"),
            Binding("f3", "suspend_process"),
            Binding("f4", "flood"),
            Binding("f5", "stray"),
            Binding("f6", "crash_late"),
        ]
        CSS = "TextArea { height: 8; } #keys, #focus { height: 1; }"

        crash_late = False

        def compose(self):
            yield Static("Ready │ æøå", id="line", markup=False)
            yield Static("", id="keys", markup=False)
            yield Static("", id="focus", markup=False)
            yield Input(id="input")
            yield TextArea(id="area")

        def on_key(self, event) -> None:
            self.query_one("#keys", Static).update(f"key {event.key}")

        def on_descendant_focus(self, event) -> None:
            self.query_one("#focus", Static).update(f"focus {event.widget.id}")

        def on_unmount(self) -> None:
            if self.crash_late:
                raise ValueError("CONFIDENTIAL-MESSAGE")
            (folder / "unmount").touch()

        def rescue(self) -> bool:
            text = self.query_one(TextArea).text
            return bool(text) and Drafts(folder / "state", "small").save("area", text)

        def action_crash(self) -> None:
            hemmelighed = "CONFIDENTIAL-LOCAL"
            raise ValueError(f"CONFIDENTIAL-MESSAGE {hemmelighed}")

        def action_crash_late(self) -> None:
            self.crash_late = True
            self.exit()

        def action_flood(self) -> None:
            self.set_interval(0.001, self.flood)

        def flood(self) -> None:
            self.query_one("#line", Static).update(os.urandom(2000).hex())

        def action_stray(self) -> None:
            import asyncio
            import gc

            async def fail() -> None:
                raise ValueError("CONFIDENTIAL-MESSAGE")

            task = asyncio.get_running_loop().create_task(fail())
            task.add_done_callback(lambda _: self.query_one("#keys", Static).update("stray done"))
            del task
            gc.collect()

    return SmallApp


if __name__ == "__main__":
    sys.exit(main())
