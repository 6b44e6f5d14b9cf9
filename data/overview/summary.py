"""One workplace on a day, in numbers: what `amis status`, the front page and the rules say."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass
from data.facts.discussion import discussion_to_open
from data.facts.meetings import agreed_next, latest_held
from data.facts.organised import next_discussion_by
from data.model.choices import MeetingState, Outcome, TrainingAnswer
from data.model.discussion import Discussion
from data.model.workplace import Training
from data.rules.judgement import judge, standing
from data.rules.result import Verdict
from data.text import sort_key
from data.views.home import current_goals
from data.views.report import report

if TYPE_CHECKING:
    from data.model.document import Document

SOON: Final = 30
"""How many days ahead is soon."""

_YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The numbers of one workplace: no name of a person, and no text but the workplace's."""

    document: str
    """The document's own id."""
    revision: int
    name: str
    sector: str
    """Its code, or what was typed."""
    employees: int
    discussion: date | None
    """The day of the next discussion, else the last day for it; None when neither is known."""
    planned: bool
    """Whether that is a day that was set."""
    late: bool
    """Whether the discussion is late, or will be."""
    overdue: int
    soon: int
    stalled: int
    goals: int
    reached: int
    offered: int
    """Training offered within the last year."""
    taken: int
    rules: int
    """Rules that are not kept."""
    saved_at: datetime | None

    @property
    def calls(self) -> tuple[object, ...]:
        """What calls first comes first when sorted by this."""
        counts = -self.overdue, -self.rules, -self.stalled, -self.soon
        return not self.late, *counts, sort_key(self.name)


def summarise(document: Document, today: date) -> Summary:
    """The numbers of a document on a day."""
    workplace, meta = document.workplace, document.meta
    news = report(document, today, SOON)
    limit = next_discussion_by(document, today)
    coming = discussion_to_open(document, today.year)
    if coming is not None and coming.state is MeetingState.APPROVED:
        coming = None
    agreed = agreed_next(document, Discussion)
    day = coming.held_on if coming is not None else None
    if day is None and agreed is not None and not (limit is not None and limit < today):
        day = agreed.day
    held = latest_held(document, today)
    goals = current_goals(document, held)
    recent = [
        offer
        for offer in document.all(Training)
        if offer.offered_on is not None and today - _YEAR < offer.offered_on <= today
    ]
    known = day or limit
    return Summary(
        document=meta.document,
        revision=meta.revision,
        name=workplace.name if workplace is not None else "",
        sector=workplace.sector if workplace is not None else "",
        employees=workplace.employees if workplace is not None else 0,
        discussion=known,
        planned=day is not None,
        late=limit is not None and (limit < today or (day is not None and day > limit)),
        overdue=len(news.overdue) + len(news.late_clocks),
        soon=len(news.soon) + len(news.soon_clocks),
        stalled=len(news.stalled),
        goals=len(goals),
        reached=sum(view.goal.outcome is Outcome.REACHED for view in goals),
        offered=len(recent),
        taken=sum(offer.answer is TrainingAnswer.TAKEN for offer in recent),
        rules=standing(judge(document, today))[Verdict.FAILS],
        saved_at=meta.saved_at,
    )


def encode_summary(summary: Summary) -> dict[str, Any]:
    """The numbers as JSON holds them."""
    row = asdict(summary)
    for name in ("discussion", "saved_at"):
        row[name] = row[name].isoformat() if row[name] is not None else None
    return row


def decode_summary(row: dict[str, Any]) -> Summary:
    """The summary that `encode_summary` wrote.

    Raises:
        ValueError, TypeError, KeyError: it is none.
    """
    discussion, saved = row["discussion"], row["saved_at"]
    return Summary(
        **{
            **row,
            "discussion": date.fromisoformat(discussion) if discussion is not None else None,
            "saved_at": datetime.fromisoformat(saved) if saved is not None else None,
        }
    )
