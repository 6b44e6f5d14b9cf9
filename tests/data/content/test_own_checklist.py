"""A workplace's own checklist: used when it is right; what is wrong with it is said in words."""

from __future__ import annotations

import pytest

from data.content.own_checklist import checklist_file, checklist_in_use
from data.content.reader import CONTENT
from data.i18n import in_language

OURS = (CONTENT / "da" / "checklist.toml").read_text()


@pytest.fixture
def document(tmp_path):
    return tmp_path / "amis.json"


def beside(document, text, name="amis.checklist.toml"):
    document.with_name(name).write_text(text)


def test_without_a_file_ours_is_asked(document):
    used = checklist_in_use(document, "da")
    assert used.own is None
    assert used.trouble == ""
    assert len(used.checklist.points) == 11
    assert "Rekonstruktion" in used.name


@pytest.mark.parametrize("name", ["amis.checklist.toml", "checklist.toml"])
def test_a_right_file_replaces_ours(document, name):
    beside(document, OURS.replace("Når en indsats er gået i stå", "Vores egen liste"), name)
    used = checklist_in_use(document, "en")
    assert used.own.name == name
    assert used.name.startswith("Vores egen liste")


def test_the_documents_own_comes_before_the_folders(document):
    beside(document, OURS)
    beside(document, OURS, "checklist.toml")
    assert checklist_file(document).name == "amis.checklist.toml"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title = ", "den slutter for tidligt"),
        ("title : x", "se på linje 1, tegn 7"),
        ("", "version: mangler"),
        (OURS.replace('version = "1"\n', ""), "version: mangler"),
        (OURS.replace('domain = "fit"', 'domain = "fti"', 1), "daily_fit: domain: skal være en af"),
        (OURS.replace('label = "Inddragelse"', 'lable = "Inddragelse"'), "involvement: label"),
        (OURS.replace('id = "roles"', 'id = "time_money"'), "time_money: id"),
        (OURS.replace("https://www.nfa", "http://www.nfa"), "address: skal begynde med https://"),
        ("x" * 300_000, "for stor"),
        ("\x00\x01", "linje 1"),
    ],
)
def test_a_wrong_file_is_not_used_and_it_is_said_what_is_wrong(document, text, says):
    beside(document, text)
    with in_language("da"):
        used = checklist_in_use(document, "da")
    assert used.own is None
    assert len(used.checklist.points) == 11
    assert says in used.trouble
    assert used.trouble.startswith("amis.checklist.toml")
    assert str(document.parent) not in used.trouble
    assert used.trouble.endswith("I stedet bruges listen, der følger med AMIS.")


def test_no_points_is_no_list(document):
    head = OURS.partition("[[points]]")[0]
    beside(document, head.replace("[[domains]]", "[[domains]]") + "")
    with in_language("en"):
        assert "points" in checklist_in_use(document, "en").trouble
    domain = head.index("[[sources]]")
    beside(document, f"points = []\n{head[:domain]}{head[domain:]}")
    with in_language("en"):
        assert "points: there must be from 1 to 40" in checklist_in_use(document, "en").trouble


def test_a_file_that_is_not_utf8(document):
    document.with_name("checklist.toml").write_bytes("title = 'Støj'".encode("latin-1"))
    with in_language("da"):
        assert "er ikke tekst i UTF-8" in checklist_in_use(document, "da").trouble


def test_a_folder_of_that_name_is_no_file(document):
    document.with_name("checklist.toml").mkdir()
    assert checklist_in_use(document, "da").trouble == ""
