"""Fixtures every test may ask for."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest


@pytest.fixture
def terminal():
    """Starts programs in terminals of their own: `terminal(argv, env=..., size=...)`."""
    from support.terminals import Terminal

    with contextlib.ExitStack() as opened:
        yield lambda argv, **options: opened.enter_context(Terminal(argv, **options))


@pytest.fixture
def small_app(terminal, tmp_path):
    """Starts the small application in a terminal and waits for its first frame."""
    program = Path(__file__).parent / "support" / "small_app.py"

    def start(*, wait_for="focus input", **options):
        window = terminal([sys.executable, str(program), str(tmp_path)], **options)
        if wait_for:
            window.wait_for(wait_for)
        return window

    return start
