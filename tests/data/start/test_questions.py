"""The answers of the guided start: what they suggest, what they become, how they are kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import TODAY, done

from data.content.library import field_texts, sectors, setup_texts
from data.facts.people import members
from data.i18n import LANGUAGES
from data.model.base import specs
from data.model.choices import BodyLevel, Regime, Role
from data.model.document import KINDS, Document
from data.model.wheel import Activity
from data.model.workplace import Body, Person
from data.rules.organisation import organisation
from data.start.questions import QUESTIONS, STEPS, Answers, SetupStep, decode, encode, split_names

NAMES = st.lists(st.text(min_size=1, max_size=8).filter(lambda t: t == " ".join(t.split())))


def made(answers, language="da"):
    return done(Document(), answers.command(language))


def test_there_are_at_most_eight_questions():
    assert QUESTIONS == 8
    assert STEPS[-1] is SetupStep.SUMMARY


def test_an_unanswered_month_follows_the_sector():
    answers = Answers(sector="school")
    assert (answers.start, answers.discussion) == (8, 9)
    assert Answers().start == 1


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (Answers(), (8, 9)),
        (Answers(start_month=1, discussion_month=2), (8, 9)),
        (Answers(start_month=1, discussion_month=6), (8, 6)),
        (Answers(start_month=4, discussion_month=5), (4, 5)),
    ],
)
def test_another_sector_brings_its_months_unless_they_were_chosen(answers, expected):
    school = answers.with_sector("school")
    assert (school.start, school.discussion) == expected


def test_another_start_takes_the_discussion_along_unless_it_was_chosen():
    assert Answers(discussion_month=2).with_start(12).discussion == 1
    assert Answers(discussion_month=6).with_start(12).discussion == 6


@pytest.mark.parametrize(
    ("employees", "regime", "roles"),
    [
        (8, Regime.STATUTORY, [{Role.MANAGER}, {Role.MANAGER}]),
        (24, Regime.STATUTORY, [{Role.CHAIR, Role.MANAGER}, {Role.SUPERVISOR}]),
        (60, Regime.MED, [{Role.CHAIR, Role.MANAGER}, {Role.MANAGER}]),
    ],
)
def test_who_leads_gets_the_roles_of_the_size(employees, regime, roles):
    answers = Answers(employees=employees, regime=regime, leaders=("Åse", "Bo"))
    assert [set(member.roles) for member in answers.members()] == roles


def test_a_single_leader_of_an_organisation_is_its_supervisor_too():
    (leader,) = Answers(employees=24, leaders=("Åse",)).members()
    assert set(leader.roles) == {Role.CHAIR, Role.MANAGER, Role.SUPERVISOR}
    assert leader.decides


def test_a_name_given_twice_is_one_person():
    answers = Answers(employees=24, leaders=("Åse Bøgh", "Bo"), representatives=("åse bøgh",))
    people = answers.members()
    assert [member.name for member in people] == ["Åse Bøgh", "Bo"]
    assert Role.REPRESENTATIVE in people[0].roles


def test_names_for_another_size_are_kept_but_not_used():
    answers = Answers(employees=24, representatives=("Rie",), staff=("Sus",))
    assert [member.name for member in answers.members()] == ["Rie"]
    assert [member.name for member in replace(answers, employees=8).members()] == ["Sus"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ()),
        (" , ;\n", ()),
        ("Åse Bøgh", ("Åse Bøgh",)),
        ("Åse, Bo;Ib\nÅse", ("Åse", "Bo", "Ib")),
        ("per hansen, ole jensen", ("per hansen", "ole jensen")),
        ("Karen Holm og Bent Juhl", ("Karen Holm", "Bent Juhl")),
        ("Åse, Bo & Ib samt Per", ("Åse", "Bo", "Ib", "Per")),
        ("per hansen og ole jensen", ("per hansen", "ole jensen")),
    ],
)
def test_names_may_be_pasted_as_a_list(typed, names):
    assert split_names(typed) == names


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("Birgitte Lund, skoleleder", [("Birgitte Lund", "skoleleder")]),
        ("Birgitte Lund, Skoleleder", [("Birgitte Lund", "Skoleleder")]),
        ("birgitte lund, skoleleder", [("birgitte lund", "skoleleder")]),
        ("Mette Holm (leder)", [("Mette Holm", "leder")]),
        (
            "Birgitte Lund, leder af indskolingen, Ole Brandt, AMR",
            [("Birgitte Lund", "leder af indskolingen"), ("Ole Brandt", "AMR")],
        ),
        ("Karen Holm, Bent Juhl", [("Karen Holm", ""), ("Bent Juhl", "")]),
        (
            "Søren Kvist, svejser og Mia Holt, maler",
            [("Søren Kvist", "svejser"), ("Mia Holt", "maler")],
        ),
        (
            "Mia Holt, leder af drift og teknik, Bo",
            [("Mia Holt", "leder af drift og teknik"), ("Bo", "")],
        ),
        ("Ali og Mia Holt, svejser", [("Ali", ""), ("Mia Holt", "svejser")]),
    ],
)
def test_what_somebody_does_belongs_to_the_name_before_it(typed, people):
    answers = Answers(employees=8, leaders=split_names(typed))
    assert [(member.name, member.title) for member in answers.members()] == people


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("Mette Holm, mette@holm.dk", [("Mette Holm", "", "mette@holm.dk")]),
        ("Mette Holm <mette@holm.dk>", [("Mette Holm", "", "mette@holm.dk")]),
        ("mette, mette@holm.dk\nole", [("mette", "", "mette@holm.dk"), ("ole", "", "")]),
        (
            "Mette Holm, leder, m.h@holm.dk, Ole Å, ole@å.dk",
            [("Mette Holm", "leder", "m.h@holm.dk"), ("Ole Å", "", "ole@å.dk")],
        ),
        ("Bo @ lageret", [("Bo @ lageret", "", "")]),
    ],
)
def test_an_address_is_the_persons_and_no_job(typed, people):
    answers = Answers(employees=8, leaders=split_names(typed))
    assert [(m.name, m.title, m.email) for m in answers.members()] == people


@given(
    st.builds(
        Answers,
        name=st.just("Værkstedet"),
        employees=st.none() | st.integers(0, 100_000),
        regime=st.sampled_from(list(Regime)),
        start_month=st.none() | st.integers(1, 12),
        leaders=NAMES.map(lambda names: split_names("\n".join(names))),
        reached=st.sampled_from(list(SetupStep)),
    )
)
def test_answers_come_back_from_a_draft(answers):
    assert decode(encode(answers)) == answers


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[" * 5000,
        '{"employees": true, "regime": [], "leaders": 3, "reached": "moon", "start_month": 13}',
        '{"employees": -1, "name": null, "staff": [1, ""]}',
    ],
)
def test_a_damaged_draft_is_no_answer(text):
    assert decode(text) == Answers()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("employees", "regime"),
    [(8, Regime.STATUTORY), (24, Regime.STATUTORY), (60, Regime.STATUTORY), (60, Regime.MED)],
)
def test_every_question_has_a_text(language, employees, regime):
    answers = Answers(employees=employees, regime=regime)
    asked = [setup_texts(language)[answers.text_of(step)] for step in STEPS]
    assert len({text.title for text in asked}) == len(STEPS)


def test_the_texts_are_the_same_in_both_languages():
    danish, english = LANGUAGES
    assert list(setup_texts(danish)) == list(setup_texts(english))
    assert list(field_texts(danish)) == list(field_texts(english))
    for name in field_texts(danish):
        kind, field = name.split(".")
        assert field in specs(KINDS[kind])


@pytest.mark.parametrize("sector", [each.id for each in sectors("da")])
@pytest.mark.parametrize("employees", [8, 24, 60])
def test_the_first_year_lies_ahead(sector, employees):
    document = made(Answers(name="X", employees=employees, sector=sector))
    days = [activity.day for activity in document.all(Activity)]
    assert days
    assert all(day >= TODAY for day in days)
    within = TODAY.replace(year=TODAY.year + 1)
    assert all(day < within for day in days)


@pytest.mark.parametrize("regime", Regime)
def test_the_discussion_lies_in_its_month(regime):
    document = made(Answers(name="X", employees=24, regime=regime, discussion_month=11))
    template = "annual_discussion" if regime is Regime.STATUTORY else "med_discussion"
    (found,) = [a for a in document.all(Activity) if a.template == template]
    assert (found.day.month, found.day.isoweekday() < 6) == (11, True)


def test_eight_need_no_body():
    document = made(Answers(name="X", employees=8, leaders=("Åse",), staff=("Bo",)))
    assert document.all(Body) == ()
    assert [p.decides for p in document.all(Person)] == [True, False]


def test_one_level_seats_everybody_in_one_group():
    answers = Answers(name="X", employees=24, leaders=("Åse", "Bo"), representatives=("Rie",))
    document = made(answers)
    (group,) = document.all(Body)
    assert group.level is BodyLevel.GROUP
    assert len(members(document, group, TODAY)) == 3


@pytest.mark.parametrize(
    ("groups", "in_committee"), [(0, {"Åse"}), (1, {"Åse", "L1", "R1"}), (3, {"Åse"})]
)
def test_two_levels_pair_supervisors_with_representatives(groups, in_committee):
    numbers = range(1, groups + 1)
    answers = Answers(
        name="X",
        employees=60,
        leaders=("Åse", *(f"L{n}" for n in numbers)),
        representatives=tuple(f"R{n}" for n in numbers),
    )
    document = made(answers)
    committee, *rest = document.all(Body)
    assert committee.level is BodyLevel.COMMITTEE
    assert {p.name for p in members(document, committee, TODAY)} == in_committee
    assert [body.name for body in rest] == [f"Gruppe {n}" for n in numbers]
    assert [{p.name for p in members(document, g, TODAY)} for g in rest] == [
        {f"L{n}", f"R{n}"} for n in numbers
    ]


def test_what_the_answers_become_is_what_the_size_asks():
    answers = Answers(name="X", employees=60, leaders=("Åse", "Bo"), representatives=("Rie",))
    codes = [finding.code for finding in organisation(made(answers), TODAY)]
    # The day of the election and the nearness are not asked for in the set-up.
    assert codes == ["R12", "R19"]


def test_med_gets_its_committee():
    answers = Answers(name="X", employees=60, regime=Regime.MED, representatives=("Rie",))
    (body,) = made(answers).all(Body)
    assert (body.level, body.name) == (BodyLevel.MED_COMMITTEE, "MED-udvalget")
