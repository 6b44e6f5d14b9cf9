"""What every part can open over itself: the rules, and what is given out of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from screens.frame.base import DocumentScreen


class Opening:
    """Actions of a `DocumentScreen`; what they need is loaded when they are used."""

    def action_rules(self) -> None:
        """Show the rules, and why each holds or fails."""
        from screens.rules.screen import RulesScreen

        screen = cast("DocumentScreen", self)
        screen.app.push_screen(RulesScreen(screen.desk, screen.PART))

    def action_packs(self) -> None:
        """Read or write what is given out of the house."""
        from screens.everywhere.packs import packs

        screen = cast("DocumentScreen", self)
        screen.start(packs(screen))
