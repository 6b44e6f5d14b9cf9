"""Who takes part in the discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.attendance import AttendanceActions
from screens.discussion_base import DiscussionBase

if TYPE_CHECKING:
    from data.model.discussion import Discussion


class PeopleActions(DiscussionBase, AttendanceActions):
    """The keys of the attendance step."""

    def meeting_in_sight(self) -> Discussion | None:
        """The discussion in sight."""
        return self.discussion
