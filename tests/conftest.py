"""Fixtures every test may ask for."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import time
from pathlib import Path

import hypothesis
import pytest
from support.examples import END, PROFILE, examples
from support.zones import COPENHAGEN

from data.i18n import set_language

# No clock decides: on a busy machine a slow example says nothing about the code. The usual run
# tries the same examples every time: a red run can be repeated, and a green one was no luck. What
# is new is found with HYPOTHESIS_PROFILE=explore (CONTRIBUTING).
_EITHER = {
    "deadline": None,
    "suppress_health_check": [hypothesis.HealthCheck.too_slow],
    "max_examples": examples(60),
}
hypothesis.settings.register_profile("repeat", derandomize=True, database=None, **_EITHER)
for _profile in ("other", "explore"):
    hypothesis.settings.register_profile(_profile, print_blob=True, database=None, **_EITHER)
hypothesis.settings.load_profile(PROFILE)


# Days are told where the program runs; the tests are where its users are, wherever they run.
os.environ["TZ"] = COPENHAGEN
time.tzset()


def pytest_collection_finish():
    """Let the collector of garbage look seldom: a fifth of the suite's time went into it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_runtest_setup():
    """Begin nothing once the time for other examples is over."""
    if time.monotonic() > END:
        pytest.skip("the minute is over")


@pytest.fixture(autouse=True)
def _language():
    """Each test begins in the language of who says nothing."""
    set_language("")


@pytest.fixture
def zone():
    """Moves the clocks elsewhere, to one of `support.zones`."""

    def move(name):
        os.environ["TZ"] = name
        time.tzset()

    yield move
    move(COPENHAGEN)


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
        # Without the folder of the script: a helper there would be taken for a floor of that name.
        window = terminal([sys.executable, "-P", str(program), str(tmp_path)], **options)
        if wait_for:
            window.wait_for(wait_for)
        return window

    return start


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """The PostgreSQL server of this run, with AMIS's tables; started by the first who asks."""
    from support.databases import shared_server

    with shared_server(tmp_path_factory) as server:
        yield server


@pytest.fixture
def cluster(postgres):
    """A PostgreSQL server of the test's own, to be killed and started again."""
    from support.postgres import TEMPLATE, Cluster

    with Cluster(template=postgres.folder / TEMPLATE) as found:
        yield found


@pytest.fixture
def in_database(postgres, tmp_path):
    """Makes the address of a workplace in the database: `in_database("plan")`."""
    return lambda name="plan": postgres.address(tmp_path, name)


@pytest.fixture(params=["file", "postgres"])
def place(request, tmp_path):
    """Where a document may be: nothing is there yet. Tests that ask for it run against both."""
    if request.param == "file":
        return tmp_path / "plan.json"
    return request.getfixturevalue("in_database")()
