"""Part 5: the status meeting as a group holds it, one action at a time, then the time ahead."""

from __future__ import annotations

from screens.meeting.screen import MeetingScreen
from screens.status.pane import StatusPane


class StatusScreen(MeetingScreen):
    """The status meeting's pane."""

    PART = "status"
    CSS_PATH = "status.tcss"
    PANE = StatusPane
    shows_confidential = False  # staff may look on
