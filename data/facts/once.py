"""What is so of a document is worked out once: a snapshot never changes, nor what is so of it."""

from __future__ import annotations

from functools import update_wrapper
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.model.document import Document

P = ParamSpec("P")
T = TypeVar("T")


def once(work: Callable[Concatenate[Document, P], T]) -> Callable[Concatenate[Document, P], T]:
    """Have a function remember its answer, as long as the document it is about is there.

    It lies with the document and goes with it, and is in no file. What is asked must be told by the
    document and the other arguments alone, hashable ones; in words it must be given the language.
    The answer is the same object for all who ask: nobody may change it.
    """

    def asked(document: Document, /, *args: P.args, **named: P.kwargs) -> T:
        key = (work, *args, *named.items())
        known = document.worked_out
        if key not in known:
            known[key] = work(document, *args, **named)
        answer: T = known[key]
        return answer

    update_wrapper(asked, work)
    return asked
