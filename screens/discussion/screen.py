"""Part 2: the annual discussion as a group holds it."""

from __future__ import annotations

from screens.discussion.pane import DiscussionPane
from screens.meeting.screen import MeetingScreen


class DiscussionScreen(MeetingScreen):
    """The discussion's pane."""

    PART = "discussion"
    CSS_PATH = "discussion.tcss"
    PANE = DiscussionPane
