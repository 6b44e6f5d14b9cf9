"""Which set of rules the size and the agreement of a workplace put it under."""

from __future__ import annotations

from typing import Final

from data.strenum import StrEnum

AMO_FROM: Final = 10
"""Employees from which a work-environment organisation is required."""

TWO_LEVELS_FROM: Final = 35
"""Employees from which it has two levels, groups and committee."""


class Profile(StrEnum):
    """The profiles the agenda and the checks follow."""

    DIRECT = "direct"
    """1 to 9 employees: direct dialogue."""
    AMO = "amo"
    """10 to 34 employees: an organisation of one level."""
    AMO_TWO_LEVELS = "amo_two_levels"
    """35 employees and more: groups and a committee."""
    MED = "med"
    """A local MED agreement replaces the organisation rules."""


def profile_for(employees: int, *, med: bool) -> Profile:
    """The profile of a workplace with this many employees."""
    if med:
        return Profile.MED
    if employees < AMO_FROM:
        return Profile.DIRECT
    return Profile.AMO if employees < TWO_LEVELS_FROM else Profile.AMO_TWO_LEVELS
