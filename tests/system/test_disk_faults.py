"""What can happen to the disk under the program, where no rights of root are needed to make it."""

from __future__ import annotations

import resource

from support import program

from data.model.plan import Action


def written(document, text):
    return any(action.measure == text for action in program.read(document).all(Action))


def test_a_disk_that_takes_no_more_keeps_what_was_typed(start, document):
    """As a full disk, by the kernel's limit on the size of a file."""
    # Python writes bytecode as far as there is room and uses it next time; later tests would, too.
    window = start(env={"PYTHONDONTWRITEBYTECODE": "1"})
    pid = window.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, before[1]))
    window.type("aSkal ikke gå tabt\r")
    window.wait_for("1 ændring ikke gemt")
    assert not written(document, "Skal ikke gå tabt")
    resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
    window.press("f5")
    window.wait_gone("ikke gemt")
    assert written(document, "Skal ikke gå tabt")
    assert not [place for place in document.parent.iterdir() if place.name.endswith(".tmp")]


def test_a_document_that_is_renamed_and_put_back_is_gone_on_with(start, document):
    window = start()
    elsewhere = document.with_name("elsewhere.json")
    document.rename(elsewhere)
    window.wait_for("F9")
    window.type("aMens den var væk\r")
    window.wait_for("1 ændring ikke gemt")
    assert not document.exists(), "it is not made anew unasked"
    elsewhere.rename(document)
    window.press("f5")
    window.wait_gone("ikke gemt")
    assert written(document, "Mens den var væk")


def test_a_linked_document_is_saved_where_it_lies(start, document, tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to(document)
    window = start(document=link)
    window.type("aGennem lænken\r")
    window.wait_for(lambda: written(document, "Gennem lænken"))
    assert link.is_symlink()
