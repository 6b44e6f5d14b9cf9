"""The report names places in the code and holds nobody's words."""

from __future__ import annotations

import asyncio
import gc
import stat
from datetime import UTC, datetime

import pytest
from support.key_app import KeyApp

from data.i18n import in_language
from tui.crash import MOST_REPORTS, Breakdown, describe, sentence, write_report

WHEN = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECRET = "Mette er syg"


def broken():
    hemmelighed = SECRET
    try:
        {}[hemmelighed]
    except KeyError as error:
        raise ValueError(f"for {hemmelighed}") from error


def caught(function):
    with pytest.raises(BaseException) as info:  # noqa: PT011
        function()
    return info.value


def test_types_modules_functions_and_lines_but_no_words():
    text = describe(caught(broken), WHEN, "1.0")
    assert SECRET not in text
    assert "hemmelighed" not in text
    assert "builtins.ValueError" in text
    assert "caused by builtins.KeyError" in text
    assert "broken" in text
    assert "time 2026-03-02T12:00:00+00:00" in text
    assert str(__file__) not in text


def test_groups_contexts_wrappers_and_circles():
    def grouped():
        raise ExceptionGroup(SECRET, [caught(broken), OSError(28, SECRET, SECRET)])

    error = caught(grouped)
    error.exceptions[1].__context__ = error
    error.exceptions[0].error = RuntimeError(SECRET)
    text = describe(error, WHEN, "1.0")
    assert SECRET not in text
    assert "one of a group builtins.OSError errno 28" in text
    assert "wrapping builtins.RuntimeError" in text


def test_long_chains_and_deep_recursion_are_cut():
    def recurse(depth):
        return recurse(depth - 1) if depth else 1 / 0

    assert len(describe(caught(lambda: recurse(500)), WHEN, "1").splitlines()) < 80

    error = ValueError()
    for _ in range(100):
        outer = ValueError()
        outer.__cause__ = error
        error = outer
    assert len(describe(error, WHEN, "1").splitlines()) < 40


def test_the_file_is_private_and_old_ones_go(tmp_path):
    folder = tmp_path / "state"
    folder.mkdir()
    for day in range(1, 10):
        (folder / f"crash-2025010{day}-000000-1.txt").write_text("old")
    path = write_report(ValueError(), folder, WHEN, "1")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(list(folder.iterdir())) == MOST_REPORTS
    assert path.exists()


def test_a_disk_that_refuses_is_an_answer(tmp_path):
    (tmp_path / "file").touch()
    assert write_report(ValueError(), tmp_path / "file", WHEN, "1") is None


def test_a_link_laid_out_is_not_followed(tmp_path):
    target = tmp_path / "target"
    target.write_text("precious")
    import os

    link = tmp_path / f"crash-20260302-120000-{os.getpid()}.txt"
    link.symlink_to(target)
    assert write_report(ValueError(), tmp_path, WHEN, "1") == link
    assert target.read_text() == "precious"
    assert not link.is_symlink(), "the report has taken its place"


def test_the_sentence_says_only_what_is_true(tmp_path):
    with in_language("en"):
        assert "draft" not in sentence(tmp_path, saved=False)
        assert "report" not in sentence(None, saved=True)
        full = sentence(tmp_path / "a\x1b[31m.txt", saved=True)
    assert "saved as a draft" in full
    assert str(tmp_path) in full
    assert "\x1b" not in full


def test_a_breakdown_rescues_once_and_keeps_the_first_sentence(tmp_path):
    rescued = []

    def rescue():
        rescued.append(1)
        return True

    breakdown = Breakdown(rescue, tmp_path, lambda: "1.2.3")
    assert breakdown.sentence == ""
    breakdown.take(ValueError("FORTROLIGT"))
    first = breakdown.sentence
    breakdown.take(KeyError("FORTROLIGT"))
    assert breakdown.sentence == first
    assert len(rescued) == 1
    (report,) = tmp_path.glob("crash-*.txt")
    assert report.name in first
    assert "FORTROLIGT" not in first + report.read_text("utf-8")


def test_a_rescue_that_fails_counts_as_nothing_saved(tmp_path):
    def rescue():
        raise OSError

    breakdown = Breakdown(rescue, None, lambda: "1.2.3")
    assert breakdown.rescue_once() is False
    assert breakdown.report(ValueError()) is None


async def test_an_error_nobody_waited_for_is_not_printed_for_a_guest(caplog):
    async def fail():
        raise ValueError("FORTROLIGT")

    async with KeyApp().run_test() as pilot:
        task = asyncio.get_running_loop().create_task(fail())
        await asyncio.wait([task])
        del task
        gc.collect()
        await pilot.pause()
    assert "FORTROLIGT" not in caplog.text
