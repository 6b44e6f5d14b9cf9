"""Twenty actions written down in one sitting: what is typed beside one's own text."""

from __future__ import annotations

from support.documents import blank
from support.keyboard import press, rest

from data.model.plan import Action
from screens.plan.screen import PlanScreen
from screens.widgets.entry import Entry

SAID = (
    ("Filt under alle stoleben i spisesalen", "be", "u50"),
    ("To hold ved frokosten, så der er ro til at spise", "ka", "15/1"),
    ("Hæve-sænke-puslebord på stue 2 og stue 3", "ka", "1/3"),
    ("Fast aftale om makkerløft ved tunge løft", "jo", "u49"),
    ("Nye lamper i garderoben og på trappen ned", "be", "u3"),
    ("Gennemgå beredskabet med alle vikarer i huset", "jo", "u4"),
    ("Opslag om, hvem man ringer til ved vold og trusler", "ka", "u49"),
    ("Makkertid hver uge for de nye kolleger", "ka", "u2"),
    ("Flyt kopimaskinen væk fra det lille kontor", "be", "u51"),
    ("Mål luften på stue 4 to uger i træk", "jo", "u6"),
    ("Fast vikar på tirsdage, når to er på kursus", "ka", "1/2"),
    ("Rens ventilationen før sommerferien", "be", "1/6"),
    ("Skridsikre måtter ved indgangen om vinteren", "be", "u48"),
    ("Drøft sygefraværet kort på hvert personalemøde", "ka", "u5"),
    ("Lav en plan for, hvem der tager telefonen hvornår", "jo", "u50"),
    ("Sæt kryds i kalenderen for uforstyrret tid", "jo", "u2"),
    ("Skift de gamle kontorstole ud på andet kontor", "be", "1/4"),
    ("Giv alle en halv dag til at læse kemilisten", "ka", "u7"),
    ("Saml idéer til legepladsen på personaledagen", "jo", "u8"),
    ("Prøv korte møder stående hver mandag morgen", "ka", "u3"),
)
"""What is to be done in the group's own words, who does it and when, as it is typed."""


async def test_twenty_actions_take_at_most_a_third_more_than_their_own_text(part):
    keys = 0
    async with part(PlanScreen, blank()) as pilot:
        app = pilot.app
        # Enter on the empty line: there will be more than one.
        await press(pilot, "a", "enter")
        keys += 2
        await rest(pilot)
        for text, owner, due in SAID:
            line = f"{text} a:{owner} f:{due}"
            app.screen.query_one(Entry).insert(line)
            await press(pilot, "enter")
            keys += len(line) + 1
        await press(pilot, "escape")
        keys += 1
        await rest(pilot)
        actions = app.session.document.all(Action)
    assert [action.measure for action in actions] == [text for text, _owner, _due in SAID]
    assert all(action.owner and action.due for action in actions)
    own = sum(len(action.measure) for action in actions)
    assert keys / own <= 1.3, f"{keys} keys for {own} characters: {keys / own:.3f}"
