"""What Textual imports and does not need at once is loaded when somebody uses it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tui.late import loaded_later, taken_for

LOOK = """
import os, sys
from tui.start import LATE, make_ready
make_ready(os.environ)
import tui.app
from tui.late import _Name, _StandIn
assert not set(LATE) & set(sys.modules), set(LATE) & set(sys.modules)
assert "typing_extensions" not in sys.modules
for name, module in sorted(sys.modules.items()):
    for what, value in sorted(vars(module).items()):
        if isinstance(value, _StandIn) or type(value) is _Name:
            print(f"{name}.{what}")
"""

STAND_INS = [
    "fractions.Decimal",
    "rich._log_render.Text",
    "rich._log_render.TextType",
    "rich.console.Text",
    "rich.console.TextType",
    "rich.console.render_markup",
    "rich.highlighter.Span",
    "rich.highlighter.Text",
    "textual.app.CommandListItem",
    "textual.app.CommandPalette",
    "textual.app.Provider",
    "textual.app.SimpleProvider",
    "textual.app.ThemeProvider",
    "textual.app.mimetypes",
    "textual.app.user_downloads_path",
    "textual.app.uuid",
    "textual.content.Text",
    "textual.css._help_renderables.Text",
    "textual.css._help_renderables.render",
    "textual.css.stylesheet.Panel",
    "textual.css.stylesheet.Text",
    "textual.css.stylesheet.render",
    "textual.css.tokenizer.Panel",
    "textual.css.tokenizer.Text",
    "textual.design.Table",
    "textual.design.Text",
    "textual.dom.Text",
    "textual.expand_tabs.Text",
    "textual.layout.Canvas",
    "textual.layout.Rectangle",
    "textual.notifications.uuid4",
    "textual.suggestions.get_close_matches",
    "textual.theme.DiscoveryHit",
    "textual.theme.Hit",
    "textual.theme.Hits",
    "textual.theme.Provider",
    "textual.theme.ThemeProvider",
    "textual.visual.Text",
    "textual.widget.Text",
]
"""Names Textual imports for its palette, for a file it delivers, for messages, for the texts and
panels of Rich; and one by which fractions know another kind of number. The two `ThemeProvider`
inherit from a stand-in, and `tui.palette.ThemeCommands` is used instead."""


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A module of which others import names, and how often it was loaded."""
    (tmp_path / "latecomer.py").write_text(
        "import sys\nsys.latecomers = getattr(sys, 'latecomers', 0) + 1\n"
        "class Guest:\n    hat = 'felt'\n    def __init__(self, name):\n        self.name = name\n"
        "def greet(name):\n    return 'hello ' + name\n"
    )
    (tmp_path / "host.py").write_text(
        "from latecomer import Guest, greet\nimport latecomer\nclass Friend(Guest):\n    pass\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "latecomers", 0, raising=False)
    yield
    for name in ("latecomer", "host"):
        sys.modules.pop(name, None)


def test_only_what_is_known_of_has_a_stand_in():
    assert python(LOOK).split() == STAND_INS


def test_fractions_know_decimals_without_having_loaded_them():
    told = python(
        "import os; from tui.start import make_ready; make_ready(os.environ)\n"
        "from fractions import Fraction; print(Fraction(1, 3) + 1, Fraction('.5'), Fraction(.25))\n"
        "from decimal import Decimal; print(Fraction(Decimal('0.75')), Fraction(3) == Decimal(3))"
    )
    assert told.split() == ["4/3", "1/2", "1/4", "3/4", "True"]


def test_addresses_of_files_are_written_without_having_loaded_what_writes_them():
    told = python(
        "import sys; from tui.cli import main; main(['nothing'])\n"
        "assert 'urllib.parse' not in sys.modules\n"
        "from pathlib import Path; print(Path('/srv/årshjul').as_uri())"
    )
    assert told.split()[-1] == "file:///srv/%C3%A5rshjul"


def test_a_module_is_loaded_when_one_of_its_names_is_used(module):
    with loaded_later("latecomer"):
        import host
    assert "latecomer" not in sys.modules
    assert not isinstance(3, host.Guest)
    assert sys.latecomers == 0
    assert host.greet("Bo") == "hello Bo"
    guest = host.Guest("Ida")
    assert (guest.name, host.Guest.hat) == ("Ida", "felt")
    assert isinstance(guest, host.Guest)
    assert not isinstance(3, host.Guest)
    assert host.latecomer.greet("Bo") == "hello Bo"
    assert sys.latecomers == 1


def test_whoever_imports_it_afterwards_gets_it(module):
    with loaded_later("latecomer"):
        import host
    import latecomer

    assert isinstance(latecomer.Guest("Ida"), host.Guest)
    assert sys.latecomers == 1


def test_it_can_be_used_before_the_block_ends(module):
    with loaded_later("latecomer"):
        import host

        assert host.greet("Bo") == "hello Bo"
    assert sys.modules["latecomer"].greet("Bo") == "hello Bo"


def test_what_inherits_from_a_stand_in_cannot_be_used_in_silence(module):
    with loaded_later("latecomer"):
        import host
    with pytest.raises(TypeError):
        host.Friend("Ida")
    with pytest.raises(AttributeError):
        _ = host.Friend.hat


def test_what_is_loaded_already_stays(module):
    import latecomer

    with loaded_later("latecomer"):
        import host
    assert host.Guest is latecomer.Guest


def test_one_module_stands_for_another_while_others_are_imported(module, tmp_path):
    import string

    (tmp_path / "reader.py").write_text("from a_module_nobody_has import digits\n")
    with taken_for("a_module_nobody_has", string):
        import reader
    assert reader.digits == string.digits
    assert "a_module_nobody_has" not in sys.modules
    with taken_for("string", sys):
        assert sys.modules["string"] is string
    del sys.modules["reader"]
