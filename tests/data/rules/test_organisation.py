"""What a size or an agreement asks of the organisation, each missing part named, nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import TODAY, blank, changed, done, vicious

from data.commands.setup import Member
from data.edits.records import AddRecord, SetField
from data.i18n import in_language
from data.model.choices import BodyLevel, Role
from data.model.document import Document
from data.model.profile import Profile
from data.model.workplace import Person
from data.rules.finding import Severity
from data.rules.organisation import organisation, what_changes

CHAIR = Member("Karen", (Role.CHAIR, Role.MANAGER), decides=True)
NEAR = {"nearness": "Alle kan ringe", "nearness_on": date(2026, 1, 1)}


def supervisor(number):
    return Member(f"Leder {number}", (Role.SUPERVISOR,))


def elected(number):
    return Member(f"Valgt {number}", (Role.REPRESENTATIVE,))


def workplace(employees, members, *, med=False, **values):
    """A workplace where all elections and the nearness are written down."""
    document = blank(employees=employees, members=members, med=med)
    document = changed(document, document.workplace, **{**NEAR, **values})
    for person in document.all(Person):
        if Role.REPRESENTATIVE in person.roles:
            document = changed(document, person, elected_on=date(2025, 6, 1))
    return document


def body(document, name, level, *names):
    identity = name.lower().replace(" ", "")
    document = done(document, AddRecord("body", {"name": name, "level": level}, identity))
    for person in document.all(Person):
        if person.name in names:
            command = SetField("person", person.id, "bodies", (*person.bodies, identity))
            document = done(document, command)
    return document


def two_levels(pairs, committee, *, extra=()):
    numbers = range(1, pairs + 1)
    people = [CHAIR, *map(supervisor, numbers), *map(elected, numbers), *extra]
    document = workplace(60, tuple(people))
    for number in numbers:
        seated = f"Leder {number}", f"Valgt {number}"
        document = body(document, f"Gruppe {number}", BodyLevel.GROUP, *seated)
    return body(document, "Udvalg", BodyLevel.COMMITTEE, *committee)


def codes(document):
    with in_language("en"):
        return [(each.code, each.text) for each in organisation(document, TODAY)]


def test_nothing_is_asked_before_the_set_up():
    assert organisation(Document(), TODAY) == ()


def test_nine_employees_need_no_organisation():
    assert codes(blank(employees=9, members=())) == []


@pytest.mark.parametrize("employees", [10, 34])
def test_one_level_has_supervisor_representative_and_chair(employees):
    assert codes(workplace(employees, (CHAIR, supervisor(1), elected(1)))) == []
    assert codes(workplace(employees, ())) == [
        ("R05", "The organisation has no supervisor."),
        ("R05", "The organisation has no work-environment representative."),
        ("R05", "Nobody chairs on the employer's behalf."),
    ]


def test_two_levels_need_groups_and_a_committee():
    assert codes(workplace(35, (CHAIR, supervisor(1), elected(1)))) == [
        ("R05", "There are no work-environment groups."),
        ("R05", "There is no work-environment committee."),
    ]


def test_one_or_two_groups_are_the_committee():
    everybody = ("Karen", "Leder 1", "Valgt 1", "Leder 2", "Valgt 2")
    assert codes(two_levels(2, everybody)) == []
    assert codes(two_levels(2, everybody[:-1])) == [
        ("R07", "Valgt 2 has a seat in a group but not in Udvalg.")
    ]


def test_more_groups_send_two_of_each():
    chosen = ("Karen", "Leder 1", "Valgt 1", "Leder 3", "Valgt 2")
    assert codes(two_levels(3, chosen)) == []
    ((code, text),) = codes(two_levels(3, (*chosen, "Valgt 3")))
    assert code == "R07"
    assert text.startswith("Udvalg has 2 supervisors and 3 representatives from the groups")


def test_a_committee_needs_a_chair():
    found = codes(two_levels(1, ("Leder 1", "Valgt 1")))
    assert found == [("R07", "Nobody chairs on the employer's behalf.")]


@pytest.mark.parametrize(
    ("seated", "said"),
    [
        ((), "0 supervisors and 0 representatives"),
        (("Leder 1",), "1 supervisor and 0 representatives"),
        (("Leder 1", "Valgt 1", "Valgt 2"), "1 supervisor and 2 representatives"),
    ],
)
def test_a_group_is_one_supervisor_and_one_representative(seated, said):
    people = (CHAIR, supervisor(1), elected(1), elected(2))
    document = body(workplace(60, people), "Gruppe", BodyLevel.GROUP, *seated)
    document = body(document, "Udvalg", BodyLevel.COMMITTEE, "Karen", *seated)
    assert codes(document) == [("R06", f"Gruppe has {said}; one of each is asked for.")]


def test_nobody_is_both_in_a_group():
    both = Member("Begge", (Role.SUPERVISOR, Role.REPRESENTATIVE))
    document = body(workplace(60, (CHAIR, both)), "Gruppe", BodyLevel.GROUP, "Begge")
    document = body(document, "Udvalg", BodyLevel.COMMITTEE, "Karen", "Begge")
    assert codes(document) == [("R06", "In Gruppe the same person holds both seats.")]


def test_those_who_left_hold_no_seat():
    document = workplace(24, (CHAIR, supervisor(1), elected(1)))
    gone = next(p for p in document.all(Person) if p.name == "Valgt 1")
    document = changed(document, gone, left_on=date(2026, 3, 2))
    assert codes(document) == [("R05", "The organisation has no work-environment representative.")]


@pytest.mark.parametrize("med", [False, True])
def test_terms_are_watched_under_act_and_agreement(med):
    agreement = {
        "agreement_title": "MED",
        "agreement_place": "Intranet",
        "agreement_covers": "Alt",
        "agreement_on": date(2024, 1, 1),
    }
    people = (CHAIR, supervisor(1), elected(1), elected(2), elected(3))
    document = workplace(24, people, med=med, **agreement)
    when = {"Valgt 1": date(2024, 1, 31), "Valgt 2": date(2024, 5, 31), "Valgt 3": None}
    for person in document.all(Person):
        if person.name in when:
            document = changed(document, person, elected_on=when[person.name])
    assert codes(document) == [
        ("R12", "The term of Valgt 1 ended on 31 January 2026."),
        ("R12", "The term of Valgt 2 ends on 31 May 2026."),
        ("R12", "There is no record of when Valgt 3 was elected."),
    ]


def test_nearness_is_written_down_with_its_day():
    document = workplace(24, (CHAIR, supervisor(1), elected(1)), nearness_on=None)
    assert [code for code, _text in codes(document)] == ["R19"]


def test_under_an_agreement_the_agreement_is_shown():
    found = organisation(workplace(60, (), med=True), TODAY)
    assert [each.code for each in found] == ["R20"] * 4
    assert [each.severity for each in found] == [Severity.LAW] * 3 + [Severity.ADVICE]


def test_the_weightiest_come_first_and_every_target_is_there():
    found = organisation(vicious(), TODAY)
    assert list(found) == sorted(found, key=lambda each: list(Severity).index(each.severity))
    assert all(vicious().resolve(each.target) for each in found)
    assert all(each.text and each.hint for each in found)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (Profile.DIRECT, Profile.AMO, "From 10 employees you need"),
        (Profile.AMO, Profile.DIRECT, "With 1 to 9 employees no organisation"),
        (Profile.AMO, Profile.AMO_TWO_LEVELS, "From 35 employees the organisation has two levels"),
        (Profile.AMO_TWO_LEVELS, Profile.AMO, "With 10 to 34 employees the organisation has one"),
        (Profile.AMO, Profile.MED, "From now on your MED agreement"),
        (Profile.MED, Profile.AMO, "From now on the Working Environment Act decides. From 10"),
        (Profile.AMO, Profile.AMO, ""),
    ],
)
def test_what_another_size_means(before, after, said):
    with in_language("en"):
        assert what_changes(before, after).startswith(said)
        assert bool(what_changes(before, after)) == bool(said)


def test_what_another_size_means_in_danish():
    with in_language("da"):
        sentence = "Fra 10 ansatte skal I have en arbejdsmiljøorganisation."
        assert what_changes(Profile.DIRECT, Profile.AMO) == sentence
