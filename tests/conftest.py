"""Fixtures every test may ask for."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import hypothesis
import pytest

# No deadline: on a busy machine a slow example says nothing about the code. In CI the examples are
# the same every time, so that a red run can be repeated.
hypothesis.settings.register_profile("dev", deadline=None, max_examples=60)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=2_000)
hypothesis.settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)


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
