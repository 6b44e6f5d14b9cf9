"""The one-line capture: a title, and short keys for who, when and what it serves.

What is not understood stays in the title: a key nobody knows, a time, a web address are text, and a
name or a date that could not be read is text with a problem beside it. Nothing typed is lost.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from data.capture.natural import SaidPart, read_said
from data.capture.own_words import read_day_in, read_rhythm_in
from data.capture.values import (
    Refused,
    Scope,
    Segment,
    Taken,
    read_value,
    words_of_time,
)
from data.capture.words import TITLES, USES, CaptureWords, capture_words
from data.dataclass import dataclass, replace
from data.dates.going_on import speaks_of_time
from data.dates.words import fold_phrase
from data.i18n import _, language
from data.text import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from data.capture.vocabulary import Vocabulary

PREFIX: Final = re.compile(r"\s*([^\W\d_]+):(\s*)")
KEY: Final = re.compile(r"(?<!\S)(?:([^\W\d_][\w-]*):([ \t]*)|([@>]))(?=\S)")
_MARKS: Final = {"@": "owner", ">": "due"}
_LONGEST_LINE: Final = 2000
_FREE_KEYS: Final = frozenset({"topic", "category"})
_ANSWERED_FOR: Final = frozenset({"action", "goal"})
"""The kinds that somebody answers for."""
_TO_THE_END: Final = frozenset({"measure", "problem"})
"""The keys whose value is all that stands behind them."""
_LOUD_KEYS: Final = frozenset({"owner", "helpers", "due", "follow_up", "priority"})
_SHORT: Final = 2
_LABEL: Final = 30
"""Letters of the text in an answer."""
DATED: Final = frozenset({"due", "start", "follow_up", "month"})
"""The keys whose value is a date: what cannot be read there is asked about."""


@dataclass(frozen=True, slots=True)
class LinePart:
    """A key with its value, or the kind in front, where it stands in the line.

    Attributes:
        start: Where it begins in the text typed.
        end: Where it ends.
        key: `kind`, or the key's plain name (`owner`, `due`, …).
        value: What was typed as the value.
        understood: Whether it was; what was not is still in the title.
        others: Other days a date could mean.
        sentence: Whether the title is the rest of a sentence it began.
    """

    start: int
    end: int
    key: str
    value: str
    understood: bool
    others: tuple[date, ...] = ()
    sentence: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to what is asked about a line.

    Attributes:
        label: What it says, translated.
        text: What stands in the place of the words asked about when it is chosen.
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What must be chosen before a line is kept: which day its words mean.

    Attributes:
        start: Where the words begin in the text typed, their key included.
        end: Where they end.
        asked: What is asked, translated.
        said: The same where nobody can answer: all that the words could mean.
        answers: What can be chosen; the last keeps the words as text.
    """

    start: int
    end: int
    asked: str
    said: str
    answers: tuple[Answer, ...]

    def answered(self, text: str, number: int) -> str:
        """The line with the answer in the place of the words, which asks no longer about them."""
        answer = f" {self.answers[number].text} "
        return f"{text[: self.start].rstrip()}{answer}{text[self.end :].lstrip()}".strip()


@dataclass(frozen=True, slots=True)
class Captured:
    """What a line was read as.

    Attributes:
        kind: `action`, `goal`, `activity`, `idea`, `note`, `decision` or `confidential`.
        text: The title: all that is not part of an understood key, on one line.
        values: Field name of the model to its value; the title's field as well.
        parts: The keys, in the order typed.
        problems: What was not understood, translated.
        questions: What must be asked before it is kept; where nobody can be, it is not kept.
    """

    kind: str
    text: str
    values: Mapping[str, object]
    parts: tuple[LinePart, ...]
    problems: tuple[str, ...]
    questions: tuple[Question, ...] = ()


def read_line(
    text: str,
    vocabulary: Vocabulary,
    today: date,
    *,
    language: str = "da",
    default_kind: str = "action",
) -> Captured:
    """Read a captured line; never raises.

    Args:
        text: What was typed.
        vocabulary: The names it may use.
        today: The day it is read on.
        language: Whose words come first; the other language's are understood too.
        default_kind: What a line without a kind in front is.
    """
    words = capture_words(language)
    kind, prefix = _kind(text, words, default_kind)
    parts = [prefix] if prefix else []
    values: dict[str, object] = {}
    problems: list[str] = []
    questions: list[Question] = []
    if USES[kind] and len(text) <= _LONGEST_LINE:
        scope = Scope(vocabulary, words, today, language, kind)
        start = prefix.end if prefix else 0
        while (key := _next_key(text, start, scope)) is not None:
            part, problem, question = _read_part(text, key, scope, values)
            if question is not None:
                questions.append(question)
            if problem:
                problems.append(problem)
            if part is not None:
                parts.append(part)
            start = part.end if part is not None and part.understood else key.value_at
        if kind == "activity" and "day" not in values and not questions:
            _read_rhythm(text, scope, parts, values, questions)
        if kind in _ANSWERED_FOR and not questions:
            problems += _read_said(text, scope, parts, values, questions)
    title = _without(text, [part for part in parts if part.understood])
    if any(part.sentence for part in parts):
        title = title[:1].upper() + title[1:]
    values[TITLES[kind]] = title
    return Captured(
        kind,
        title,
        MappingProxyType(values),
        tuple(parts),
        tuple(dict.fromkeys(problems)),
        tuple(questions),
    )


def line_kind(text: str, default_kind: str, language: str) -> str:
    """The kind a line has by its beginning."""
    return _kind(text, capture_words(language), default_kind)[0]


def confidential_text(text: str, language: str) -> str | None:
    """What a note says that is marked as confidential in front, `F: …`; None for any other text."""
    kind, prefix = _kind(text, capture_words(language), "note")
    if prefix is None or kind != "confidential":
        return None
    return text[prefix.end :].strip()


def _kind(text: str, words: CaptureWords, default: str) -> tuple[str, LinePart | None]:
    match = PREFIX.match(text)
    if match is None:
        return default, None
    word, gap = match.groups()
    folded = fold_phrase(word)
    kind = words.kinds.get(folded)
    if kind is None:
        return default, None
    # "a:mette" is a key, "a: fire drill" and "A:fire drill" are activities.
    is_key = folded in words.keys and not gap and not (len(word) == 1 and word.isupper())
    if is_key:
        return default, None
    return kind, LinePart(match.start(1), match.end(), "kind", kind, understood=True)


@dataclass(frozen=True, slots=True)
class TypedKey:
    """A key found in the line: its plain name, as typed, and where its value begins."""

    name: str
    typed: str
    start: int
    value_at: int
    gap: bool


def _next_key(text: str, start: int, scope: Scope) -> TypedKey | None:
    """The next key or mark, whether or not this kind of line takes it."""
    for match in KEY.finditer(text, start):
        typed, gap, mark = match.groups()
        if mark:
            return TypedKey(_MARKS[mark], mark, match.start(), match.end(), gap=False)
        name = scope.words.keys.get(fold_phrase(typed))
        # Behind a blank only whole words are keys, and no free text: "Topic: …" is a title.
        plain = not gap or (len(typed) > _SHORT and name not in _FREE_KEYS)
        if name is not None and plain:
            return TypedKey(name, typed, match.start(), match.end(), gap=bool(gap))
    return None


def _read_part(
    text: str, key: TypedKey, scope: Scope, values: dict[str, object]
) -> tuple[LinePart | None, str, Question | None]:
    """The part at a key, its value put among the values; a problem, and what must be asked."""
    marked = key.typed in _MARKS
    field = USES[scope.kind].get(key.name)
    if marked and key.name == "owner" and field in values and "helpers" in USES[scope.kind]:
        key, field = replace(key, name="helpers"), "helpers"
    segment, offset = _segment(text, key, scope)
    if key.name == "problem" and not PREFIX.sub("", text[: key.start], count=1).strip():
        return None, "", None  # "Problem: noise in the hall" is what the line is about
    if field is None:
        problem = _("“{key}” does not belong here and stays in the text.")
        return None, "" if marked or key.gap else problem.format(key=key.typed), None
    if field in values and field != "helpers":
        problem = _("“{key}” is given twice.").format(key=key.typed)
        return _failed(text, key, segment, offset), problem, None
    if key.typed == ">" and segment.first()[0].isdigit() and not segment.quoted:
        return None, "", None  # ">5 people" is text, as any number behind the mark is
    read = read_value(key.name, segment, scope)
    if isinstance(read, Refused):
        dated = key.name in DATED
        silent = key.typed == ">" or (key.gap and key.name not in _LOUD_KEYS)
        if silent and not (dated and speaks_of_time(segment.first()[0])):
            return None, "", None
        question = None
        if dated:
            question = _question(text, key, segment, offset, read)
        elif read.names and key.name == "owner":
            question = _who(text, key, offset, read)
        return _failed(text, key, segment, offset), read.problem, question
    _keep(values, field, read)
    # The closing quotation mark belongs to the value.
    end = offset + read.end + (1 if segment.quoted and text[offset + read.end :] else 0)
    value = text[offset : offset + read.end]
    return LinePart(key.start, end, key.name, value, True, read.others), "", None


def _question(text: str, key: TypedKey, segment: Segment, offset: int, read: Refused) -> Question:
    """Which day is meant; the last answer is none of them, and all words stay in the title."""
    _words, far = words_of_time(segment)
    far = max([far, *(end for _choice, end in read.options)])
    named = key.typed if key.typed in _MARKS else f"{key.typed or _('date')}:"
    answers = []
    for choice, end in read.options:
        label = ", ".join(filter(None, (choice.label, choice.remark)))
        left = segment.text[end:far].strip()
        if left:
            behind = shorten(segment.text[end:].strip(), _LABEL)
            label = _("{day}; “{text}” stays in the text").format(day=label, text=behind)
        # Between marks nothing behind it belongs to the date.
        written = f'{named}"{choice.written}"'
        answers.append(Answer(label, f"{written} {left}".strip()))
    if key.typed in _MARKS:
        named = f"{capture_words(language()).offered['keys'][key.name]}:"
    words = segment.text[:far].strip()
    kept = f"({named} {words})" if key.typed else f"({words})"
    asked = _("Which day is “{text}”?").format(text=words) if read.options else read.problem
    answers.append(Answer(_("no date; “{text}” stays in the text").format(text=kept), kept))
    closing = 1 if segment.quoted and text[offset + far :] else 0
    end = offset + far + closing
    return Question(key.start, end, asked, read.problem, tuple(answers))


def _who(text: str, key: TypedKey, offset: int, read: Refused) -> Question:
    """Who is meant by a name behind a key; the last answer leaves it in the title."""
    end = text.index(read.typed, offset) + len(read.typed)
    end += 1 if text[offset - 1] == '"' and text[end : end + 1] == '"' else 0
    named = _owner_key(key.typed)
    kept = f"({named} {read.typed})"
    return _who_is(key.start, end, read, named, kept)


def _who_is(start: int, end: int, read: Refused, named: str, kept: str, more: str = "") -> Question:
    answers = [Answer(name.label, f'{named}"{name.label}"{more}') for name in read.names]
    answers.append(Answer(_("nobody; “{text}” stays in the text").format(text=kept), kept))
    return Question(start, end, _("Who is “{name}”?").format(name=read.typed), "", tuple(answers))


def _owner_key(typed: str = "") -> str:
    """The key for who is responsible, as it was typed or as Tab completes it."""
    word = "" if typed in _MARKS else typed
    return f"{word or capture_words(language()).offered['keys']['owner']}:"


def _read_said(
    text: str,
    scope: Scope,
    parts: list[LinePart],
    values: dict[str, object],
    questions: list[Question],
) -> list[str]:
    """Who and when as a sentence says it, where no key does; what is not plain of it."""
    unread = {"owner", "due"} - values.keys()
    problems: list[str] = []
    found = read_said(_uncovered(text, parts), scope, unread)
    last = parts[-1] if parts else None
    if not found and last is not None and last.key in _TO_THE_END and last.understood:
        # "reached:nobody hurt, Kim, by Easter": free text goes on until somebody is named.
        inside = read_said(_uncovered(text, parts[:-1]), scope, unread)
        if inside and inside[0].start > last.start and inside[0].key == "owner":
            found = inside
            parts[-1] = last = _cut_short(last, inside[0].start, text)
            _keep(values, USES[scope.kind][last.key], Taken(0, last.value))
    for said in found:
        if isinstance(said.read, Refused):
            problems += [said.read.problem] if said.read.names else []
            questions.append(_asked_about(text, said, said.read))
            continue
        value = text[said.offset : said.offset + said.read.end]
        others, begins = said.read.others, bool(said.tail)
        parts.append(LinePart(said.start, said.end, said.key, value, True, others, begins))
        _keep(values, said.key, said.read)
        if said.helpers:
            names = ", ".join(name.label for name in said.helpers)
            parts.append(LinePart(said.end, said.end, "helpers", names, understood=True))
            ids = tuple(name.id for name in said.helpers)
            _keep(values, "helpers", Taken(0, ids))
    parts.sort(key=lambda part: part.start)
    return problems


def _cut_short(part: LinePart, end: int, text: str) -> LinePart:
    """The part with its value only up to a place in the text."""
    begin = text.index(part.value, part.start)
    return replace(part, end=end, value=text[begin:end].strip())


def _asked_about(text: str, said: SaidPart, read: Refused) -> Question:
    if not read.names:
        key = TypedKey("due", "", said.start, said.offset, gap=False)
        segment = Segment(text[said.offset : said.end], quoted=True)
        return _question(text, key, segment, said.offset, read)
    words = text[said.offset : said.end].strip()
    kept = f"({words.removesuffix(said.tail).strip()}) {said.tail}".strip()
    helpers = ",".join(f'"{name.label}"' for name in said.helpers)
    key_of_helpers = capture_words(language()).offered["keys"]["helpers"]
    more = f" {key_of_helpers}:{helpers}" if helpers else ""
    return _who_is(said.start, said.end, read, _owner_key(), kept, more)


def _uncovered(text: str, parts: list[LinePart]) -> str:
    """The text with blanks for what has been read; the comma behind it still parts the rest."""
    for part in parts:
        comma = "," if text[part.start : part.end].endswith(",") else ""
        blanks = " " * (part.end - part.start - len(comma))
        text = text[: part.start] + blanks + comma + text[part.end :]
    return text


def _read_rhythm(
    text: str,
    scope: Scope,
    parts: list[LinePart],
    values: dict[str, object],
    questions: list[Question],
) -> None:
    """What a wheel activity's own words say of when it comes: no key is needed for that."""
    left = _uncovered(text, parts)
    found = read_rhythm_in(left, scope) or read_day_in(left, scope)
    if found is None:
        return
    start, end, read = found
    if isinstance(read, Taken):
        parts.append(LinePart(start, end, "due", text[start:end], understood=True))
        parts.sort(key=lambda part: part.start)
        _keep(values, "day", read)
        return
    key = TypedKey("due", "", start, start, gap=False)
    questions.append(_question(text, key, Segment(text[start:]), start, read))


def _keep(values: dict[str, object], field: str, read: Taken) -> None:
    before = values.get(field)
    if isinstance(before, tuple) and isinstance(read.value, tuple):
        values[field] = tuple(dict.fromkeys((*before, *read.value)))
        return
    values[field] = read.value
    if read.rule is not None:
        rule = read.rule
        values |= {"repeat": rule.repeat, "every": rule.every, "anchor": rule.anchor}
        if rule.until is not None:
            values["repeat_until"] = rule.until
    if field == "day" and read.until is not None and read.until != read.value:
        values["until"] = read.until


def _segment(text: str, key: TypedKey, scope: Scope) -> tuple[Segment, int]:
    """The text a value can be read from, and where it begins; the rest of it is title."""
    if text[key.value_at] == '"' and key.name != "helpers":  # several, each in its own marks
        start = key.value_at + 1
        end = text.find('"', start)
        if end > start:
            return Segment(text[start:end], quoted=True), start
    following = _next_key(text, key.value_at, scope)
    end = len(text) if following is None else following.start
    return Segment(text[key.value_at : end]), key.value_at


def _failed(text: str, key: TypedKey, segment: Segment, offset: int) -> LinePart:
    end = offset + segment.first()[1]
    return LinePart(key.start, end, key.name, text[offset:end], understood=False)


def _without(text: str, parts: list[LinePart]) -> str:
    kept: list[str] = []
    at = 0
    for part in parts:
        kept.append(text[at : part.start])
        at = part.end
    kept.append(text[at:])
    return " ".join(" ".join(kept).split())
