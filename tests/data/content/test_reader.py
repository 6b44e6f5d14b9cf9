"""A record's annotations say what its table holds; what does not fit is named by its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest

from data.content.reader import CONTENT, ContentError, ContentFile, shipped
from data.i18n import in_language
from data.strenum import StrEnum


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Stone:
    id: str
    colour: Colour
    weight: int = 0


@dataclass(frozen=True)
class Box:
    title: str
    stones: tuple[Stone, ...]
    made: date
    full: bool
    words: tuple[str, ...] = ()
    colours: tuple[Colour, ...] = ()
    hints: Mapping[Colour, str] = field(default_factory=dict)
    best: Stone | None = None
    note: str = ""


RIGHT = """
title = "A  box\\u0007"
made = 2026-01-31
full = true
words = ["one", "two"]
colours = ["blue", "red"]
note = ""
best = { id = "a", colour = "red", weight = 3 }

[hints]
red = "warm"

[[stones]]
id = "a"
colour = "red"

[[stones]]
id = "b"
colour = "blue"
weight = 2
"""


@pytest.fixture
def file(tmp_path):
    return ContentFile(tmp_path / "box.toml", "da/box.toml")


def read(file, text):
    file.path.write_text(text, "utf-8")
    with in_language("en"):
        return file.record(Box)


def test_a_file_becomes_the_record_its_annotations_describe(file):
    assert read(file, RIGHT) == Box(
        title="A box",
        stones=(Stone("a", Colour.RED), Stone("b", Colour.BLUE, 2)),
        made=date(2026, 1, 31),
        full=True,
        words=("one", "two"),
        colours=(Colour.BLUE, Colour.RED),
        hints={Colour.RED: "warm"},
        best=Stone("a", Colour.RED, 3),
    )


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("made = 2026-01-31\n", "", "da/box.toml: made: is missing"),
        ("made = 2026-01-31", "made = 2026-01-31T10:00:00", "da/box.toml: made: must be a date"),
        ("full = true", "full = 1", "da/box.toml: full: must be true or false"),
        ("weight = 2", "weight = true", "da/box.toml: b: weight: must be a whole number"),
        ('title = "A  box\\u0007"', 'title = " "', "da/box.toml: title: must be a text"),
        ('title = "A  box\\u0007"', "title = 7", "da/box.toml: title: must be a text"),
        ('["one", "two"]', '["one", 2]', "da/box.toml: words: must be a list of texts"),
        ('["one", "two"]', '["one", ""]', "da/box.toml: words: must be a text"),
        ('"blue", "red"', '"green"', "da/box.toml: colours: must be one of red, blue"),
        ('red = "warm"', 'pink = "warm"', "da/box.toml: hints: must be one of red, blue"),
        ('red = "warm"', "red = 7", "da/box.toml: hints: red: must be a text"),
        ('id = "b"', 'id = "a"', "da/box.toml: a: id: occurs more than once"),
        ('id = "b"\n', "", "da/box.toml: stones[1]: id: is missing"),
        ("weight = 2", "wieght = 2", "da/box.toml: b: wieght: is not a field here"),
        ('note = ""', 'stones = ["a"]', "da/box.toml"),
        ("best = {", "beast = {", "da/box.toml: beast: is not a field here"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_by_file_entry_and_field(file, old, new, error):
    assert old in RIGHT
    with pytest.raises(ContentError) as caught:
        read(file, RIGHT.replace(old, new))
    assert str(caught.value).startswith(error)


@pytest.mark.parametrize("stones", ['"a"', "[1]", "{ a = 1 }"])
def test_rows_are_a_list_of_tables(file, stones):
    head = RIGHT.partition("[hints]")[0]
    with pytest.raises(ContentError, match="stones: must be a list of tables"):
        read(file, f"{head}stones = {stones}\n")


def test_every_table_of_a_file_can_be_a_record_by_its_name(file):
    file.path.write_text('[x]\nid = "1"\ncolour = "red"\n[y]\nid = 2\ncolour = "red"\n', "utf-8")
    with in_language("en"), pytest.raises(ContentError, match=r"box\.toml: y: id: must be a text"):
        file.records(Stone)
    file.path.write_text('[x]\nid = "1"\ncolour = "red"\n', "utf-8")
    assert file.records(Stone) == {"x": Stone("1", Colour.RED)}


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ContentError, match="da/moon"):
        shipped("da", "moon").tables()


def test_an_unknown_language_has_the_default_ones_files():
    assert shipped("fo", "help").path == CONTENT / "da" / "help.toml"
