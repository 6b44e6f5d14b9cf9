"""What became of a file that was read: one record for every importer, for people and for scripts.

Each thing that was read (a row, an event, a line) has one fate, so that the counts add up. What
cannot be known is a question with its answers; where nobody is asked, the first answer counts,
which leaves everything as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.dataclass import dataclass, field
from data.i18n import _
from data.strenum import StrEnum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from data.edits.records import Command


class Fate(StrEnum):
    """What becomes of one thing that was read."""

    TAKEN = "taken"
    """It is new or changes something, and is kept when the file is."""
    KNOWN = "known"
    """The document says it already."""
    ASKED = "asked"
    """It is left as it was until a question about it is answered."""
    LEFT_OUT = "left_out"
    """It is nothing that is kept: a sum, a second heading, what was not chosen. `said` says why."""


@dataclass(frozen=True, slots=True)
class ReadThing:
    """One thing that was read, and what becomes of it.

    Attributes:
        place: Where it stands: `row 7`, `H6`, an event's title and day; translated.
        fate: What becomes of it.
        said: What is told about it, in translated sentences or parts of them.
    """

    place: str
    fate: Fate
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """One answer to a question: what a script gives, and what people read."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """Something that must be chosen.

    Attributes:
        key: What it is known by when the file is read again: `H6.due`, `row 7`, an event's name.
        text: The question, translated.
        answers: At least two; the first counts where nobody is asked, and leaves all as it is.
        chosen: The key of the answer that counts now.
        must: Whether something is left undone as long as the first answer counts. A choice that
            has a good answer of its own, such as which events are wanted, need not be made.
    """

    key: str
    text: str
    answers: tuple[FileAnswer, ...]
    chosen: str
    must: bool = True

    @property
    def open(self) -> bool:
        """Whether it waits for an answer."""
        return self.must and self.answer == self.answers[0]

    @property
    def answer(self) -> FileAnswer:
        """The answer that counts now."""
        found = (answer for answer in self.answers if answer.key == self.chosen)
        return next(found, self.answers[0])

    @property
    def following(self) -> FileAnswer:
        """The answer after the one that counts now; after the last the first."""
        return self.answers[(self.answers.index(self.answer) + 1) % len(self.answers)]


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of the preview.

    Attributes:
        text: Translated; blanks before it say how far it is set in.
        question: The key of the question that is answered in this line; empty for none.
    """

    text: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things were read and what became of them; the parts make the whole."""

    read: int
    taken: int
    known: int
    asked: int
    left_out: int

    @classmethod
    def of(cls, entries: Iterable[ReadThing]) -> Tally:
        """The counts of what was read."""
        fates = [entry.fate for entry in entries]
        return cls(len(fates), *(fates.count(fate) for fate in Fate))

    def sentence(self) -> str:
        """The preview's last line."""
        text = _(
            "{read} read: {taken} taken, {known} known already, {asked} asked about, "
            "{left} left out."
        )
        return text.format(
            read=self.read,
            taken=self.taken,
            known=self.known,
            asked=self.asked,
            left=self.left_out,
        )

    def as_json(self) -> dict[str, int]:
        """The counts by name."""
        return {
            "read": self.read,
            "taken": self.taken,
            "known": self.known,
            "asked": self.asked,
            "left_out": self.left_out,
        }


def _nothing_else(_answers: Mapping[str, str]) -> FilePreview:
    raise NotImplementedError  # pragma: no cover - only where there are no questions


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What was understood of a file, before anything is kept.

    Attributes:
        lines: To be read before it is kept, without the last one, which counts.
        entries: Everything that was read, each with its fate.
        command: Keeps what is taken as one edit; None when nothing is.
        imported: Says what was kept, given how it is taken back.
        questions: What can be chosen.
        again: The preview with other answers, given as they are by the key of the question.
        columns: The columns that can be pointed at by hand; empty where there are none.
    """

    lines: tuple[PreviewLine, ...]
    entries: tuple[ReadThing, ...]
    command: Command | None
    imported: Callable[[str], str]
    questions: tuple[FileQuestion, ...] = ()
    again: Callable[[Mapping[str, str]], FilePreview] = _nothing_else
    columns: tuple[FileQuestion, ...] = field(default=())

    @property
    def tally(self) -> Tally:
        """How many things were read and what becomes of them."""
        return Tally.of(self.entries)

    @property
    def unanswered(self) -> bool:
        """Whether something was asked about and is left as it was."""
        return any(question.open for question in self.questions) or bool(self.tally.asked)

    def told(self) -> Iterator[PreviewLine]:
        """All lines, the last with the counts."""
        yield from self.lines
        yield PreviewLine(self.tally.sentence())

    def answers(self) -> dict[str, str]:
        """What is chosen now, by the key of the question."""
        return {each.key: each.chosen for each in (*self.columns, *self.questions)}

    def as_json(self) -> dict[str, Any]:
        """What scripts are given of it."""
        return {
            **self.tally.as_json(),
            "entries": [
                {"place": each.place, "fate": each.fate.value, "said": list(each.said)}
                for each in self.entries
            ],
            "questions": [
                {
                    "key": each.key,
                    "text": each.text,
                    "answers": {answer.key: answer.text for answer in each.answers},
                    "chosen": each.answer.key,
                    "open": each.open,
                }
                for each in (*self.questions, *self.columns)
            ],
        }


def as_lines(texts: Sequence[str]) -> tuple[PreviewLine, ...]:
    """Lines in which nothing is chosen."""
    return tuple(map(PreviewLine, texts))
