"""Every error has its sentence, in both languages, with nothing a terminal would obey."""

from __future__ import annotations

import errno
import pickle
from pathlib import Path

import pytest

from data.i18n import in_language
from data.store import errors, json_places, strict_json

PATH = Path("/srv/group/plan.json")
HOSTILE = Path("/srv/\x1b[2J\u202egroup\udcff/\x9bplan\n.json")

CODES = [*errors._WHY, errno.EBADF, 9999]


def every(path: Path) -> list[errors.StoreError]:
    return [
        errors.StoreError(path),
        errors.Damaged(path, strict_json.NOT_JSON, 7),
        errors.Damaged(path, "a7, \x1b[31mtext: too long"),
        errors.Newer(path, 9, 3),
        errors.Missing(path),
        errors.LockBusy(path, 10.0),
        errors.LockBusy(path, 1.0),
        errors.Stale(path, 3, 9),
        errors.Changed(path),
        errors.NotShared(path, path.with_name(".plan.json.lock"), "an\x1bna"),
        errors.TooLarge(path, 10**9, 1 << 28),
        *(errors.NotRegular(path, kind) for kind in errors._KIND),
        *(errors.DiskTrouble(path, code, doing) for code in CODES for doing in errors._DOING),
        errors.DiskTrouble(path, errno.EIO, "save", replaced=True),
    ]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("path", [PATH, HOSTILE])
def test_each_sentence_is_whole_and_safe(language, path):
    with in_language(language):
        for error in every(path):
            sentence = error.sentence()
            assert sentence.isprintable(), error
            assert sentence.endswith("."), sentence
            assert "{" not in sentence
            assert "  " not in sentence
            assert str(error) == sentence
            assert len(sentence) < 320


def test_the_two_languages_differ_everywhere():
    for error in every(PATH):
        with in_language("en"):
            english = error.sentence()
        with in_language("da"):
            assert error.sentence() != english


def test_the_reasons_for_damage_are_translated():
    reasons = {
        text
        for module in (strict_json, json_places)
        for name, text in vars(module).items()
        if name.isupper() and isinstance(text, str) and " " in text
    }
    assert len(reasons) >= 11
    with in_language("da"):
        for reason in reasons:
            assert reason not in errors.Damaged(PATH, reason).sentence()


def test_errors_can_be_sent_between_processes():
    for error in every(PATH):
        twin = pickle.loads(pickle.dumps(error))
        assert type(twin) is type(error)
        assert vars(twin) == vars(error)


def test_why_can_be_had_alone():
    with in_language("en"):
        full = errors.DiskTrouble(PATH, errno.ENOSPC, "save")
        assert full.why() == "The disk is full. Make room and save again."
        assert full.sentence().endswith(full.why())
        assert "/srv/group" in errors.DiskTrouble(PATH, errno.EACCES, "save").why()
        assert "write access" in errors.DiskTrouble(PATH, errno.EACCES, "save").why()
        assert "write access" not in errors.DiskTrouble(PATH, errno.EACCES, "read").why()


class Silent(type(Path())):
    """A folder whose disk answers with an error."""

    def is_dir(self):
        raise OSError(errno.ESTALE, "stale")


@pytest.mark.parametrize("code", [errno.ENOENT, errno.ENOTDIR, errno.ESTALE])
def test_a_folder_is_called_gone_only_when_it_is(code, tmp_path):
    def why(folder):
        with in_language("en"):
            return errors.DiskTrouble(folder / "plan.json", code, "read").why()

    assert f"{tmp_path / 'away'} is gone" in why(tmp_path / "away")
    assert "was moved or removed" in why(tmp_path)
    (tmp_path / "file").touch()
    assert "is gone" in why(tmp_path / "file")
    trouble = errors.DiskTrouble(tmp_path / "plan.json", code, "read")
    trouble.path = type("Path", (), {"parent": Silent(tmp_path)})
    with in_language("en"):
        assert "was moved or removed" in trouble.why()
