"""What a document's year wheel holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.model.profile import Profile
from data.model.wheel import Activity

if TYPE_CHECKING:
    from data.content.types import Wheel, WheelTemplate
    from data.model.document import Document


def templates_in_use(document: Document) -> frozenset[str]:
    """Ids of the templates that activities of the document were made from."""
    return frozenset(a.template for a in document.all(Activity) if a.template)


@dataclass(frozen=True, slots=True)
class Offer:
    """One activity that can be added.

    Attributes:
        template: What it is made from.
        month: The calendar month it falls in.
        there: Whether it is on the wheel already.
        own: Whether it is meant for workplaces like this one; the others may still fit.
    """

    template: WheelTemplate
    month: int
    there: bool
    own: bool


def offers(document: Document, wheel: Wheel) -> tuple[Offer, ...]:
    """Everything the templates have: what fits the workplace first, each part by the year."""
    workplace = document.workplace
    profile = workplace.profile if workplace is not None else Profile.AMO
    start = workplace.start_month if workplace is not None else 1
    fitting = wheel.for_workplace(profile, workplace.sector if workplace is not None else "")
    # What another size or agreement asks for would only be in the way.
    others = (item for item in wheel.items if profile in item.profiles and item not in fitting)
    there = templates_in_use(document)
    offered = [
        Offer(item, item.month_in(start), item.id in there, own)
        for own, items in ((True, fitting), (False, others))
        for item in items
    ]
    return tuple(
        sorted(offered, key=lambda o: (not o.own, (o.month - start) % 12, o.template.title))
    )
