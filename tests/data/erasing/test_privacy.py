"""No field invites health data on a named person; where one might write it, a hint says no."""

from __future__ import annotations

import pytest

from data.content.library import field_texts
from data.i18n import in_language
from data.model.base import Shape, label_of, specs
from data.model.document import RECORD_CLASSES
from data.model.workplace import Person, Training

HEALTH = ("helbred", "sygdom", "sygemeld", "diagnos", "health", "illness", "disease", "sick")
OF_THE_GROUP = {("condition", "absence_considered"), ("condition", "absence_note")}
"""What the law asks about the workplace as a whole."""


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_label_asks_for_health(language):
    with in_language(language):
        for cls in RECORD_CLASSES:
            for name in specs(cls):
                if (cls.kind, name) not in OF_THE_GROUP:
                    label = label_of(cls, name).casefold()
                    assert not any(word in label for word in HEALTH), (cls.kind, name)


def test_a_person_has_no_free_text():
    assert [n for n, spec in specs(Person).items() if spec.shape is Shape.LINES] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_where_one_might_write_it_a_hint_says_no(language):
    texts = field_texts(language)
    never = {"da": "aldrig", "en": "never"}[language]
    for name in specs(Training):
        if specs(Training)[name].shape is Shape.LINES:
            assert never in texts[f"training.{name}"].casefold()
    for field in ("note.text", "coverage.remark", "condition.absence_note", "person.absent_until"):
        assert never in texts[field].casefold()
