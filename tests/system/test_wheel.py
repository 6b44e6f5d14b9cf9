"""The wheel holds the three packages with everything they read at run time, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("tui", "screens", "data")
READ_AT_RUN_TIME = {".py", ".tcss", ".toml", ".mo", ".typed", ".flf"}


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    """What is in the wheel, built from a copy so that the tree stays clean."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(ROOT / package, source / package, ignore=ignored)
    target = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(target), "."]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *build],
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = target.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_top_level_is_the_three_packages(names):
    top = {name.partition("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == set(PACKAGES)
    assert len(top) == len(PACKAGES) + 1


def test_everything_read_at_run_time_is_in_it(names):
    needed = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in READ_AT_RUN_TIME
    }
    assert needed - set(names) == set()
    for suffix in (".tcss", ".toml", ".mo"):
        assert any(name.endswith(suffix) for name in names), suffix


def test_it_says_that_it_is_typed_and_free(names):
    assert {f"{package}/py.typed" for package in PACKAGES} <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_nothing_of_the_workshop_is_in_it(names):
    odd = [name for name in names if "test" in name.lower() or "__pycache__" in name]
    assert odd == []
