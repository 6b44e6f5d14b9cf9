"""`amis check`: whether the document and its folder are fit for several people's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.store.checkup import Finding
    from tui.arguments import Arguments
    from tui.console import Call


def configure(_arguments: Arguments) -> None:
    """It takes nothing."""


def run(call: Call) -> int:
    """Look, and say what was seen; 3 when something is wrong."""
    from data.i18n import _, ngettext
    from data.store.checkup import Verdict, checkup
    from tui.wrapping import width_of, wrapped

    findings = (*checkup(call.surroundings.document), *_own_checklist(call))
    words = {
        Verdict.GOOD: _("fine"),
        Verdict.REMARK: _("remark"),
        Verdict.TROUBLE: _("trouble"),
    }
    width = max(map(len, words.values()))
    columns = width_of(call.console.stdout)
    for finding in findings:
        first = f"{words[finding.verdict]:{width}}  "
        for line in wrapped(finding.text, columns, first=first, rest=" " * len(first)):
            call.console.say(line)
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


def _own_checklist(call: Call) -> Iterator[Finding]:
    """Whether the workplace's own list of questions can be used, where there is one."""
    from data.content.own_checklist import checklist_file, checklist_in_use
    from data.i18n import _
    from data.store.checkup import Finding, Verdict

    around = call.surroundings
    own = checklist_file(around.document)
    if own is None:
        return
    trouble = checklist_in_use(around.document, around.language).trouble
    if trouble:
        yield Finding(Verdict.TROUBLE, trouble)
    else:
        said = _("Your own checklist is in use: {file}.")
        yield Finding(Verdict.GOOD, said.format(file=own.name))
