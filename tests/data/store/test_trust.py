"""A document that everybody can change is not believed; what lies beside one is nobody else's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from support.command_line import CommandLine

from data.edits.edits import Author
from data.edits.records import AddRecord
from data.store.lock import lock_path
from data.store.presence import Here
from data.store.store import Store
from data.store.trust import Untrusted, check_trusted

METTE = Author("Mette", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


@pytest.fixture
def amis(tmp_path):
    folder = tmp_path / "plan"
    folder.mkdir(mode=0o700)
    return CommandLine(folder).workshop()


def test_a_document_everybody_can_write_is_opened_only_when_told(amis):
    check_trusted(amis.document)
    amis.document.chmod(0o666)
    with pytest.raises(Untrusted):
        check_trusted(amis.document)
    refused = amis("list", "actions")
    assert refused.code == 3
    assert "plan.json" in refused.err
    assert "--trust" in refused.err
    assert amis("add", "H: x").code == 3
    assert amis("--trust", "add", "H: x").code == 0
    assert amis("check").code in (0, 3), "it says so itself"


@pytest.mark.parametrize(("mode", "trusted"), [(0o777, False), (0o1777, True), (0o770, True)])
def test_so_is_one_in_a_folder_where_everybody_can_replace_it(amis, mode, trusted):
    amis.document.parent.chmod(mode)
    assert (amis("list", "actions").code == 0) is trusted


@pytest.mark.parametrize("umask", [0o022, 0o000, 0o077])
@pytest.mark.parametrize("mode", [0o644, 0o664, 0o600, 0o660])
def test_history_copies_lock_and_signs_are_never_everybodys(amis, mode, umask, monkeypatch):
    import os

    amis.document.chmod(mode)
    before = os.umask(umask)
    try:
        store = Store(amis.document)
        store.load()
        store.share_alike()
        store.run(AddRecord("goal", {"title": "Ro"}, "g"), METTE)
        Here(amis.document, "mette", "Mette", METTE.at).announce("plan", METTE.at)
        amis.ok("backup")
        amis.ok("export", "plan", "--output", str(amis.folder / "plan.md"))
    finally:
        os.umask(before)
    assert amis.document.stat().st_mode & 0o777 == mode
    found = [place for place in amis.folder.rglob("*") if place != amis.document]
    assert lock_path(amis.document) in found
    assert len(found) >= 7
    for place in found:
        assert not place.stat().st_mode & 0o007, place
