"""What is seen: the screens, their widgets and their dialogs.

The catalogue names each part of the program once. It imports no screen: the program loads a part
when it is visited for the first time.
"""

from __future__ import annotations

from typing import Final

from data.dataclass import dataclass
from data.i18n import N_


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the program, with the number key that leads to it."""

    name: str
    key: str
    title: str
    """A message id, translated when shown."""
    screen: str
    """`module:Class` of its screen."""


PARTS: Final = (
    Part("home", "1", N_("Front page"), "screens.home.screen:HomeScreen"),
    Part("discussion", "2", N_("Discussion"), "screens.discussion.screen:DiscussionScreen"),
    Part("wheel", "3", N_("Year wheel"), "screens.wheel.screen:WheelScreen"),
    Part("plan", "4", N_("Action plan"), "screens.plan.screen:PlanScreen"),
    Part("status", "5", N_("Status"), "screens.status.screen:StatusScreen"),
    Part("competence", "6", N_("Skills"), "screens.competence.screen:CompetenceScreen"),
    Part("checklist", "7", N_("Checklist"), "screens.checklist.screen:ChecklistScreen"),
    Part("workplace", "8", N_("Workplace"), "screens.workplace.screen:WorkplaceScreen"),
    Part("history", "9", N_("History"), "screens.history.screen:HistoryScreen"),
)
"""The parts there are. Numbers left out belong to parts that are yet to come."""

SHORT: Final = {
    "home": N_("Home"),
    "discussion": N_("Discuss"),
    "wheel": N_("Wheel"),
    "plan": N_("Plan"),
    "status": N_("Status"),
    "competence": N_("Know-how"),
    "workplace": N_("Us"),
}
"""What parts are called where there is no room for their names: nine fit in 80 columns."""

HARD_TO_GUESS: Final = ("competence", "workplace")
"""The parts that are called by their whole name first, where there is room for some."""
