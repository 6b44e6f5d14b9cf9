"""The one-line capture grammar: from a line typed in passing to a record's fields."""

from __future__ import annotations

from data.capture.completion import complete
from data.capture.line import Answer, Captured, LinePart, Question, confidential_text, read_line
from data.capture.show import echo_line
from data.capture.vocabulary import Name, Vocabulary

__all__ = [
    "Answer",
    "Captured",
    "LinePart",
    "Name",
    "Question",
    "Vocabulary",
    "complete",
    "confidential_text",
    "echo_line",
    "read_line",
]
