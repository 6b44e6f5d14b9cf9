"""Whom the cells of a plan name: people who are there, who are to be made, or who must be asked.

Nobody is made from a word that is a task, a group or a doubt. A whole name that nobody has is
somebody new and is listed; a single word that nobody is called is asked about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.capture.vocabulary import Name, in_whole_words, matches
from data.capture.vocabulary import folded as words_of
from data.dataclass import dataclass, field
from data.edits.edits import Add
from data.i18n import _
from data.importing.asking import KEEP, FileAsking
from data.importing.headings import folded, headings
from data.model.plan import Condition, Goal
from data.model.workplace import Person
from data.text import clean_line, fold
from data.views.vocabulary import people_names, role_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from data.model.document import Document

LONGEST_NAME: Final = 60
MOST_WORDS: Final = 5
"""More words than a name has."""

NEW: Final = "new"
"""The answer that somebody is new."""

_CODE: Final = re.compile(r"([A-Z])([0-9]{1,9})(?: (?P<title>.+))?")
_PARTS: Final = r"[;/&+\n]|\b(?:{words})\b"
_COMMA: Final = re.compile(r",(?!\s*$)")
_EITHER: Final = r"\b(?:{words})\b"
_BRACKETED: Final = re.compile(r"\(([^()]*)\)")
_ADDRESS: Final = re.compile(r"<[^<>]*@[^<>]*>")
_MAIL: Final = re.compile(r"([\w.+-]+)@[\w.-]+")
_BY: Final = re.compile(r"^.+?(?:\bv/|\bved\b|\bc/o\b|\batt\.?:?\s)\s*(.+)$", re.IGNORECASE)
_TITLED: Final = re.compile(r"(?:hr|fr|fru|frk|dr|mr|mrs|ms)\b\.?\s+", re.IGNORECASE)
_PARTICLES: Final = frozenset({"von", "van", "de", "af", "la", "el", "al", "bin", "der", "den"})
_MOST_MEANT: Final = 6
"""People who are offered where a name could be several."""


@dataclass(frozen=True, slots=True)
class PeopleReading:
    """Whom a cell names.

    Attributes:
        ids: Those who are meant, in the order of the cell; the first is responsible.
        remark: How it was read, where that is not plain; translated.
        whole: Whether the people are all the cell says.
        asked: Keys of the questions about it that wait for an answer.
    """

    ids: tuple[str, ...]
    remark: str = ""
    whole: bool = True
    asked: tuple[str, ...] = ()


@dataclass(slots=True)
class Names:
    """Finds records by what a cell calls them, and notes down those to be made.

    Attributes:
        made: The additions, in the order of the file.
        called: The names of what is to be made, by id.
    """

    document: Document
    today: date
    new_id: Callable[[], str]
    asking: FileAsking = field(default_factory=lambda: FileAsking({}))
    made: list[Add] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)
    _people: tuple[Name, ...] = ()
    _gone: tuple[Name, ...] = ()
    _roles: frozenset[str] = frozenset()
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        people = self.document.all(Person)
        self._people = people_names(p for p in people if p.active(self.today))
        self._gone = people_names(p for p in people if not p.active(self.today))
        self._roles = frozenset(map(folded, role_words()))
        for cls in (Goal, Condition):
            for record in self.document.all(cls):
                self._known.setdefault((cls.kind, fold(record.heading)), record.id)

    def made_of(self, kind: str) -> tuple[str, ...]:
        """What the records of a kind that are to be made are called."""
        return tuple(self.called[add.id] for add in self.made if add.kind == kind)

    # -- one of our own files ------------------------------------------------------------

    def exact(self, text: str) -> str:
        """The id of the person of a whole name from our own file; somebody unknown is to be made.

        Raises:
            ValueError: it is empty.
        """
        name = clean_line(text)
        if not name:
            raise ValueError(_("a name is missing"))
        key = (Person.kind, fold(name))
        identity = self._known.get(key, "")
        if not identity:
            same = [n for n in (*self._people, *self._gone) if fold(n.label) == fold(name)]
            identity = same[0].id if same else self._make(Person.kind, {"name": name})
        self._known[key] = identity
        return identity

    # -- somebody else's -----------------------------------------------------------------

    def people(self, text: str) -> PeopleReading:
        """Whom a cell names.

        Raises:
            ValueError: nobody; the message says so.
        """
        plain = clean_line(_ADDRESS.sub(" ", text.replace("\n", " ; ")))
        found = self._one(plain) if len(_split(plain)) == 1 else None
        if found is not None:
            return found
        parts = self._parts(plain)
        if len(parts) > 1:
            return self._several(text, parts)
        raise ValueError(_("“{text}” names no person").format(text=clean_line(text)))

    def _parts(self, text: str) -> list[str]:
        """The names in a list of them: a comma parts them where it is not inside one of them."""
        found = []
        for part in _split(text):
            listed = [each for each in map(clean_line, _COMMA.split(part)) if each]
            turned = len(listed) == len(("Jensen", "Ole")) and self._one(part) is not None
            found += [part] if turned else listed
        return found

    def _several(self, text: str, parts: Sequence[str]) -> PeopleReading:
        if re.search(_EITHER.format(words=_words("or")), text, re.IGNORECASE):
            return self._either(text, parts)
        read = [(part, self._one(part)) for part in parts]
        found = [one for _part, one in read if one is not None]
        if not found:
            raise ValueError(_("“{text}” names no person").format(text=clean_line(text)))
        asked = tuple(key for one in found for key in one.asked)
        if asked:
            # Who is responsible depends on the answer.
            return PeopleReading((), whole=False, asked=asked)
        ids = tuple(dict.fromkeys(identity for one in found for identity in one.ids))
        remarks = [one.remark for one in found if one.remark]
        if len(ids) > 1:
            text = _("{name} is responsible, the others help").format(name=self.name(ids[0]))
            remarks.append(text)
        elif len(found) < len(read):
            remarks.append(_("{name} is responsible").format(name=self.name(ids[0])))
        return PeopleReading(ids, "; ".join(remarks), whole=False)

    def _either(self, text: str, parts: Sequence[str]) -> PeopleReading:
        meant = [name for part in parts for name in self._meant(part)]
        if not meant:
            raise ValueError(_("“{text}” names no person").format(text=clean_line(text)))
        return self._ask(text, meant)

    def _one(self, text: str) -> PeopleReading | None:
        """Whom a text names that is about one person; None where it names nobody."""
        name = clean_line(text).strip(" ,;.")
        if not name or _says_nobody(name):
            return None
        mail = _MAIL.fullmatch(name)
        if mail is not None:
            meant = self._meant(re.split(r"[._+-]", mail[1])[0])
            return self._ask(name, meant) if meant else None
        known = self._known.get((Person.kind, fold(name)), "")
        if known:
            return PeopleReading((known,))
        if name.endswith("?"):
            meant = self._meant(name.rstrip("? "))
            return self._ask(name, meant, self._new_name(name.rstrip("? "))) if meant else None
        return self._found(name) or self._stranger(name)

    def _found(self, name: str) -> PeopleReading | None:
        for spelt in _spellings(name, self._roles):
            meant = self._meant(spelt)
            if len(meant) == 1 and _TITLED.match(name) is None:
                return self._sure(name, spelt, meant[0])
            if meant:
                return self._ask(name, meant)
        return None

    def _sure(self, name: str, spelt: str, meant: Name) -> PeopleReading:
        remark = ""
        said = set(words_of(spelt)) <= set(words_of(meant.label))
        if folded(spelt) in self._roles or not said:
            remark = _("“{text}” is read as {name}").format(text=name, name=meant.label)
        whole = set(words_of(name)) <= set(words_of(meant.label))
        return PeopleReading((meant.id,), remark, whole)

    def _meant(self, text: str) -> tuple[Name, ...]:
        """Those a name fits: here before gone, and what the file itself has made."""
        # A bare number is a row's or a telephone's, not a person's.
        if not text or text.isdigit():
            return ()
        made = tuple(Name(a.id, self.called[a.id]) for a in self.made if a.kind == Person.kind)
        for names in ((*self._people, *made), self._gone):
            fitting = tuple(n for n in matches(text, names) if in_whole_words(text, n))
            fitting = fitting or tuple(name for name in names if _shortened(text, name.label))
            if fitting:
                return fitting[:_MOST_MEANT]
        return ()

    def _stranger(self, name: str) -> PeopleReading | None:
        """Somebody nobody here is called: new by a whole name, else asked about."""
        if folded(name) in self._roles:
            return None
        named = self._new_name(name)
        if not named:
            return None
        if named == name and len(name.split()) > 1:
            return PeopleReading((self._new(name),))
        return self._ask(name, self._near(name), named)

    def _near(self, name: str) -> tuple[Name, ...]:
        """Those one of whose names is this one, in the middle of others."""
        words = set(words_of(name))
        return tuple(n for n in self._people if words & set(words_of(n.label)))[:_MOST_MEANT]

    def _new_name(self, name: str) -> str:
        """What somebody new would be called; empty where the text is no name."""
        bare = clean_line(_BRACKETED.sub(" ", _TITLED.sub("", name)))
        last, comma, first = map(str.strip, bare.partition(","))
        # "Jensen, Ole" is one person; "Ole Jensen, Per Hansen" and "Karsten, Amira" are two.
        alone = len(last.split()) == 1 and not self._meant(last) and not self._meant(first)
        if comma and alone and _is_name(first) and _is_name(last):
            bare = f"{first} {last}"
        return bare if _is_name(bare) and not _says_nobody(bare) else ""

    def _ask(self, text: str, meant: Sequence[Name], new: str = "") -> PeopleReading:
        """Ask who a text means; what was answered before counts at once."""
        text = clean_line(text)
        key = f"person:{folded(text) or text}"
        answers = [(KEEP, _("keep it in words"))]
        answers += [(name.id, name.label) for name in dict.fromkeys(meant)]
        if new:
            answers.append((NEW, _("new person: {name}").format(name=new)))
        if meant:
            question = _("Who is “{text}”?").format(text=text)
        else:
            question = _("Nobody is called “{text}” here.").format(text=text)
        chosen = self.asking.ask(key, question, answers)
        if chosen == KEEP:
            return PeopleReading((), whole=False, asked=(key,))
        return PeopleReading((self._new(new) if chosen == NEW else chosen,), whole=False)

    def _new(self, name: str) -> str:
        key = (Person.kind, fold(name))
        if key not in self._known:
            self._known[key] = self._make(Person.kind, {"name": name})
        return self._known[key]

    def name(self, identity: str) -> str:
        """What a person is called, there or to be made."""
        person = self.document.get(Person, identity)
        return person.name if person is not None else self.called.get(identity, "")

    # -- what is made --------------------------------------------------------------------

    def mark(self) -> tuple[int, dict[tuple[str, str], str]]:
        """What is known now, for `back_to`."""
        return len(self.made), dict(self._known)

    def back_to(self, mark: tuple[int, dict[tuple[str, str], str]]) -> None:
        """Forget what was to be made since the mark."""
        count, self._known = mark
        del self.made[count:]

    def titled(self, cls: type[Goal | Condition], text: str, year: int) -> str:
        """The id of the goal or condition of that title, to be made when there is none.

        Raises:
            ValueError: a number without a title, and there is none of that number.
        """
        name = clean_line(text)
        code = _CODE.fullmatch(name)
        if code is not None and code[1] == cls.prefix:
            record = self.document.find(f"{code[1]}{code[2]}")
            if not code["title"]:
                if record is None:
                    raise ValueError(_("there is no {code} in the document").format(code=name))
                return record.id
            if record is not None and fold(record.heading) == fold(code["title"]):
                return record.id
            name = code["title"]
        identity = self._known.get((cls.kind, fold(name)), "")
        if not identity:
            values: dict[str, object] = {"title": name}
            if cls is Goal:
                values["year"] = year
            identity = self._known[cls.kind, fold(name)] = self._make(cls.kind, values)
        return identity

    def _make(self, kind: str, values: dict[str, object]) -> str:
        identity = self.new_id()
        self.made.append(Add(kind, identity, values))
        self.called[identity] = str(values.get("name") or values.get("title"))
        return identity


def _words(which: str) -> str:
    """Folded words as a pattern that finds them unfolded, too."""
    return "|".join(
        re.escape(word) for word in sorted(headings().spelt.get(which, ()), key=len, reverse=True)
    )


def _split(text: str) -> list[str]:
    words = "|".join((_words("and"), _words("or")))
    parts = re.split(_PARTS.format(words=words), text, flags=re.IGNORECASE)
    return [part for part in map(clean_line, parts) if part]


def _spellings(name: str, roles: frozenset[str]) -> Iterator[str]:
    """The ways a name may be meant, the plainest first."""
    yield name
    inside = [clean_line(text) for text in _BRACKETED.findall(name)]
    inside = inside if len(inside) == 1 and "," not in name else []
    bare = clean_line(_BRACKETED.sub(" ", name))
    if inside:
        yield from (text for text in (bare, *inside) if folded(text) not in roles)
        yield from (text for text in (bare, *inside) if folded(text) in roles)
    titled = _TITLED.match(name)
    by = _BY.match(name)
    if by is not None:
        yield by[1]
    last, comma, first = name.partition(",")
    if comma and "," not in first:
        yield clean_line(f"{first} {last}")
    head, _blank, rest = bare.partition(" ")
    if rest and folded(head) in roles:
        yield rest
    # "Hr. Jensen" is somebody called so, and nobody's first name.
    if titled is not None:
        yield name[titled.end() :]


def _shortened(text: str, name: str) -> bool:
    """Whether a text is a name with words left out or cut short: *Mette H. Krogh*, *Krogh*."""
    typed, whole = words_of(text.replace(".", ". ")), list(words_of(name))
    if not typed:
        return False
    for word in typed:
        short = word.rstrip(".")
        fits = [w for w in whole if w == short or (len(short) == 1 and w.startswith(short))]
        if not fits:
            return False
        del whole[: whole.index(fits[0]) + 1]
    # A single letter is nobody's name, and one in the middle of others does not say whose.
    ends = typed[0] == words_of(name)[0] or typed[-1] == words_of(name)[-1]
    return ends and any(len(word.rstrip(".")) > 1 for word in typed)


def _says_nobody(text: str) -> bool:
    """Whether a text is a word for a group, a task or nobody, in one of its forms."""
    known = headings().words
    plain = folded(text)
    if plain in known["nobody"] or not plain:
        return True
    return (
        any(
            word in known["unit"] or any(word.endswith(end) for end in known["unit_end"])
            for word in plain.split()
        )
        and _BY.match(text) is None
    )


def _is_name(text: str) -> bool:
    """Whether a text that nobody is called may be somebody's name."""
    words = text.split()
    return (
        len(text) <= LONGEST_NAME
        and 1 <= len(words) <= MOST_WORDS
        and all(word[:1].isupper() or fold(word) in _PARTICLES for word in words)
        and not any(c.isdigit() or c in ',;/&+:?!"()[]{}<>|' for c in text)
        and not any(folded(word) in headings().words["and"] for word in words)
        # Capitals alone are the short form of something.
        and not (len(words) == 1 and text.isupper())
    )
