"""Text that tries to be something else: markup, steering characters, structure, sheer length."""

from __future__ import annotations

from typing import Final

HOSTILE: Final = (
    "[bold red]rød[/] [/] [@click=app.bell]klik[/] \\[x]",
    "\x1b[31mrød\x1b[0m \x9b2J\x1b]52;c;aGVq\x07 \x00\x7f\u0085slut",
    "\u202eombyttet\u202c \u2066skjult\u2069 \u200bnul\ufeff \u00adblød",
    "# Overskrift\n## Anden\nTekst\n=====\nMere\n-----\n* * *",
    "- punkt\n* punkt\n+ punkt\n1. et\n2) to\n    kode\n\tkode\n> citat",
    "| a | b |\n|---|:-:|\n| 1 | 2 |\n a | b\n --|--",
    "```python\nimport os\n```\n~~~\nhegn\n~~~ `kode` ``mere``",
    "<script>alert(1)</script> <b>fed</b> <!-- væk --> <img src=x onerror=alert(1)>",
    "[her](javascript:alert(1)) ![billede](data:text/html,x) <https://ond.dk>\n[a]: /b",
    "https://ond.dk/?a=1&b=2 www.ond.dk ond@ond.dk ftp://ond.dk",
    "&amp; &lt;b&gt; &#42; &#x2a; &copy &unknown;",
    "*kursiv* **fed** _kursiv_ __fed__ ~~streget~~ fil_navn_her 3 * 4 $x^2$ \\* \\\\ \\",
    "=SUM(A1:A9) +1 -1 @navn \"citat\" 'enkelt'; komma, semikolon",
    "../../etc/passwd ..\\..\\x /dev/null CON aux.txt ~/.ssh",
    "BEGIN:VCALENDAR\nEND:VEVENT\nATTENDEE:mailto:ond@ond.dk",
    "{name} {0} %s %(x)s ${HOME} $(reboot) `reboot`",
    "e\u0301\u0301\u0301 👩‍👩‍👧 漢字 ﷽ \U0001f1e9\U0001f1f0 ŀ ﬀ",
    "langt " * 1_700,
    "u" * 10_000,
    "linje\n" * 300,
)
