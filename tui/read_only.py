"""An application in which nothing can be changed: every key that writes says so instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.i18n import _
from screens.keys.read_only import shut_out
from screens.keys.tables import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App
    from textual.dom import DOMNode

    _AnyApp = App[Any]
else:
    _AnyApp = object


class LookingApp(_AnyApp):
    """Mixed into an application before Textual's own class."""

    def why_only_looking(self) -> str:
        """Why nothing may be changed now, a message id; empty when it may."""
        return ""

    def refuse_to_write(self, sentence: str) -> None:
        """Tell the user so."""
        self.notify(sentence)

    def shut_out(self, action: str) -> bool:
        """Whether an action may not be carried out, since the document is only looked at."""
        return bool(self.why_only_looking()) and action in shut_out(tables())

    async def run_action(
        self,
        action: Any,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """As Textual has it, but for actions that write while the document is only looked at."""
        reason = self.why_only_looking()
        if isinstance(action, str) and self.shut_out(action):
            self.refuse_to_write(_(reason))
            return True
        return await super().run_action(action, default_namespace, namespaces)
