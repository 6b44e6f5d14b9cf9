"""The model describes itself; documents never change, and know what points at what."""

from __future__ import annotations

from inspect import get_annotations

import pytest
from hypothesis import given, settings
from support.documents import blank
from support.examples import examples
from support.strategies import documents, one_of_each

from data.i18n import in_language
from data.model.base import (
    BOOKKEEPING,
    SETS,
    Shape,
    label_of,
    reference_fields,
    required_fields,
    specs,
    split_reference,
)
from data.model.choices import LABELS, choice_label
from data.model.document import KINDS, PLURALS, PREFIXES, RECORD_CLASSES, Document
from data.model.profile import Profile, profile_for

EVERY_KIND = pytest.mark.parametrize("cls", RECORD_CLASSES, ids=lambda cls: cls.kind)


def test_kinds_plurals_and_letters_are_unique():
    assert len(KINDS) == len(PLURALS) == len(RECORD_CLASSES)
    letters = [cls.prefix for cls in RECORD_CLASSES if cls.prefix]
    assert len(set(letters)) == len(letters) == len(PREFIXES)
    assert all(letter.isascii() and letter.isupper() and len(letter) == 1 for letter in letters)


@EVERY_KIND
def test_every_field_describes_itself(cls):
    hints = {n: hint for each in cls.__mro__ for n, hint in get_annotations(each).items()}
    kept = {name for name, hint in hints.items() if not str(hint).startswith("ClassVar")}
    assert kept == set(specs(cls)) | set(BOOKKEEPING)
    for name, spec in specs(cls).items():
        assert spec.name == name
        assert (spec.choices is not None) == (spec.shape in {Shape.CHOICE, Shape.CHOICES})
        assert bool(spec.target) == (spec.shape in {Shape.REF, Shape.REFS})
        assert not spec.target or spec.target in KINDS
        assert isinstance(spec.default, tuple) == (spec.shape in SETS)
        for language in ("da", "en"):
            with in_language(language):
                assert label_of(cls, name)
    assert cls.title_field in specs(cls)
    assert set(required_fields(cls)) == {n for n, spec in specs(cls).items() if spec.required}
    parts = [spec for spec in reference_fields(cls) if spec.part_of]
    assert all(spec.required for spec in parts), "a part belongs to something"


@EVERY_KIND
def test_a_record_never_changes_and_knows_its_fields(cls):
    record = next(each for each in one_of_each().records() if type(each) is cls)
    name, spec = next(iter(specs(cls).items()))
    with pytest.raises(AttributeError, match="never change"):
        setattr(record, name, spec.default)
    with pytest.raises(AttributeError, match="never change"):
        delattr(record, name)
    with pytest.raises(TypeError, match="colour"):
        record.revised(colour="red")
    kept = {each: getattr(record, each) for each in BOOKKEEPING}
    with pytest.raises(TypeError, match="changed_by"):
        cls(**{each: value for each, value in kept.items() if each != "changed_by"})
    bare = cls(**kept)
    assert {each: getattr(bare, each) for each in specs(cls)} == {
        each: spec.default for each, spec in specs(cls).items()
    }
    told = cls(**kept, **{each: spec.default for each, spec in specs(cls).items()})
    assert bare == told
    assert hash(bare) == hash(told)
    later = bare.revised(number=bare.number + 1)
    assert later != bare
    assert later.revised(number=bare.number) == bare


@pytest.mark.parametrize("choices", LABELS, ids=lambda one: one.__name__)
def test_every_choice_is_called_something_of_its_own(choices):
    for language in ("da", "en"):
        with in_language(language):
            called = [choice_label(member) for member in choices]
            assert all(called)
            assert len(set(called)) == len(called)


def test_every_choice_field_has_its_words():
    for cls in RECORD_CLASSES:
        for spec in specs(cls).values():
            assert spec.choices is None or spec.choices in LABELS


@pytest.mark.parametrize(
    ("employees", "med", "profile"),
    [(0, False, Profile.DIRECT), (9, False, Profile.DIRECT), (10, False, Profile.AMO),
     (34, False, Profile.AMO), (35, False, Profile.AMO_TWO_LEVELS), (3, True, Profile.MED),
     (900, True, Profile.MED)],
)  # fmt: skip
def test_the_rules_follow_size_and_agreement(employees, med, profile):
    assert profile_for(employees, med=med) is profile
    assert blank(employees=employees, med=med).workplace.profile is profile


# -- the document --------------------------------------------------------------------------------


def test_a_record_is_found_by_what_people_call_it():
    document = one_of_each()
    for record in document.records():
        assert document.resolve(record.reference) is record
        if record.prefix:
            assert document.find(record.code) is record
            assert document.find(record.code.lower()) is record
    for text in ("", "H", "H0", "H99", "X1", "H1x", "H-1", "H١", "1", "H 1"):
        assert document.find(text) is None
    assert document.resolve("") is None
    assert document.resolve("poem:x") is None
    assert split_reference("action:a") == ("action", "a")


def test_changes_make_new_documents():
    document = one_of_each()
    action = document.tables["action"]["action"]
    other = action.revised(measure="y")
    assert document.with_record(other).tables["action"]["action"] is other
    assert document.tables["action"]["action"] is action
    assert "action" not in document.without_record(action).tables
    assert document.counted("action", 1) is document
    assert document.counted("action", 7).next_number("action") == 8


@settings(max_examples=examples(25))
@given(documents(15))
def test_what_points_at_a_record_is_known(document):
    links = {
        (source.reference, name, target)
        for source in document.records()
        for name, spec in specs(type(source)).items()
        for target in targets(spec, getattr(source, name))
    }
    found = {
        (source.reference, name, record.reference)
        for record in document.records()
        for source, name in document.referring(record)
    }
    assert found == links
    assert list(document.dangling()) == []
    for record in document.records():
        left = document.without_record(record)
        loose = {(source.reference, name) for source, name in left.dangling()}
        assert loose == {
            (source, name)
            for source, name, target in links
            if target == record.reference and source != target
        }


def targets(spec, value):
    if spec.shape is Shape.REF and value:
        return [f"{spec.target}:{value}"]
    if spec.shape is Shape.REFS:
        return [f"{spec.target}:{identity}" for identity in value]
    return [value] if spec.shape is Shape.ANY_REF and value else []


def test_an_empty_document_has_no_workplace():
    assert Document().workplace is None
    assert list(Document().records()) == []
