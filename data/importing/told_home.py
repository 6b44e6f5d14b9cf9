"""What is told of a file that came home: its lines, its questions, and what became of each part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import ngettext
from data.importing.asking import KEEP, FileAsking
from data.importing.outcome import FilePreview, PreviewLine, ReadThing
from data.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from data.edits.records import Command
    from data.importing.outcome import Fate

LONGEST: Final = 60
"""Characters of a text that are told of a change."""


class ToldHome:
    """Gathers what is told while a file is compared with the document.

    Args:
        answers: What was answered, by the key of the question.
    """

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.asking = FileAsking(answers)
        self.lines: list[PreviewLine] = []
        self.entries: list[ReadThing] = []

    def tell(self, text: str) -> None:
        """A line in which nothing is chosen."""
        self.lines.append(PreviewLine(text))

    def ask(self, key: str, text: str, keep: str, *others: tuple[str, str]) -> str:
        """A line with a question, and the key of the answer that counts.

        Args:
            key: What the question is known by.
            text: The question, translated.
            keep: The answer that leaves everything as it is, translated.
            others: Keys and texts of the other answers.
        """
        self.lines.append(PreviewLine(text, key))
        return self.asking.ask(key, text, [(KEEP, keep), *others])

    def tell_questions(self, since: int = 0, before: str = "") -> bool:
        """A line for each question that has none yet; whether there was one.

        Args:
            since: How many questions were asked before those meant: see `FileAsking.mark`.
            before: What stands before each, translated.
        """
        shown = {line.question for line in self.lines}
        asked = [q for q in self.asking.questions[since:] if q.key not in shown]
        self.lines += [PreviewLine(f"{before}{each.text}", each.key) for each in asked]
        return bool(asked)

    def became(self, place: str, fate: Fate, said: str = "") -> None:
        """One thing that was read, and what became of it."""
        self.entries.append(ReadThing(place, fate, (said,) if said else ()))

    def take_in(self, other: ToldHome) -> None:
        """All that was told elsewhere."""
        self.asking.take_in(other.asking)
        self.lines += other.lines
        self.entries += other.entries

    def preview(
        self,
        head: Sequence[str],
        command: Command | None,
        count: int,
        again: Callable[[Mapping[str, str]], FilePreview],
    ) -> FilePreview:
        """What was compared, to be looked at.

        Args:
            head: Lines above all others, translated.
            command: Keeps what is taken; None for nothing.
            count: How many changes it takes over.
            again: Compares again with other answers.
        """
        said = ngettext("{n} change taken over.", "{n} changes taken over.", count).format(n=count)
        indented = (PreviewLine(f"  {line.text}", line.question) for line in self.lines)
        return FilePreview(
            (*map(PreviewLine, head), *indented),
            tuple(self.entries),
            command,
            lambda back: f"{said} {back}",
            questions=self.asking.questions,
            again=again,
        )


def cut(text: str) -> str:
    """A text as it is told of a change: on one line, and not long."""
    return shorten(clean_line(text), LONGEST)


def cut_both(before: str, after: str) -> tuple[str, str]:
    """Two texts as they are told of a change: what both begin with is left out where it is long."""
    texts = clean_line(before), clean_line(after)
    pairs = enumerate(zip(*texts, strict=False))
    same = next((place for place, (one, other) in pairs if one != other), min(map(len, texts)))
    if max(map(len, texts)) <= LONGEST or same <= LONGEST // 2:
        return cut(before), cut(after)
    begin = texts[0].rfind(" ", 0, same - LONGEST // 4) + 1
    first, second = (cut(f"…{text[begin:]}" if begin else text) for text in texts)
    return first, second
