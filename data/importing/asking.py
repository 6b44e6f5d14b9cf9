"""Questions that come up while a file is read, and the answers that were given to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.importing.outcome import FileAnswer, FileQuestion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEEP = "keep"
"""The answer that leaves everything as it is."""

FILE = "file"
"""The answer that takes what the file says."""


class FileAsking:
    """Asks each question once; an answer counts for all that raised it.

    Args:
        answers: What was answered, by the key of the question.
    """

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = answers
        self._asked: dict[str, FileQuestion] = {}

    @property
    def questions(self) -> tuple[FileQuestion, ...]:
        """What was asked, in the order of the file."""
        return tuple(self._asked.values())

    def ask(
        self, key: str, text: str, answers: Sequence[tuple[str, str]], *, must: bool = True
    ) -> str:
        """Ask, and give the key of the answer that counts.

        Args:
            key: What the question is known by.
            text: The question, translated.
            answers: Keys and texts; the first counts as long as nobody has answered.
            must: Whether something is left undone as long as the first counts.
        """
        known = self._asked.get(key)
        if known is None:
            offered = tuple(FileAnswer(*each) for each in answers)
            first = offered[0].key
            given = self.answers.get(key, first)
            chosen = given if given in {each.key for each in offered} else first
            known = FileQuestion(key, text, offered, chosen, must)
            self._asked[key] = known
        return known.chosen

    def take_in(self, other: FileAsking) -> None:
        """Take over what was asked elsewhere."""
        for question in other.questions:
            self._asked.setdefault(question.key, question)

    def is_open(self, key: str) -> bool:
        """Whether a question waits for its answer."""
        return key in self._asked and self._asked[key].open

    def mark(self) -> int:
        """How many were asked, for `back_to`."""
        return len(self._asked)

    def back_to(self, mark: int) -> None:
        """Forget what was asked since."""
        for key in list(self._asked)[mark:]:
            del self._asked[key]
