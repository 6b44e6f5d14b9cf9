"""Markdown made here as a page to print: complete in itself, nothing on it acts."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Final

from data.export.text.parser import make_parser
from data.i18n import DEFAULT_LANGUAGE, LANGUAGES
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_STYLE: Final = """
@page { size: A4; margin: 18mm 16mm 20mm; }
:root { color-scheme: light; }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff;
  font: 11pt/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif;
  overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
h1 { font-size: 1.7em; margin: 0 0 1em; }
h2 { font-size: 1.25em; margin: 2em 0 .6em; padding-bottom: .2em; border-bottom: 1px solid #bbb; }
h3 { font-size: 1.05em; margin: 1.5em 0 .4em; }
h4 { font-size: 1em; margin: 1.2em 0 .3em; }
p, ul, ol { margin: .4em 0 .8em; orphans: 3; widows: 3; }
ul, ol { padding-left: 1.4em; }
table { width: 100%; border-collapse: collapse; margin: .6em 0 1.2em; font-size: .92em; }
th, td { padding: .35em .5em; border: 1px solid #bbb; text-align: left; vertical-align: top;
  overflow-wrap: break-word; hyphens: auto; }
th { background: #f2f2f2; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
figure.drawn { margin: 0 0 1.5em; break-inside: avoid; }
figure.drawn svg { width: 100%; height: auto; }
hr { margin: 2em 0 1em; border: 0; border-top: 1px solid #bbb; }
hr ~ * { font-size: .88em; color: #444; }
p:has(+ ul), p:has(+ table), ul:has(+ p + table) { break-after: avoid; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
  figure.drawn svg { max-height: 225mm; }
}
"""


_LONG_WORD: Final = re.compile(r"\S{30,}")
"""Words that may be wider than a narrow column."""

_PIECE: Final = 16
"""Characters of such a word that stay together."""


@cache
def _parser() -> MarkdownIt:
    parser = make_parser()
    parser.add_render_rule("text", _text)
    return parser


def _text(_renderer: object, tokens: Sequence[Token], index: int, *_more: object) -> str:
    """Text in which endless words may break.

    Columns are as wide as their longest word, so that days and short words stay whole; a word
    that is too long for any column gets places to break at.
    """
    words = tokens[index].content
    parts: list[str] = []
    done = 0
    for match in _LONG_WORD.finditer(words):
        parts.append(escape(words[done : match.start()]))
        pieces = (match[0][n : n + _PIECE] for n in range(0, len(match[0]), _PIECE))
        parts.append("<wbr>".join(map(escape, pieces)))
        done = match.end()
    return "".join((*parts, escape(words[done:])))


def page(markdown_text: str, title: str, language: str, *, picture: str = "") -> str:
    """A whole HTML5 page for A4 paper, in which the Markdown is all there is to see.

    Args:
        markdown_text: Markdown from `data.export`.
        title: the page's title, as typed.
        language: the language of the text; an unknown one counts as the default.
        picture: a drawing made here, as SVG, that stands below the first heading.
    """
    code = language if language in LANGUAGES else DEFAULT_LANGUAGE
    return (
        f'<!DOCTYPE html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n'
        # Should anything ever slip in, the browser still neither runs nor fetches it.
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(clean_line(title))}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{_with(picture, _parser().render(markdown_text))}</body>\n</html>\n"
    )


def _with(picture: str, body: str) -> str:
    """The page's body with a drawing behind its first heading."""
    if not picture:
        return body
    head, closing, rest = body.partition("</h1>\n")
    return f'{head}{closing}<figure class="drawn">\n{picture}</figure>\n{rest}'
