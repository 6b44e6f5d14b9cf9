"""A floor without an application: dialogs are answered from a script, and what is said is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.meetings import NOON, Clock, put

from data.own.drafts import Drafts
from data.session import Identity, Session
from data.store.presence import Here
from screens.frame.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

    from data.model.document import Document

LEFT = None
"""The answer of somebody who presses Esc."""


class ScriptedFloor:
    """Answers each question with the next answer of a script.

    An answer may be a function: it is called with the dialog, so that a test can look at it.
    """

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[Any] = []
        """The dialogs that were shown, in order."""
        self.opened: list[Any] = []
        self.said: list[str] = []
        self.alerts: list[str] = []
        self.copied: list[str] = []
        self.gone_to: list[tuple[str, str]] = []
        self.written = ""
        self.started: list[Coroutine[Any, Any, Any]] = []

    def start(self, work: Coroutine[Any, Any, Any], *, types_on: bool = False) -> None:
        self.started.append(work)

    async def ask(self, dialog: Any) -> Any:
        self.asked.append(dialog)
        assert self.answers, f"nobody answers {dialog}"
        answer = self.answers.pop(0)
        return answer(dialog) if callable(answer) else answer

    def open(self, screen: Any) -> None:
        self.opened.append(screen)

    def say(self, news: str, *, alert: bool = False, whole: bool = False) -> None:
        self.said.append(news)
        if alert:
            self.alerts.append(news)

    def copy(self, text: str) -> None:
        self.copied.append(text)

    def tell_state(self) -> None:
        """There is nothing that shows it."""

    def room(self) -> int:
        return 78

    def again(self, key: str) -> None:
        """There is no list it could act in."""

    def shut_out(self, action: str) -> bool:
        return False

    async def begin_in(self, part: str) -> None:
        self.gone_to.append((part, "new"))

    async def bring_up(self, part: str, reference: str) -> bool:
        self.gone_to.append((part, reference))
        return True


def desk_on(document: Document, folder: Path, *answers: Any, **options: Any) -> Desk:
    """A desk on a document, whose questions get these answers.

    Args:
        document: What is worked on; it is put into `folder`.
        folder: A folder of the test's own.
        answers: What each dialog answers, in order.
        options: Further fields of the desk.
    """
    store = put(document, folder / "amis.json")
    session = Session(store, Identity("karen", "Karen Holm"), Clock(NOON))
    here = Here(store.path, "karen", "Karen Holm", NOON)
    floor = ScriptedFloor(*answers)
    return Desk(session, Drafts(folder, "doc"), here, folder / "export", floor, **options)
