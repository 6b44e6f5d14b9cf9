"""A complete discussion is ready; each missing part is named, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.documents import (
    TODAY,
    blank,
    changed,
    discussion_of,
    done,
    item_of,
    sample,
    vicious,
    with_discussion,
)

from data.dates.arithmetic import add_months
from data.edits.edits import Set
from data.edits.records import AddRecord, DeleteRecord, Edits
from data.i18n import in_language
from data.model.choices import Presence, Role
from data.model.discussion import Attendance, Note
from data.model.plan import Action, Goal
from data.model.workplace import Person
from data.rules.finding import Finding, Severity
from data.rules.readiness import readiness

NAMES = ("direct", "amo", "amo_two_levels", "med")


def found(document, language="da"):
    with in_language(language):
        return readiness(document, discussion_of(document), TODAY)


def complete(name="amo"):
    document = sample(name)
    if name == "amo_two_levels":
        item = item_of(document, "training_expertise")
        note = {"about": item.reference, "text": "Drøftet på mødet."}
        document = changed(document, item, skipped=False, skip_reason="")
        document = done(document, AddRecord("note", note))
    return document


def only(document) -> Finding:
    (finding,) = found(document)
    assert document.resolve(finding.target) is not None
    assert finding.hint.endswith(".")
    return finding


def emptied(document, template):
    """The document with an item ticked, but without a word."""
    item = item_of(document, template)
    about = [n for n in document.all(Note) if n.about == item.reference]
    return done(document, *(DeleteRecord("note", note.id) for note in about))


def rows_of(document, *roles):
    people = [p for p in document.all(Person) if set(roles) & set(p.roles)]
    return [row for row in document.all(Attendance) if row.person in {p.id for p in people}]


def away(document, *roles):
    for row in rows_of(document, *roles):
        document = changed(document, row, presence=Presence.ABSENT)
    return document


@pytest.mark.parametrize("name", NAMES)
def test_a_complete_discussion_is_ready(name):
    assert found(complete(name)) == ()


@pytest.mark.parametrize(
    ("field", "code", "severity"),
    [
        ("held_on", "R03", Severity.LAW),
        ("chair", "R03", Severity.ADVICE),
        ("note_taker", "R03", Severity.ADVICE),
    ],
)
def test_frame(field, code, severity):
    document = complete()
    finding = only(changed(document, discussion_of(document), **{field: None}))
    assert (finding.code, finding.severity) == (code, severity)
    assert finding.target == discussion_of(document).reference


def test_nobody_present():
    document = complete()
    for row in document.all(Attendance):
        document = changed(document, row, presence=Presence.INVITED)
    assert only(document).text == "Ingen er noteret som til stede."


def test_nobody_who_can_decide():
    document = complete()
    for row in document.all(Attendance):
        document = changed(document, row, decides=False)
    finding = only(document)
    assert (finding.code, finding.severity) == ("R04", Severity.LAW)
    assert "beslutte" in finding.text


def test_up_to_nine_an_employee_takes_part():
    finding = only(away(complete("direct"), Role.EMPLOYEE))
    assert finding.text == "Ingen medarbejdere deltog."


def test_up_to_nine_nobody_needs_a_role():
    document = away(complete("direct"), Role.EMPLOYEE)
    guest = {"meeting": discussion_of(document).reference, "name": "Ali", "presence": "present"}
    assert found(done(document, AddRecord("attendance", guest))) == ()


def test_representative_and_supervisor_take_part():
    assert only(away(complete(), Role.REPRESENTATIVE)).text == (
        "Ingen arbejdsmiljørepræsentant deltog."
    )
    assert only(away(complete("amo_two_levels"), Role.SUPERVISOR)).text == (
        "Ingen arbejdsleder deltog."
    )


def test_where_nobody_else_leads_the_employer_does():
    document = complete("amo_two_levels")
    for person in document.all(Person):
        if Role.SUPERVISOR in person.roles:
            document = changed(document, person, roles=(Role.EMPLOYEE,))
    assert found(document) == ()


def test_a_member_who_was_not_invited():
    document = complete("amo_two_levels")
    (row,) = (row for row in document.all(Attendance) if row.name == "Ida Møller")
    finding = only(done(document, DeleteRecord("attendance", row.id)))
    assert (finding.code, finding.text) == ("R04", "Ida Møller var ikke inviteret.")


def test_who_has_left_or_sits_elsewhere_needs_no_invitation():
    document = complete("amo_two_levels")
    (row,) = (row for row in document.all(Attendance) if row.name == "Ida Møller")
    document = done(document, DeleteRecord("attendance", row.id))
    person = document.get(Person, row.person)
    assert found(changed(document, person, left_on=TODAY.replace(day=1))) == ()
    body = AddRecord("body", {"name": "Udvalget", "level": "committee"}, "g1")
    document = done(document, body)
    for other in document.all(Person):
        if other.id != person.id:
            document = changed(document, other, bodies=("g1",))
    assert found(document) == ()


@pytest.mark.parametrize("language", ["da", "en"])
def test_somebody_we_do_not_know_any_more_still_counts(language):
    document = complete()
    role = {"da": "arbejdsmiljørepræsentant", "en": "work-environment representative"}[language]
    for row in rows_of(document, Role.REPRESENTATIVE):
        document = changed(document, row, role=role)
        document = done(document, DeleteRecord("person", row.person))
    document = changed(document, discussion_of(document), note_taker=document.all(Person)[0].id)
    advice = {finding.severity for finding in found(document)}
    assert advice <= {Severity.ADVICE}


def test_an_earlier_goal_without_outcome_each():
    document = complete()
    for goal in document.all(Goal)[:2]:
        document = changed(document, goal, outcome=None, evaluated_in=None)
    first, second = found(document)
    assert first.text.startswith("Sidste års mål M1 ")
    assert second.text.startswith("Sidste års mål M2 ")
    assert first.code == "R02"
    assert document.resolve(first.target).code == "M1"


@pytest.mark.parametrize(
    ("name", "template", "code", "severity"),
    [
        ("direct", "knowledge", "R02", Severity.LAW),
        ("direct", "cooperation", "R02", Severity.LAW),
        ("amo", "focus", "R02", Severity.LAW),
        ("amo", "training_expertise", "R18", Severity.LAW),
        ("amo_two_levels", "cooperation", "R02", Severity.LAW),
        ("med", "cooperation", "R02", Severity.AGREEMENT),
        ("med", "med_agreement", "R02", Severity.AGREEMENT),
        ("med", "training_expertise", "R18", Severity.READING),
    ],
)
class TestItems:
    def cleared(self, name, template):
        document = emptied(complete(name), template)
        for kind in ("idea", "activity"):
            item = item_of(document, template)
            made = [r for r in document.tables.get(kind, {}).values() if r.agenda_item == item.id]
            document = done(document, *(DeleteRecord(kind, record.id) for record in made))
        return document

    def test_nothing_noted(self, name, template, code, severity):
        document = self.cleared(name, template)
        finding = only(document)
        item = item_of(document, template)
        assert (finding.code, finding.severity) == (code, severity)
        assert finding.target == item.reference
        assert finding.text == f"Der står ikke noget til referatet under „{item.title}“."

    def test_not_discussed(self, name, template, code, severity):
        document = self.cleared(name, template)
        item = item_of(document, template)
        finding = only(changed(document, item, done=False))
        assert (finding.code, finding.severity) == (code, severity)
        assert finding.text == f"„{item.title}“ er ikke drøftet."

    def test_left_out(self, name, template, code, severity):
        document = complete(name)
        item = item_of(document, template)
        document = changed(document, item, skipped=True, skip_reason="Tid")
        finding = only(document)
        assert (finding.code, finding.severity) == (code, severity)
        assert finding.text == f"„{item.title}“ er sprunget over: Tid"

    def test_only_a_confidential_note(self, name, template, code, severity):
        document = self.cleared(name, template)
        item = item_of(document, template)
        note = {"about": item.reference, "text": "x", "confidential": True}
        assert only(done(document, AddRecord("note", note))).target == item.reference


def test_a_statutory_item_that_is_not_on_the_agenda():
    document = complete()
    item = item_of(document, "training_expertise")
    finding = only(document.without_record(item))
    assert (finding.code, finding.severity) == ("R18", Severity.LAW)
    assert finding.text.endswith("er ikke på dagsordenen.")


def test_outcomes_and_goals_speak_for_their_items():
    assert found(emptied(complete(), "goals_reached")) == ()
    assert found(emptied(complete(), "goals")) == ()


def test_no_goals():
    document = complete()
    goals = [goal.id for goal in document.all(Goal) if goal.discussion]
    finding = only(done(document, *(DeleteRecord("goal", goal) for goal in goals)))
    assert (finding.code, finding.severity) == ("R02", Severity.LAW)
    assert finding.target == item_of(document, "goals").reference


@pytest.mark.parametrize(("field", "empty"), [("measure", ""), ("owner", None), ("due", None)])
def test_a_goal_that_cannot_be_judged(field, empty):
    document = complete()
    goal = document.find("M3")
    finding = only(changed(document, goal, **{field: empty}))
    assert finding.severity is Severity.ADVICE
    assert finding.target == goal.reference
    assert finding.text.startswith("Mål M3 ")


@pytest.mark.parametrize(
    ("field", "empty", "severity"),
    [
        ("agreement_title", "", Severity.LAW),
        ("agreement_on", None, Severity.ADVICE),
        ("agreement_place", "", Severity.LAW),
    ],
)
def test_an_agreement_that_cannot_be_shown(field, empty, severity):
    document = complete("med")
    finding = only(changed(document, document.workplace, **{field: empty}))
    assert (finding.code, finding.severity) == ("R20", severity)
    assert finding.target == document.workplace.reference
    assert found(changed(complete(), complete().workplace, **{field: empty})) == ()


def test_under_an_agreement_the_agreement_speaks():
    document = complete("med")
    document = changed(document, discussion_of(document), held_on=None)
    finding = only(document)
    assert finding.severity is Severity.AGREEMENT
    with in_language("da"):
        assert finding.severity_label == "efter aftalen"


@pytest.mark.parametrize("language", ["da", "en"])
def test_weightiest_first_and_every_finding_complete(language):
    document = with_discussion(blank())
    findings = found(document, language)
    weights = [list(Severity).index(finding.severity) for finding in findings]
    assert weights == sorted(weights)
    assert len(findings) == len({(f.text, f.target) for f in findings}) > 5
    assert all(f.text and f.hint and document.resolve(f.target) for f in findings)


def test_hostile_document():
    assert all("\n" not in finding.text for finding in found(vicious()))


def test_a_goal_that_lacks_much_is_one_finding():
    document = complete()
    goal = next(goal for goal in document.all(Goal) if goal.discussion)
    told = only(changed(document, goal, measure="", owner=None, due=None)).text
    assert told.count("mangler") == 1
    assert "„Ansvarlig“, „Frist“" in told


def days_of(document, **values):
    return only(changed(document, discussion_of(document), **values))


def test_times_that_cannot_be_are_named():
    document = complete()
    # Refused when it is typed; it may come from two who wrote at once, or from elsewhere.
    discussion = discussion_of(document)
    times = (
        Set(discussion.kind, discussion.id, "starts", "10:00"),
        Set(discussion.kind, discussion.id, "ends", "09:30"),
    )
    ended = only(done(document, Edits("times", times)))
    assert (ended.field, ended.severity) == ("ends", Severity.ADVICE)
    assert ended.text == "Den slutter kl. 9.30, før den begyndte kl. 10.00."
    assert days_of(document, held_on=TODAY + timedelta(days=1)).field == "held_on"
    held_on = discussion_of(document).held_on
    assert days_of(document, next_on=held_on).field == "next_on"


def test_a_next_discussion_beyond_twelve_months_is_named():
    document = complete()
    latest = add_months(discussion_of(document).held_on, 12)
    assert found(changed(document, discussion_of(document), next_on=latest)) == ()
    finding = days_of(document, next_on=latest + timedelta(days=1))
    assert (finding.code, finding.field) == ("R01", "next_on")
    assert "mere end 12 måneder" in finding.text


@pytest.mark.parametrize("field", ["owner", "due", "follow_up"])
def test_an_action_agreed_on_here_that_lacks_something(field):
    document = complete()
    action = next(a for a in document.all(Action) if a.agenda_item)
    finding = only(changed(document, action, **{field: None}))
    assert (finding.code, finding.target, finding.field) == ("R16", action.reference, field)
    assert finding.text.startswith(f"{action.code} ")


def test_of_goals_there_never_were_nothing_is_asked():
    document = emptied(complete(), "goals_reached")
    new = {goal.id for goal in document.all(Goal) if goal.discussion}
    old = [goal.id for goal in document.all(Goal) if goal.id not in new]
    assert old
    document = done(document, *(DeleteRecord("goal", goal) for goal in old))
    item = item_of(document, "goals_reached")
    assert found(changed(document, item, done=False)) == ()
