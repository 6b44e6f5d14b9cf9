"""A need in one line: `skill: the difficult talk 3`."""

from __future__ import annotations

import re
from typing import Final

from data.dataclass import dataclass
from data.i18n import _
from data.model.choices import NeedForm, choice_label
from data.model.competence import MAX_LEVEL
from data.text import clean_line, fold

_LEVEL: Final = re.compile(rf"(.*\S)\s+([0-{MAX_LEVEL}])")


@dataclass(frozen=True, slots=True)
class NeedLine:
    """What a typed line says about a need."""

    title: str
    form: NeedForm = NeedForm.KNOWLEDGE
    level: int = 2

    def echo(self) -> str:
        """How the line is read, in words."""
        level = _("level {n}").format(n=self.level)
        return ", ".join([self.title, choice_label(self.form), level])


def read_need(text: str) -> NeedLine:
    """The need a line describes; whatever is not understood is its name.

    A form stands first, with a colon, whole or its first letters: `skill:` or `s:`. The level
    asked for stands last, a digit of its own.
    """
    line = clean_line(text)
    form, level = NeedForm.KNOWLEDGE, 2
    found = _LEVEL.fullmatch(line)
    if found:
        line, level = found.group(1), int(found.group(2))
    word, colon, rest = line.partition(":")
    named = _form(word) if colon and rest.strip() else None
    if named is not None:
        form, line = named, rest.strip()
    return NeedLine(line, form, level)


def _form(word: str) -> NeedForm | None:
    """The form a word begins the name of, if it is the only one.

    The names in the document count as well: `mandat:` was typed before the form was called
    *beføjelse*.
    """
    wanted = fold(word.strip())
    meant = [
        form
        for form in NeedForm
        if any(fold(name).startswith(wanted) for name in (choice_label(form), form.value))
    ]
    return meant[0] if wanted and len(meant) == 1 else None
