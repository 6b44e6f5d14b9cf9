"""`amis check`: whether the document and its folder are fit for several people's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.arguments import Arguments
    from tui.console import Call


def configure(_arguments: Arguments) -> None:
    """It takes nothing."""


def run(call: Call) -> int:
    """Look, and say what was seen; 3 when something is wrong."""
    from data.i18n import _, ngettext
    from data.store.checkup import Verdict, checkup

    findings = checkup(call.surroundings.document)
    words = {
        Verdict.GOOD: _("fine"),
        Verdict.REMARK: _("remark"),
        Verdict.TROUBLE: _("trouble"),
    }
    width = max(map(len, words.values()))
    for finding in findings:
        call.console.say(f"{words[finding.verdict]:{width}}  {finding.text}")
    troubles = sum(finding.verdict is Verdict.TROUBLE for finding in findings)
    if troubles:
        sentence = ngettext(
            "The check found {count} thing that is not as it should be.",
            "The check found {count} things that are not as they should be.",
            troubles,
        )
        call.console.complain(sentence.format(count=troubles))
        return 3
    return 0
