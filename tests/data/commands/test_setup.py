"""Setting up: a handful of answers become a workplace that can be used."""

from __future__ import annotations

import pytest
from support.documents import MEMBERS, blank, done
from support.strategies import ME, same

from data.commands.setup import Member, SetUpWorkplace
from data.content.library import wheel_template
from data.edits.edits import apply_all
from data.edits.errors import Invalid
from data.model.choices import BodyLevel, Regime, Role
from data.model.document import Document
from data.model.wheel import Activity
from data.model.workplace import WORKPLACE_ID, Body, Person


@pytest.mark.parametrize(
    ("employees", "regime", "level"),
    [
        (8, Regime.STATUTORY, None),
        (24, Regime.STATUTORY, BodyLevel.GROUP),
        (60, Regime.STATUTORY, BodyLevel.COMMITTEE),
        (24, Regime.MED, BodyLevel.MED_COMMITTEE),
    ],
)
def test_the_body_follows_size_and_agreement(employees, regime, level):
    members = (*MEMBERS, Member("Ida", (Role.EMPLOYEE,)))
    command = SetUpWorkplace("Huset", employees, regime, members=members, body_name="Gruppen")
    document = done(Document(), command)
    assert [body.level for body in document.all(Body)] == ([level] if level else [])
    seated = [person.name for person in document.all(Person) if person.bodies]
    assert seated == ([member.name for member in MEMBERS] if level else [])


def test_a_first_year_is_in_the_wheel():
    wheel = wheel_template("da")
    command = SetUpWorkplace("Huset", 24, start_month=8, wheel=wheel)
    document = done(Document(), command)
    activities = document.all(Activity)
    assert len(activities) == len(wheel.first_wheel(command.profile, ""))
    assert {activity.template for activity in activities} == {
        template.id for template in wheel.first_wheel(command.profile, "")
    }


def test_setting_up_is_done_once_and_can_be_taken_back():
    with pytest.raises(Invalid):
        done(blank(), SetUpWorkplace("Et til", 10))
    command = SetUpWorkplace("Huset", 24, members=MEMBERS, body_name="Gruppen")
    after, _done, back = apply_all(Document(), command.edits(Document(), ME), ME)
    assert after.record("workplace", WORKPLACE_ID).name == "Huset"
    assert same(apply_all(after, back, ME)[0], Document())
