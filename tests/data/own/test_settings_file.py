"""A user's own settings: read with good will, told about once, never written over."""

from __future__ import annotations

import errno
import json
import os
import stat

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.examples import examples

import data.own.settings_file as module
from data.i18n import in_language
from data.own.settings import SETTINGS, setting_named
from data.own.settings_file import NotKept, keep_settings, read_settings
from data.text import forbidden

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "amis" / "settings.json"


def written(path, content):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def test_no_file_says_nothing(path):
    found = read_settings(path)
    assert (found.values, found.remarks, found.readable) == ({}, (), True)
    assert not path.exists()


def test_what_is_kept_is_read_back_and_fit_for_an_editor(path):
    assert keep_settings(path, {"language": "en", "linear": "yes"}) is None
    keep_settings(path, {"theme": "light", "ascii": "no"})
    assert read_settings(path).values == {
        "language": "en", "linear": "yes", "theme": "light", "ascii": "no",
    }  # fmt: skip
    assert path.read_text() == (
        '{\n  "language": "en",\n  "linear": true,\n  "theme": "light",\n  "ascii": false\n}\n'
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    keep_settings(path, {"linear": "", "ascii": ""})
    assert read_settings(path).values == {"language": "en", "theme": "light"}


def test_words_for_yes_and_no_by_hand(path):
    written(path, {"linear": "ja", "ascii": "nej"})
    assert read_settings(path).values == {"linear": "yes", "ascii": "no"}


def test_what_is_not_known_is_told_and_stays(path):
    written(path, {"thme": "light", "theme": "pink", "linear": 3, "language": "en"})
    found = read_settings(path)
    assert found.values == {"language": "en"}
    assert [(remark.name, remark.value) for remark in found.remarks] == [
        ("thme", "light"), ("theme", "pink"), ("linear", "3"),
    ]  # fmt: skip
    keep_settings(path, {"ascii": "yes"})
    assert json.loads(path.read_text()) == {
        "thme": "light", "theme": "pink", "linear": 3, "language": "en", "ascii": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'"en"',
        b"\xff\xfe{}",
        b"null",
        b"[" * 100_000,
        b" " * 100_000,
        b"\x00" * 9,
    ],
)
def test_a_file_that_cannot_be_read_is_put_aside_and_never_lost(path, content):
    written(path, content)
    found = read_settings(path)
    assert not found.readable
    assert found.values == {}
    assert len(found.remarks) == 1
    aside = keep_settings(path, {"theme": "dark"})
    assert aside is not None
    assert aside.read_bytes() == content
    assert read_settings(path).values == {"theme": "dark"}
    written(path, b"{")
    second = keep_settings(path, {"theme": "dark"})
    assert second is not None
    assert second != aside
    assert aside.read_bytes() == content


@pytest.mark.parametrize("code", [errno.EIO, errno.EACCES, errno.ESTALE, errno.EMFILE])
def test_nothing_is_kept_over_a_file_that_the_disk_does_not_give(path, monkeypatch, code):
    written(path, {"language": "en"})

    def refuse(*_args, **_kwargs):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(module, "read_bounded", refuse)
        with pytest.raises(NotKept, match=os.strerror(code)):
            keep_settings(path, {"theme": "dark"})
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert read_settings(path).values == {"language": "en"}


def test_a_byte_order_mark_of_some_editor_does_no_harm(path):
    written(path, b'\xef\xbb\xbf{"language": "en"}')
    assert read_settings(path).values == {"language": "en"}


@settings(max_examples=examples(30))
@given(st.one_of(st.binary(max_size=60), JSON.map(lambda value: json.dumps(value).encode())))
@example(b'{"\\u0a0b\\u001b\\ud800": null}')
def test_whatever_stands_there_stops_nothing(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("own") / "settings.json"
    path.write_bytes(content)
    found = read_settings(path)
    assert set(found.values) <= {setting.name for setting in SETTINGS}
    for language in ("da", "en"):
        with in_language(language):
            for remark in found.remarks:
                assert not forbidden().search(remark.sentence())
                assert remark.sentence().endswith(".")
    keep_settings(path, {"theme": "dark"})
    assert read_settings(path).values["theme"] == "dark"


def test_a_link_to_settings_kept_elsewhere_stays_one(tmp_path, path):
    elsewhere = tmp_path / "dotfiles.json"
    elsewhere.write_text('{"theme": "dark"}')
    path.parent.mkdir()
    path.symlink_to(elsewhere)
    assert read_settings(path).values == {"theme": "dark"}
    keep_settings(path, {"language": "en"})
    assert path.is_symlink()
    assert json.loads(elsewhere.read_text()) == {"theme": "dark", "language": "en"}


def test_beside_a_document_no_link_is_followed(tmp_path, path):
    secret = tmp_path / "secret.json"
    secret.write_text('{"theme": "dark"}')
    path.parent.mkdir()
    path.symlink_to(secret)
    assert read_settings(path, follow=False).values == {}
    keep_settings(path, {"language": "en"}, follow=False)
    assert json.loads(secret.read_text()) == {"theme": "dark"}
    assert not path.is_symlink()


def test_what_the_disk_refuses_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NotKept) as caught:
        keep_settings(tmp_path / "file" / "settings.json", {"theme": "dark"})
    for language in ("da", "en"):
        with in_language(language):
            assert str(tmp_path) in caught.value.sentence()


def test_every_setting_has_what_is_usual_first_and_its_variable():
    assert [setting.values[0] for setting in SETTINGS] == ["da", "auto", "no", "no"]
    assert [setting.variable for setting in SETTINGS] == [
        "AMIS_LANGUAGE", "AMIS_THEME", "AMIS_LINEAR", "AMIS_ASCII",
    ]  # fmt: skip
    assert setting_named("nothing") is None
