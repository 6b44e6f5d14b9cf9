"""Modules are found and read as Python would, only with less to do."""

from __future__ import annotations

import importlib
import importlib.machinery
import os
import pkgutil
import subprocess
import sys

import pytest

from tui import quick_imports
from tui.quick_imports import PACKAGES, QuickFinder, ReadLoader


def every_module():
    for package in sorted(PACKAGES):
        found = importlib.import_module(package)
        yield from pkgutil.walk_packages(found.__path__, f"{package}.", onerror=lambda _name: None)


def parent(name):
    return sys.modules[name.rpartition(".")[0]].__path__


def test_every_module_of_the_packages_is_found_where_python_finds_it():
    compared = 0
    for each in every_module():
        name = each.name
        if name.rpartition(".")[0] not in sys.modules:
            continue
        quick = QuickFinder.find_spec(name, parent(name))
        if quick is None:
            continue  # without byte code as yet
        slow = importlib.machinery.PathFinder.find_spec(name, parent(name))
        for fact in ("name", "origin", "cached", "parent", "has_location"):
            assert getattr(quick, fact) == getattr(slow, fact), (name, fact)
        assert quick.submodule_search_locations == slow.submodule_search_locations, name
        assert quick.loader.get_code(name) == slow.loader.get_code(name), name
        compared += 1
    assert compared > 200


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with one module, whose byte code is there."""
    folder = tmp_path / "parcel"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "box.py").write_text("inside = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(quick_imports, "PACKAGES", {"parcel"})
    monkeypatch.setattr(sys, "meta_path", [QuickFinder, *sys.meta_path])
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    load()
    yield folder
    forget()


def forget():
    for name in ("parcel.box", "parcel"):
        sys.modules.pop(name, None)
    importlib.invalidate_caches()


def load():
    forget()
    return importlib.import_module("parcel.box")


def test_byte_code_is_read_where_it_is_of_the_source(package):
    box = load()
    assert type(box.__spec__.loader) is ReadLoader
    assert (box.inside, box.__file__) == (1, str(package / "box.py"))
    assert importlib.reload(box).inside == 1
    assert box.__loader__.get_source("parcel.box") == "inside = 1\n"


def test_a_source_that_has_been_changed_is_what_counts(package):
    (package / "box.py").write_text("inside = 22\n")
    box = load()
    assert (box.inside, type(box.__spec__.loader)) == (22, importlib.machinery.SourceFileLoader)
    assert type(load().__spec__.loader) is ReadLoader


def test_a_source_of_the_same_size_and_another_time_counts(package):
    source = package / "box.py"
    source.write_text("inside = 2\n")
    os.utime(source, (1_000_000_000, 1_000_000_000))
    assert load().inside == 2


@pytest.mark.parametrize("content", [b"", b"\0" * 16, b"\0" * 40])
def test_byte_code_that_is_none_is_left_to_python(package, content):
    (cached,) = (package / "__pycache__").glob("box.*.pyc")
    cached.write_bytes(content)
    assert load().inside == 1


def test_byte_code_that_is_cut_off_is_no_module_for_us(package):
    (cached,) = (package / "__pycache__").glob("box.*.pyc")
    cached.write_bytes(cached.read_bytes()[:30])
    assert QuickFinder.find_spec("parcel.box", [str(package)]) is None


def test_a_source_that_is_gone_is_left_to_python(package):
    (package / "box.py").unlink()
    forget()
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("parcel.box")


def test_a_package_goes_before_a_module_as_python_has_it(package):
    inner = package / "box"
    inner.mkdir()
    (inner / "__init__.py").write_text("inside = 3\n")
    assert load().inside == 3
    assert load().inside == 3
    assert type(load().__spec__.loader) is ReadLoader


def test_packages_of_others_and_of_several_folders_are_left_to_python(package):
    assert QuickFinder.find_spec("json.decoder", importlib.import_module("json").__path__) is None
    assert QuickFinder.find_spec("parcel.box", [str(package), str(package)]) is None
    assert QuickFinder.find_spec("parcel", None) is None


@pytest.mark.parametrize(("flags", "used"), [([], True), (["-O"], False)])
def test_it_is_used_where_byte_code_lies_beside_its_source(flags, used):
    code = (
        "import sys; from tui import quick_imports as q; q.use(); q.use();"
        f"sys.exit(sys.meta_path.count(q.QuickFinder) != {int(used)})"
    )
    assert subprocess.run([sys.executable, *flags, "-c", code], check=False).returncode == 0
