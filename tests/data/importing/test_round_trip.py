"""A plan goes round: exactly what was changed in it is named, whatever program saved it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.documents import TODAY, changed, done
from support.examples import examples
from support.sent_plans import (
    FORMS,
    SentPlan,
    example,
    example_written,
    identified,
    lines,
    nothing,
    ordinary,
    read,
    small,
    taken,
    written,
)
from support.strategies import documents, fields

from data.edits.records import AddRecord, DeleteRecord, kept_by
from data.i18n import in_language
from data.model.choices import ActionStatus, Priority, choice_label
from data.model.discussion import Note
from data.model.plan import Action, Goal
from data.model.workplace import Person
from data.text import clean

FOUND = (Phase.explicit, Phase.reuse, Phase.generate)
"""What is found is told as it is: making it smaller takes longer than a test may."""

DAYS = ("2027-{m:02}-{d:02}", "{d}.{m}.2027", "{d:02}-{m:02}-2027", "{d}/{m} 2027")
EVERYWHERE = ("measure", "problem", "owner", "due", "follow_up", "status")
"""Fields that stand in the tables of every form."""
IN_SHEETS = ("cause", "helpers", "percent", "priority", "follow_up_how", "resources", "success")
TEXTS = {"measure", "problem", "cause", "follow_up_how", "resources", "success"}
WORDS = ("Nye måtter", "Støj & træk", "Ring til A/S", "50 % færre", "= mindre", "Ja", "H1", "3.4")


@st.composite
def cells(draw, document, actions, form, language):
    """Other values for some cells: by number and field, the text and the value."""
    people = [person for person in document.all(Person) if person.active(TODAY)]
    names = EVERYWHERE + (IN_SHEETS if form in {"csv", "xlsx"} else ())
    wanted = {}
    for action in draw(st.lists(st.sampled_from(actions), max_size=4)) if actions else ():
        name = draw(st.sampled_from(names))
        if name in TEXTS:
            value = text = f"{draw(st.sampled_from(WORDS))} {draw(st.integers(1, 99))}"
        elif name in {"owner", "helpers"}:
            if not people:
                continue
            person = draw(st.sampled_from(people))
            if [p.name for p in people].count(person.name) > 1:
                continue
            value, text = person.id, person.name
            value = (value,) if name == "helpers" else value
            if name == "helpers" and action.owner == person.id:
                continue
        elif name in {"status", "priority"}:
            kinds = [ActionStatus.DONE, ActionStatus.DROPPED] if name == "status" else Priority
            value = draw(st.sampled_from(list(kinds)))
            with in_language(language):
                text = choice_label(value)
        elif name == "percent":
            value = draw(st.integers(1, 99))
            text = draw(st.sampled_from(["{n}", "{n} %", "{n}%"])).format(n=value)
        else:
            month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
            value = date(2027, month, day)
            text = draw(st.sampled_from(DAYS)).format(m=month, d=day)
        if value != getattr(action, name):
            wanted[action.code, name] = (text, value)
    return wanted


def meanwhile(draw, document, touched):
    """The document after others have gone on working; what the file changes is left alone."""
    now = document
    for _time in range(draw(st.integers(0, 2))):
        free = [a for a in now.all(Action) if a.code not in touched and document.find(a.code)]
        what = draw(st.sampled_from(["change", "add", "delete", "note"]))
        if what == "add" or not free:
            now = done(now, AddRecord("action", {"measure": "Ny imens"}))
            continue
        other = draw(st.sampled_from(free))
        if what == "change":
            now = changed(now, other, cause="Imens", due=date(2028, 1, 1))
        elif what == "note":
            note = {"about": other.reference, "text": "Skrevet imens"}
            now = done(now, AddRecord(Note.kind, note))
        elif not kept_by(now, other):
            now = done(now, DeleteRecord("action", other.id))
    return now


def saved_again(draw, file, form):
    """As the programs people use save it: other columns' order, delimiters, letters and days."""
    if form in {"csv", "xlsx"}:
        if draw(st.booleans()):
            file.as_earlier()
        if draw(st.booleans()):
            file.reordered(draw(st.permutations(range(file.width))))
    delimiter = draw(st.sampled_from([";", ",", "\t"]))
    return file.bytes(delimiter, danish=draw(st.booleans()))


def check_round(draw, document, form, data_of=None):
    """Some cells are changed, rows come and go, others work meanwhile: just that is named."""
    language = draw(st.sampled_from(["da", "en"]))
    stands = draw(st.booleans())
    data = data_of(form, language, stands=stands) if data_of else written(
        document, form, language, stands=stands
    )  # fmt: skip
    file = SentPlan(data, form, language)
    actions = ordinary(document)
    gone = draw(st.lists(st.sampled_from(document.all(Action)), max_size=2, unique=True))
    if len(gone) >= len(document.all(Action)) - 1:
        gone = []
    left = [a for a in actions if a not in gone]
    wanted = draw(cells(document, left, form, language))
    wanted = {key: value for key, value in wanted.items() if file.set(*key, value[0])}
    new = draw(st.integers(0, 2)) if left else 0
    titles = [f"Ny række {number}" for number in range(new)]
    for title in titles:
        file.add_row({"measure": title, "problem": "Nyt", "due": "30-06-2027"})
    for action in gone:
        file.remove(action.code)
    data = saved_again(draw, file, form)
    now, base = document, None
    if form != "csv":
        touched = {code for code, _name in wanted} | {a.code for a in gone}
        now = meanwhile(draw, document, touched)
        if now is not document:
            now, base = identified(now, document.meta.revision + 1), document
    preview = read(data, now, base, language)
    said = lines(preview)
    found = {
        (now.record(each.kind, each.id).code, each.name): each.value
        for each in (preview.command.fields if preview.command else ())
    }
    assert found == {key: value for key, (_text, value) in wanted.items()}, said
    made = [a.values["measure"] for a in (preview.command.added if preview.command else ())]
    assert sorted(made) == titles, said
    asked = {question.key for question in preview.questions}
    frozen = [a for a in gone if kept_by(now, a)]
    assert asked == {f"{a.code} gone" for a in gone if a not in frozen}, said
    # A file that has no place for where it came from says so in a line of its own.
    head = 1 if form == "csv" and said else 0
    assert len(said) == head + len(wanted) + len(titles) + len(gone), said
    tally = preview.tally
    assert (tally.asked, tally.left_out) == (0, 0)
    assert tally.read == tally.taken + tally.known
    after = taken(now, preview)
    for (code, name), (_text, value) in wanted.items():
        assert getattr(after.find(code), name) == value
    if base is not None or form != "csv":
        again = read(data, identified(after, now.meta.revision + 1), document, language)
        assert again.command is None, "what was taken over is no difference any more"


@pytest.mark.parametrize("form", ["csv", "md"])
@settings(max_examples=examples(5), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_exactly_what_was_changed_is_named(form, data):
    check_round(data.draw, example(), form, example_written)


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@settings(max_examples=examples(3), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_exactly_what_was_changed_is_named_in_files_that_take_longer(form, data):
    check_round(data.draw, example(), form, example_written)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("whose", [example, small])
@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck), phases=FOUND
)
@given(data=st.data())
def test_exactly_what_was_changed_is_named_of_many(whose, form, data):
    check_round(data.draw, whose(), form, example_written if whose is example else None)


@st.composite
def plans(draw):
    """A workplace whose actions say anything, in any letters."""
    document = small()
    for kind, most in ((Person, 1), (Goal, 2), (Action, 5), (Note, 3)):
        for number in range(draw(st.integers(0, most))):
            told = draw(fields(kind, document))
            for name, value in told.items():
                if isinstance(value, date):
                    # Others no plan has: see `test_plan_csv`.
                    told[name] = date(1990 + value.year % 120, value.month, min(value.day, 28))
            if kind is Note:
                told["about"] = draw(st.sampled_from(document.all(Action))).reference
            document = done(document, AddRecord(kind.kind, told, f"{kind.kind}-any{number}"))
    return identified(document)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck), phases=FOUND
)
@given(document=plans(), data=st.data())
def test_exactly_what_was_changed_is_named_in_any_plan(form, document, data):
    check_round(data.draw, document, form)


@pytest.mark.parametrize(("form", "language"), [("csv", "da"), ("csv", "en"), ("xlsx", "da")])
def test_the_column_heads_of_the_first_version_are_read(form, language):
    file = SentPlan(example_written(form, language), form, language)
    now = [cell for header, _rows, _place in file.tables() for cell in header]
    file.as_earlier()
    then = [cell for header, _rows, _place in file.tables() for cell in header]
    assert len(set(then) - set(now)) >= 3
    assert nothing(read(file.bytes(), example(), language=language))


@settings(max_examples=examples(20), deadline=None)
@given(documents(), st.sampled_from(FORMS), st.sampled_from(["da", "en"]), st.booleans(), st.data())
def test_any_document_comes_home_as_it_went(document, form, language, danish, data):
    document = identified(document, document.meta.revision)
    if not document.all(Action):
        return
    sent = written(document, form, language, stands=data.draw(st.booleans()))
    if data.draw(st.booleans()):
        sent = saved_again(data.draw, SentPlan(sent, form, language), form)
    preview = read(sent, document, language="da" if danish else "en")
    assert preview.tally.read >= len(document.all(Action))
    assert nothing(preview), lines(preview)


SHAPES = (
    "første\nanden", "første\n\nanden", "- punkt\n- to", "1. et\n2. to", "# overskrift", "a\n    b",
    "```\nkode\n```", "a: b\nc: d", "x\n| a | b |\n|--|--|\n", "> citat", "a; b",
    "*a* _b_ **c**", "a\\b", "<b>x</b>", "[x] a", "&amp; x", "a  \nb", "---\nx", "x\n---", "=1+1",
    "Frist: 3.4.2026", "\u037e", "H1 Nyt", "Notater:", "a\u2028b", "–", "ja", "50", "3.4",
)  # fmt: skip
"""What people write into a field of several lines, and what files could take it for."""


@pytest.mark.parametrize(
    ("form", "language"),
    [("csv", "da"), ("xlsx", "en"), ("md", "da"), ("md", "en"), ("docx", "da")],
)
def test_a_text_of_any_shape_comes_home(form, language):
    document = small()
    for number, text in enumerate(SHAPES):
        values = {"measure": f"Handling {number}", "problem": clean(text), "cause": clean(text)}
        document = done(document, AddRecord("action", values, f"shape{number}"))
        note = {"about": f"action:shape{number}", "text": clean(text)}
        document = done(document, AddRecord(Note.kind, note, f"note{number}"))
    # A title that begins as what stands between it and the number.
    goal = {"title": ": mål", "year": 2026}
    document = done(document, AddRecord("goal", goal, "colon"))
    for number, title in enumerate((": handling", ". punktum")):
        values = {"measure": title, "goal": "colon", "cause": "x"}
        document = done(document, AddRecord("action", values, f"sign{number}"))
    document = identified(document)
    assert nothing(read(written(document, form, language), document, language=language))
