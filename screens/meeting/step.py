"""What a meeting is held in: steps with rows and keys of their own, and where they lead.

A step is a plain object. The pane draws its rows and hands it what its keys ask for.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeAlias

from data.dataclass import dataclass
from data.i18n import _
from screens.widgets.row_list import RecordTarget

if TYPE_CHECKING:
    from data.commands.timing import Counted
    from data.model.base import Record
    from data.model.document import Document
    from screens.meeting.held import HeldMeeting
    from screens.meeting.timed_desk import TimedDesk
    from screens.widgets.entry import Completion
    from screens.widgets.row_list import Row


class ActTarget(NamedTuple):
    """A row that does what a key of its step does."""

    action: str


@dataclass(frozen=True, slots=True)
class Go:
    """Where the cursor goes when a step has done something."""

    step: str = ""
    """The key of another step; empty for the one in sight."""
    by: int = 0
    """So many steps further on; below 0 back."""
    row: str = ""
    """The key of a row of the step; empty to leave the cursor where it is."""
    focus: str = ""
    """The id of the list that gets the keys; empty for the one that has them."""
    do: str = ""
    """What is done there, as if its key were pressed."""


@dataclass(kw_only=True)
class Line(ABC):
    """What is typed at the bottom of a meeting, line after line: what it is about, what it is for.

    Lines belong to a step: at another one the line is put away, and its draft waits.
    """

    step: str
    """The key of that step."""
    back: str = "content"
    """The id of the list that gets the keys when the line is left."""
    text: str = ""
    """What stands in it to begin with, unless there is a draft."""

    @property
    @abstractmethod
    def about(self) -> str:
        """What stands above it."""

    @property
    @abstractmethod
    def place(self) -> str:
        """What its draft belongs to."""

    @abstractmethod
    def reading(self, text: str) -> tuple[str, bool]:
        """How a text is read, and whether something in it was not understood."""

    def complete(self, _text: str, _cursor: int, _turn: int) -> Completion | None:
        """The text with the word at the cursor completed; None when nothing completes it."""
        return None

    @abstractmethod
    async def keep(self, text: str) -> Go | None:
        """Keep what was typed; None when it could not be kept and stays in the line."""


Then: TypeAlias = Go | Line | None
"""What follows when a step has done something: the cursor goes somewhere, or a line is opened."""


class Step(ABC):
    """A step of a meeting. Keys call methods `do_x` with the row under the cursor.

    The row is None while the keys go to the list of steps.
    """

    kind: ClassVar[str]
    """The place its keys are declared under, `PART.KIND`."""

    READS: ClassVar[frozenset[str]] = frozenset()
    """What its keys do that leaves the minutes as they are: it acts on approved ones, too."""

    CAPTURES: ClassVar[str] = ""
    """What the key for a new thing does here; empty where it does what it does everywhere."""

    NEW: ClassVar[str] = ""
    """What that key is called here; empty for what it is called everywhere."""

    def __init__(self, held: HeldMeeting[Any], key: str) -> None:
        """Make the step.

        Args:
            held: The meeting.
            key: The key of its row in the list of steps.
        """
        self.held = held
        self.key = key

    @property
    def desk(self) -> TimedDesk:
        """What it works at."""
        return self.held.desk

    @property
    def place(self) -> str:
        """Where the user is, in a few words, for the others; empty for the part's name."""
        return ""

    @property
    def counted(self) -> Counted | None:
        """What the clock counts here."""
        return None

    @property
    def hint(self) -> str:
        """What is said when one comes to it; empty for nothing."""
        return ""

    @abstractmethod
    def rows(self, document: Document) -> list[Row]:
        """Its lines."""

    def has(self, _action: str) -> bool:
        """Whether one of its keys is there, for a step whose keys depend on what it is about."""
        return True

    def unable(self, action: str, _row: Row | None) -> str:
        """Why an action cannot be done now, in a sentence; empty when it can."""
        if self.held.approved and action not in self.READS:
            return _("The minutes are approved. Reopen them under Conclusion.")
        return ""

    async def do_open(self, row: Row | None) -> Then:
        """What Enter does on a row of it."""
        if row is not None and isinstance(row.target, ActTarget):
            return await self.act(row.target.action, row)
        return None

    async def act(self, action: str, row: Row | None, *more: object) -> Then:
        """Do what one of its keys is for, or say why not."""
        reason = self.unable(action, row)
        if reason:
            self.desk.say(reason, alert=True)
            return None
        then: Then = await getattr(self, f"do_{action}")(row, *more)
        return then

    def waiting_line(self) -> Line | None:
        """The line that was being typed here when the connection was lost."""
        return None

    def record(self, row: Row | None) -> Record | None:
        """The record a row stands for; None for none."""
        target = row.target if row is not None else None
        if isinstance(target, RecordTarget):
            return self.desk.document.resolve(target.reference)
        return None
