"""Lines that are there are taken together, and nobody waits for one that is not."""

from __future__ import annotations

import io
import os
import threading
from typing import TYPE_CHECKING, BinaryIO

import pytest

from tui import incoming
from tui.incoming import LARGEST, LONGEST, MOST, batches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Pipe:
    """A sender's end and ours."""

    def __init__(self) -> None:
        hear, self._tell = os.pipe()
        self.stream: BinaryIO = os.fdopen(hear, "rb")
        self.came = batches(self.stream)

    def send(self, data: bytes) -> None:
        os.write(self._tell, data)

    def end(self) -> None:
        os.close(self._tell)


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    found = Pipe()
    yield found
    found.stream.close()


def test_what_is_there_comes_together_and_in_order(pipe: Pipe) -> None:
    pipe.send(b"a\nb\n\n   \nc\n")
    assert next(pipe.came) == [b"a\n", b"b\n", b"c\n"]
    pipe.end()
    assert list(pipe.came) == []


def test_a_line_is_handed_on_before_the_next_has_an_end(pipe: Pipe) -> None:
    """Whoever waits for the answer would else wait for ever."""
    pipe.send(b"a\nhalf of ")
    assert next(pipe.came) == [b"a\n"]
    pipe.send(b"b\n")
    assert next(pipe.came) == [b"half of b\n"]
    pipe.send(b"c\n")
    assert next(pipe.came) == [b"c\n"]


def test_the_last_line_needs_no_end(pipe: Pipe) -> None:
    pipe.send(b"a\nb")
    pipe.end()
    assert [line for batch in pipe.came for line in batch] == [b"a\n", b"b"]


def test_no_more_than_so_many_lines_and_bytes_come_together(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"".join(b"%d\n" % n for n in range(2 * MOST + 3)))
    with path.open("rb") as stream:
        sizes = [len(batch) for batch in batches(stream)]
    assert sizes == [MOST, MOST, 3]
    long = b"x" * (LARGEST // 3) + b"\n"
    path.write_bytes(long * 7)
    with path.open("rb") as stream:
        assert [len(batch) for batch in batches(stream)] == [3, 3, 1]


@pytest.mark.parametrize("over", [1, 5, LONGEST, 2 * LONGEST + 9])
def test_of_a_line_too_long_the_beginning_comes_and_then_the_next(over: int) -> None:
    pipe = Pipe()
    long = b"y" * (LONGEST + over)

    def send() -> None:
        with os.fdopen(pipe._tell, "wb") as file:
            file.write(b"a\n" + long + b"\nb\n" + long)

    thread = threading.Thread(target=send)
    thread.start()
    lines = [line for batch in pipe.came for line in batch]
    thread.join()
    pipe.stream.close()
    assert [line[:1] for line in lines] == [b"a", b"y", b"b", b"y"]
    assert len(lines[1]) > LONGEST
    assert len(lines[3]) > LONGEST
    assert lines[2] == b"b\n"


def test_a_pipe_that_does_not_wait_is_waited_for(pipe: Pipe) -> None:
    os.set_blocking(pipe.stream.fileno(), False)
    timer = threading.Timer(0.05, pipe.send, (b"late\n",))
    timer.start()
    assert next(pipe.came) == [b"late\n"]
    timer.join()


def test_lines_are_the_same_whatever_the_pieces_they_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"".join(b"%d %s\n" % (n, b"z" * (n % 23)) for n in range(200)) + b"end"
    path = tmp_path / "lines"
    path.write_bytes(data)
    for piece in (1, 2, 7, 64, 1 << 16):
        monkeypatch.setattr(incoming, "_PIECE", piece)
        with path.open("rb") as stream:
            assert b"".join(line for batch in batches(stream) for line in batch) == data


def test_a_stream_that_cannot_say_what_is_there_gives_line_by_line() -> None:
    assert list(batches(io.BytesIO(b"a\n\nb\nc"))) == [[b"a\n"], [b"b\n"], [b"c"]]
