"""How our exports' Markdown is read again, for every form that is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_INACTIVE: Final = ("link", "image", "autolink", "html_inline", "html_block", "reference")
"""Rules of Markdown that our exports never use: whoever gets one in gets it shown as text."""


def make_parser() -> MarkdownIt:
    """A parser of CommonMark with tables, in which nothing leads anywhere and no tag is a tag."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(_INACTIVE)
