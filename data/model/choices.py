"""The closed sets of values that fields choose from, each with what people call it."""

from __future__ import annotations

from functools import cache
from typing import Final

from data.i18n import N_, _
from data.model.profile import Profile
from data.strenum import StrEnum


class Regime(StrEnum):
    """Which rules organise the cooperation."""

    STATUTORY = "statutory"
    MED = "med"


class AgreementPoint(StrEnum):
    """What a MED agreement must say at the least (order on systematic work, section 25)."""

    METHODS = "methods"
    FOLLOW_UP = "follow_up"
    TASKS = "tasks"
    CHANGES = "changes"
    CHART = "chart"


class Role(StrEnum):
    """What a person is in the work-environment organisation."""

    CHAIR = "chair"
    DAILY_LEAD = "daily_lead"
    MANAGER = "manager"
    SUPERVISOR = "supervisor"
    REPRESENTATIVE = "representative"
    UNION_REP = "union_rep"
    EMPLOYEE = "employee"
    ADVISER = "adviser"


class BodyLevel(StrEnum):
    """What kind of body people sit in."""

    GROUP = "group"
    COMMITTEE = "committee"
    MED_COMMITTEE = "med_committee"
    OTHER = "other"


class TrainingForm(StrEnum):
    """The statutory training."""

    COMPULSORY = "compulsory"
    FIRST_YEAR = "first_year"
    LATER_YEAR = "later_year"


class TrainingAnswer(StrEnum):
    """What came of an offer of training."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    LAPSED = "lapsed"


class MeetingForm(StrEnum):
    """How a discussion is held; the law leaves it free."""

    MEETING = "meeting"
    VIDEO = "video"
    MAIL = "mail"
    OTHER_MEETING = "other_meeting"


class MeetingState(StrEnum):
    """How far a meeting has come."""

    PLANNED = "planned"
    RUNNING = "running"
    APPROVED = "approved"


class Presence(StrEnum):
    """Whether somebody takes part."""

    INVITED = "invited"
    PRESENT = "present"
    PARTLY = "partly"
    ABSENT = "absent"


class NoteForm(StrEnum):
    """What a passage in the minutes is."""

    NOTE = "note"
    DECISION = "decision"
    REOPENED = "reopened"


class Outcome(StrEnum):
    """Whether a goal was reached."""

    REACHED = "reached"
    PARTIAL = "partial"
    MISSED = "missed"
    DROPPED = "dropped"


class Source(StrEnum):
    """Where an action or a challenge comes from."""

    APV = "apv"
    ROUND = "round"
    ACCIDENT = "accident"
    ABSENCE = "absence"
    SURVEY = "survey"
    INSPECTION = "inspection"
    IDEA = "idea"
    DISCUSSION = "discussion"
    STATUS_MEETING = "status_meeting"
    OTHER = "other"


class Priority(StrEnum):
    """How soon an action should be taken up."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class PreventionLevel(StrEnum):
    """How close to the cause a measure works."""

    ELIMINATE = "eliminate"
    ORGANISE = "organise"
    GROUP = "group"
    INDIVIDUAL = "individual"


class ActionStatus(StrEnum):
    """How far an action has come."""

    PLANNED = "planned"
    RUNNING = "running"
    STALLED = "stalled"
    DONE = "done"
    DROPPED = "dropped"


class Effect(StrEnum):
    """Whether a measure solved the problem."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Method(StrEnum):
    """How a condition was mapped or an effect judged; the same for both is best."""

    DIALOGUE = "dialogue"
    SURVEY = "survey"
    MEASUREMENT = "measurement"
    ROUND = "round"
    INTERVIEW = "interview"


class ApvArea(StrEnum):
    """The areas a workplace assessment covers."""

    PHYSICAL = "physical"
    CHEMICAL = "chemical"
    BIOLOGICAL = "biological"
    ERGONOMIC = "ergonomic"
    PSYCHOSOCIAL = "psychosocial"
    ACCIDENT = "accident"


class Repeat(StrEnum):
    """How often a wheel activity comes back."""

    NONE = "none"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class Anchor(StrEnum):
    """What of its first day a recurring activity keeps."""

    DATE = "date"
    WEEKDAY = "weekday"
    """The first to fourth such weekday of the month; the fifth is the last."""
    WEEK = "week"
    """The week of the year; of every second week, whether its number is odd or even."""
    LAST_WEEKDAY = "last_weekday"
    LAST_DAY = "last_day"
    LAST_WORKDAY = "last_workday"
    """The last from Monday to Friday that is no public holiday, nor 24 or 31 December."""


class IdeaState(StrEnum):
    """What has come of an idea."""

    OPEN = "open"
    TAKEN_UP = "taken_up"
    DROPPED = "dropped"


class StatusOutcome(StrEnum):
    """The four answers of a status meeting."""

    ON_TRACK = "on_track"
    BEHIND = "behind"
    DONE = "done"
    STALLED = "stalled"


class NeedForm(StrEnum):
    """What a task asks of those who do it."""

    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    EXPERIENCE = "experience"
    MANDATE = "mandate"
    TIME = "time"


class DevelopmentForm(StrEnum):
    """Ways to develop a competence; a course is only one (source page)."""

    COURSE = "course"
    PEER = "peer"
    GUIDE = "guide"
    NETWORK = "network"
    ADVISER = "adviser"
    E_LEARNING = "e_learning"
    TIME = "time"


class CheckAnswer(StrEnum):
    """Answers on the checklist for what has stalled."""

    IN_PLACE = "in_place"
    PARTLY = "partly"
    MISSING = "missing"
    NOT_RELEVANT = "not_relevant"


class Parting(StrEnum):
    """How two copies of a document had parted at one place."""

    FIELD = "field"
    """Both had changed the same field; the later value counts."""
    DELETED = "deleted"
    """One had deleted what the other went on with; it is there."""
    NUMBER = "number"
    """Both had given the same number; the later record has a new one."""
    APPROVED = "approved"
    """One had approved the minutes that the other still wrote in; what was approved counts."""


LABELS: Final[dict[type[StrEnum], tuple[str, ...]]] = {
    Regime: (N_("the Working Environment Act"), N_("MED agreement")),
    AgreementPoint: (
        N_("what you do and how"), N_("how it is carried out and followed up"),
        N_("who does the tasks and how employees take part"),
        N_("how the agreement is changed or ended"), N_("what the organisation looks like"),
    ),
    Role: (
        N_("chair"), N_("day-to-day lead"), N_("manager"), N_("supervisor"),
        N_("work-environment representative"), N_("union representative"), N_("employee"),
        N_("adviser"),
    ),
    BodyLevel: (
        N_("work-environment group"), N_("work-environment committee"), N_("MED committee"),
        N_("other body"),
    ),
    TrainingForm: (
        N_("compulsory course"), N_("first year's two days"), N_("yearly day and a half"),
    ),
    TrainingAnswer: (N_("offered"), N_("taken"), N_("declined"), N_("lapsed")),
    MeetingForm: (
        N_("meeting"), N_("video meeting"), N_("by e-mail"), N_("part of another meeting"),
    ),
    MeetingState: (N_("being prepared"), N_("under way"), N_("approved")),
    Presence: (N_("invited"), N_("present"), N_("partly present"), N_("absent")),
    NoteForm: (N_("note"), N_("decision"), N_("reopened")),
    Outcome: (N_("reached"), N_("partly reached"), N_("not reached"), N_("dropped")),
    Source: (
        N_("APV"), N_("safety round"), N_("accident"), N_("absence"), N_("well-being survey"),
        N_("inspection"), N_("idea"), N_("annual discussion"), N_("status meeting"),
        N_("other source"),
    ),
    Priority: (N_("low"), N_("normal"), N_("high")),
    PreventionLevel: (
        N_("remove the cause"), N_("organise around it"), N_("in the group"),
        N_("for the individual"),
    ),
    ActionStatus: (
        N_("planned"), N_("in progress"), N_("stalled"), N_("done"), N_("given up"),
    ),
    Effect: (N_("yes"), N_("partly"), N_("no")),
    Method: (
        N_("dialogue"), N_("survey"), N_("measurement"), N_("round"), N_("interview"),
    ),
    ApvArea: (
        N_("physical"), N_("chemical"), N_("biological"), N_("ergonomic"), N_("psychosocial"),
        N_("accident risk"),
    ),
    Repeat: (
        N_("once"), N_("every week"), N_("every month"), N_("every quarter"), N_("every year"),
    ),
    Anchor: (
        N_("the same date"), N_("the same weekday"), N_("the same week"),
        N_("the last such weekday of the month"), N_("the last day of the month"),
        N_("the last working day of the month"),
    ),
    IdeaState: (N_("open"), N_("taken up"), N_("not pursued")),
    StatusOutcome: (N_("on track"), N_("behind"), N_("finished"), N_("at a standstill")),
    NeedForm: (
        N_("knowledge"), N_("skill"), N_("experience"), N_("mandate"), N_("time"),
    ),
    DevelopmentForm: (
        N_("course"), N_("learning from a colleague"), N_("reading a guide"), N_("network"),
        N_("adviser"), N_("e-learning"), N_("time set aside"),
    ),
    CheckAnswer: (N_("in place"), N_("partly in place"), N_("missing"), N_("not relevant")),
    Profile: (
        N_("1–9 employees, direct dialogue"), N_("10–34 employees, one level"),
        N_("35 employees and more, two levels"), N_("MED agreement"),
    ),
    Parting: (
        N_("both had changed it"), N_("one had deleted it"),
        N_("both had given the number"), N_("one had approved the minutes"),
    ),
}  # fmt: skip
"""What people call each value, in the enumeration's order."""


def choice_label(value: StrEnum) -> str:
    """What people call a value, in the language in use."""
    return _(_labels(type(value))[value])


@cache
def _labels(kind: type[StrEnum]) -> dict[StrEnum, str]:
    """The message ids of all values of a kind."""
    return dict(zip(kind, LABELS[kind], strict=True))
