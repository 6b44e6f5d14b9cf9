"""Two screens on one document: seeing where the other is, and following for the projector."""

from __future__ import annotations


def test_the_projector_goes_where_the_one_who_types_goes(start):
    typist = start(user="bent")
    projector = start(user="karen", size=(120, 40))
    projector.wait_for("er her også: bent")
    projector.press("f7")
    projector.wait_for("Følg hvem?")
    projector.press("2")
    projector.wait_for("følger bent")
    typist.press("4")
    typist.wait_for("Løsning")
    projector.wait_for("Løsning", timeout=4)
    typist.press("j", "j")
    typist.quiet()
    place = next(row for row in typist.screen() if row.startswith("›"))
    number = next(word for word in place.split() if word.startswith("H"))
    projector.wait_for(
        lambda: any(row.startswith("›") and number in row for row in projector.screen()), timeout=4
    )
    assert "følger bent  gemt" in projector.text()
    projector.press("f7")
    projector.wait_for("Følg hvem?")
    projector.press("1")
    projector.wait_for("følger ikke længere")
    typist.press("1")
    typist.wait_for("Overskredet")
    projector.quiet(2.2)
    assert "Løsning" in projector.text()
    projector.press("f7")
    projector.wait_for("Følg hvem?")
    projector.press("2")
    projector.wait_for("følger bent")
    typist.press("q")
    projector.wait_for("bent er her ikke mere", timeout=8)
    projector.wait_for(lambda: "følger bent" not in projector.text())


def test_what_is_being_typed_is_not_left_when_the_other_moves(start):
    typist = start(user="bent")
    projector = start(user="karen")
    projector.wait_for("er her også: bent")
    projector.press("f7")
    projector.wait_for("Følg hvem?")
    projector.press("2")
    projector.wait_for("følger bent")
    projector.press("a")
    projector.type("H: halvt")
    projector.wait_for("H: halvt")
    typist.press("j")
    projector.quiet(2.2)
    projector.type(" skrevet")
    projector.wait_for("halvt skrevet")
    projector.press("enter")
    projector.wait_for("er skrevet ned")


def test_nobody_else_nobody_to_follow(start):
    window = start()
    window.press("f7")
    window.wait_for("ingen andre her")
