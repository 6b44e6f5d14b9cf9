"""People of the same name are told apart."""

from __future__ import annotations

import pytest
from support.documents import NOW

from data.facts.called import called, full_name
from data.i18n import in_language
from data.model.choices import Role
from data.model.workplace import Person


def person(number: int, name: str, short: str = "", role: Role = Role.EMPLOYEE) -> Person:
    return Person(
        id=f"p{number}", number=number, name=name, short=short, roles=(role,),
        created_at=NOW, created_by="x", changed_at=NOW, changed_by="x",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("people", "first", "full"),
    [
        ([person(1, "Mette Holm")], ["Mette"], ["Mette Holm"]),
        (
            [person(1, "Jens Winther"), person(2, "Jens Toft"), person(3, "Ali Bo")],
            ["Jens W.", "Jens T.", "Ali"],
            ["Jens Winther", "Jens Toft", "Ali Bo"],
        ),
        (
            [person(1, "Jens Toft"), person(2, "jens tang"), person(3, "Jens Toft", "JT2")],
            ["Jens Toft (P1)", "jens tang", "JT2"],
            ["Jens Toft (P1)", "jens tang", "Jens Toft (JT2)"],
        ),
        (
            [person(1, "Jens", role=Role.REPRESENTATIVE), person(2, "Jens"), person(3, "Jens Bo")],
            ["Jens (arbejdsmiljørepræsentant)", "Jens (P2)", "Jens B."],
            ["Jens (arbejdsmiljørepræsentant)", "Jens (P2)", "Jens Bo"],
        ),
        ([person(1, "")], [""], [""]),
    ],
)
def test_each_has_a_name_of_their_own(
    people: list[Person], first: list[str], full: list[str]
) -> None:
    with in_language("da"):
        assert [called(each, people) for each in people] == first
        assert [full_name(each, people) for each in people] == full
