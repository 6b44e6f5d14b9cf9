"""The ready example of a competence plan as a page to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.export.text.markdown import heading, inside, joined, table
from data.export.text.parts import bullets
from data.i18n import _
from data.model.base import label_of
from data.model.choices import choice_label
from data.model.competence import Need

if TYPE_CHECKING:
    from data.content.competence_example import CompetenceExample


def example_page(example: CompetenceExample) -> str:
    """The example in Markdown, in the language in use."""
    header = [_("Need"), label_of(Need, "form"), label_of(Need, "level")]
    blocks: list[str] = []
    for task in example.tasks:
        rows = [[need.title, choice_label(need.form), str(need.level)] for need in task.needs]
        blocks += [heading(3, task.title), table(header, rows)]
    chosen = [
        f"{challenge.text} ({choice_label(challenge.source)})" for challenge in example.challenges
    ]
    return joined(
        (
            heading(1, _("An example: {title}").format(title=example.title)),
            inside(example.note),
            heading(2, _("Why")),
            inside(example.why),
            heading(2, _("Challenges")),
            bullets(chosen),
            heading(2, _("Tasks and what they need")),
            *blocks,
        )
    )
