"""The README's paragraph on PostgreSQL: every line of it works as written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import program
from support.postgres import TEMPLATE, Cluster, binaries

README = Path(__file__).parents[2] / "README.md"
(BLOCK,) = re.findall(r"<!-- postgres -->\n```sh\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def server(postgres):
    with Cluster(template=postgres.folder / TEMPLATE, durable=True) as found:
        yield found


def test_every_line_works(server, tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "amis").symlink_to(Path(sys.executable).with_name("amis"))
    for name in ("createdb", "createuser", "psql"):
        found = binaries() / name
        if not found.exists():
            found = Path(shutil.which(name) or "")
        (tmp_path / "bin" / name).symlink_to(found)
    file = program.write(tmp_path / "srv" / "amis.json")
    # Only the folder is another, and who one is: the owner first, then Mette.
    owner, member = BLOCK.split("export AMIS_DOCUMENT=")
    member = member.replace("/srv/arbejdsmiljoe/", f"{file.parent}/")
    script = f"{owner}\nexport PGUSER=mette AMIS_DOCUMENT={member}\namis list actions\n"
    done = subprocess.run(
        ["sh", "-eux"],
        input=script,
        env={
            "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8",
            "PGHOST": str(server.folder), "PGUSER": "postgres", "AMIS_LANGUAGE": "en",
            "TZ": os.environ["TZ"],
        },
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "You may read and save." in done.stdout
    assert "Moved: number" in done.stdout
    assert "H8" in done.stdout
