"""Keep the message catalogues: extract from the code, add translations, compile.

    python tests/support/catalogue.py missing          message ids without a Danish text
    python tests/support/catalogue.py add < texts.json
    python tests/support/catalogue.py compile

What is added is a JSON object: {"id": "tekst", "one|many": ["ental", "flertal"]}.

The tests use the same functions to see that nothing is missing and that the compiled file is fresh.
"""

from __future__ import annotations

import ast
import fcntl
import io
import json
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
PO = ROOT / "data/locale/da/LC_MESSAGES/amis.po"
MO = PO.with_suffix(".mo")


@cache
def extract() -> dict[str | tuple[str, str], list[tuple[str, int]]]:
    """Every message id in the code, with the places it is used.

    Read from the syntax tree: Babel's reader misses what stands inside an f-string.
    """
    found: dict[str | tuple[str, str], list[tuple[str, int]]] = {}
    for package in ("data", "screens", "tui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_bytes())):
                key = _message(node)
                if key and isinstance(node, ast.Call):
                    place = (str(path.relative_to(ROOT)), node.lineno)
                    found.setdefault(key, []).append(place)
    return found


def _message(node: ast.AST) -> str | tuple[str, str]:
    """The message id a node of the syntax tree asks for; empty for none."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return ""
    texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
    count = {"_": 1, "N_": 1, "ngettext": 2}.get(node.func.id, 0)
    if not count or len(texts) < count:
        return ""
    return texts[0] if count == 1 else (texts[0], texts[1])


def load() -> Catalog:
    """The Danish catalogue as kept in the tree."""
    if not PO.exists():
        return Catalog(locale="da", project="amis", charset="utf-8", fuzzy=False)
    with PO.open("rb") as file:
        return read_po(file, locale="da")


def compiled(catalogue: Catalog) -> bytes:
    """What the compiled file must hold."""
    # Without today's date, so that the same texts always give the same file.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def save(catalogue: Catalog) -> None:
    """Write source and compiled file, sorted, without dates or line numbers: small diffs."""
    fresh = Catalog(locale="da", project="amis", charset="utf-8", fuzzy=False)
    for message in sorted(catalogue, key=lambda m: str(m.id)):
        if message.id:
            fresh.add(message.id, message.string, flags=message.flags & {"python-brace-format"})
    out = io.BytesIO()
    write_po(out, fresh, width=100, omit_header=True, no_location=True)
    header = (
        'msgid ""\nmsgstr ""\n"Language: da\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(header.encode() + out.getvalue())
    MO.write_bytes(compiled(load()))


def missing() -> list[str | tuple[str, str]]:
    """Message ids in the code that have no complete Danish text."""
    catalogue = load()

    def lacks(key: str | tuple[str, str]) -> bool:
        message = catalogue.get(key if isinstance(key, str) else key[0])
        if message is None:
            return True
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        return not all(strings) or (isinstance(key, tuple) and len(strings) != 2)

    return [key for key in extract() if lacks(key)]


def unused() -> list[str]:
    """Message ids in the catalogue that the code no longer has."""
    used = {key if isinstance(key, str) else key[0] for key in extract()}
    return [str(m.id) for m in load() if m.id and _first(m.id) not in used]


def _first(key: str | tuple[str, ...] | list[str]) -> str:
    return key if isinstance(key, str) else key[0]


def add(texts: dict[str, str | list[str]]) -> None:
    """Merge translations into the catalogue under a lock, and compile."""
    with (PO.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        catalogue = load()
        for key, text in texts.items():
            if isinstance(text, list):
                one, many = key.split("|", 1)
                catalogue.delete(one)
                catalogue.add((one, many), tuple(text))
            else:
                catalogue.delete(key)
                catalogue.add(key, text)
        save(catalogue)


def prune() -> None:
    """Drop what the code no longer uses."""
    catalogue = load()
    used = {key if isinstance(key, str) else key[0] for key in extract()}
    for message in tuple(catalogue):
        if message.id and _first(message.id) not in used:
            catalogue.delete(_first(message.id))
    save(catalogue)


def main() -> int:
    """Run one of the verbs in the module's docstring."""
    verb = sys.argv[1] if len(sys.argv) > 1 else ""
    if verb == "missing":
        print(json.dumps(missing(), ensure_ascii=False, indent=0))
    elif verb == "unused":
        print(json.dumps(unused(), ensure_ascii=False, indent=0))
    elif verb == "prune":
        prune()
    elif verb == "add":
        add(json.load(sys.stdin))
    elif verb == "compile":
        save(load())
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
