"""What happens before Textual is imported."""

from __future__ import annotations

import gc
import io
import subprocess
import sys

import pytest

from tui.start import first_frame_shown, make_ready, quick_start, speak_utf8


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


def test_streams_speak_utf8(monkeypatch):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="iso-8859-1", errors="backslashreplace")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", io.StringIO())  # as under a test runner: left alone
    speak_utf8()
    stream.write("│ø\udcff")
    stream.flush()
    assert raw.getvalue() == "│ø?".encode()


def test_none_of_it_imports_textual():
    code = (
        "import sys, tui.start, tui.terminal, tui.crash;"
        "sys.exit('textual' in sys.modules or 'rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
