"""The text of a description that was written in HTML."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Final

_MARKUP: Final = re.compile(
    r"</?(?:a|b|br|body|div|em|font|h[1-6]|hr|html|i|img|li|meta|o:p|ol|p|span|strong|table|tbody|td|th"
    r"|tr|u|ul|!doctype)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAKS: Final = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr"})
_UNSEEN: Final = frozenset({"style", "script", "head", "title"})


def plain_text(text: str) -> str:
    """The text without its markup; as it is where it has none."""
    if not _MARKUP.search(text):
        return text
    reader = _HtmlText()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError:  # what the library says of markup it cannot follow
        return unescape(_MARKUP.sub(" ", text))
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _HtmlText(HTMLParser):
    """Takes the text out; a link keeps where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unseen = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BREAKS:
            self._break()
            self.pieces += ["- "] if tag == "li" else []
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.pieces)))
        elif tag in {"td", "th"}:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BREAKS:
            self._break()
        elif tag == "a" and self._links:
            leads, start = self._links.pop()
            shown = "".join(self.pieces[start:]).strip()
            if leads and leads.removeprefix("mailto:") not in shown:
                self.pieces.append(f" ({leads})")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data if "\n" not in data else re.sub(r"\s*\n\s*", " ", data))

    def _break(self) -> None:
        if self.pieces and self.pieces[-1] != "\n":
            self.pieces.append("\n")
