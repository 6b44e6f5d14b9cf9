"""What happens before Textual is imported."""

from __future__ import annotations

import gc
import io
import subprocess
import sys

import pytest
from rich.cells import cell_len

from tui.start import (
    first_frame_shown,
    make_ready,
    quick_start,
    seldom_collected,
    speak_to_all,
    terminal_encoding,
)


@pytest.fixture(autouse=True)
def collector():
    yield
    gc.enable()
    gc.unfreeze()


def test_make_ready_sets_and_removes():
    environ = {"TERM": "xterm", "TEXTUAL_DEBUG": "1", "TEXTUAL_FPS": "30", "PATH": "/bin"}
    make_ready(environ)
    assert environ["TEXTUAL_FPS"] == "30"
    assert environ["TEXTUAL_ANIMATIONS"] == "none"
    assert "TEXTUAL_DEBUG" not in environ
    assert environ["PATH"] == "/bin"


def test_collector_is_off_until_the_first_frame():
    with quick_start():
        assert not gc.isenabled()
        first_frame_shown()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    assert gc.isenabled()


def test_from_the_first_frame_on_garbage_is_looked_for_as_usual():
    usual = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold() > usual
        with quick_start():
            first_frame_shown()
            assert gc.get_threshold() == usual
    assert gc.get_threshold() == usual


def test_a_verb_looks_for_garbage_seldom_to_its_end():
    usual = gc.get_threshold()
    with seldom_collected():
        first_frame_shown()
        assert gc.get_threshold() > usual
        assert gc.isenabled()
    assert gc.get_threshold() == usual


def test_what_is_there_at_the_end_is_not_looked_through():
    with seldom_collected():
        pass
    assert gc.get_freeze_count() == 0
    with seldom_collected(to_the_end=True):
        pass
    assert gc.get_freeze_count() > 0


def test_collector_is_on_again_when_there_was_no_first_frame():
    def fail_in_the_block():
        with quick_start():
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_in_the_block()
    assert gc.isenabled()


def test_first_frame_shown_does_nothing_by_itself():
    first_frame_shown()
    assert gc.get_freeze_count() == 0


class TerminalStream(io.TextIOWrapper):
    def isatty(self):
        return True


ISO = {"LC_ALL": "da_DK.ISO-8859-1"}


@pytest.mark.parametrize("environ", [{}, ISO])
def test_files_and_pipes_get_utf_8(monkeypatch, environ):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="iso-8859-1", errors="backslashreplace")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", io.StringIO())  # as under a test runner: left alone
    speak_to_all(environ)
    stream.write("│ø\udcff")
    stream.flush()
    assert raw.getvalue() == "│ø?".encode()


def test_a_terminal_from_before_utf_8_gets_letters_it_can_show(monkeypatch):
    raw = io.BytesIO()
    stream = TerminalStream(raw, encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", stream)
    speak_to_all(ISO)
    stream.write("Støj │ “Łódź” – 3 × ✓ …")
    stream.flush()
    assert raw.getvalue().decode("iso-8859-1") == 'Støj | "Lódz" - 3 × + .'


@pytest.mark.parametrize(
    "text", ["➤ a", "日本", "e\u0301", "👩\u200d🔧", "ﬁ", "½…", "æøåÆØÅ", "\udcff", "⣀⠤"]
)
def test_every_sign_takes_as_many_columns_as_before(text):
    encoding, errors = terminal_encoding(ISO)
    shown = text.encode(encoding, errors).decode(encoding)
    assert cell_len(shown) == cell_len(text.replace("\udcff", "?"))


@pytest.mark.parametrize(
    "charset", ["UTF-8", "utf8", "EUC-JP", "UTF-16", "BIG5", "klingon", "ANSI_X3.4-1968"]
)
def test_other_terminals_get_utf_8(charset):
    assert terminal_encoding({"LC_ALL": f"da_DK.{charset}"})[0] == "utf-8"


def test_none_of_it_imports_textual():
    code = (
        "import sys, tui.start, tui.terminal, tui.crash;"
        "sys.exit('textual' in sys.modules or 'rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_openssl_is_loaded_for_nobody_but_can_be():
    code = (
        "import os, sys; from tui.start import make_ready; make_ready(os.environ);"
        "import textual.app; assert 'ssl' not in sys.modules;"
        "import asyncio, ssl; assert ssl.SSLContext; asyncio.run(asyncio.sleep(0))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
