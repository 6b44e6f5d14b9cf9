"""Eight words in a row, hashed: sees whether a text repeats another without keeping the other."""

from __future__ import annotations

import hashlib
import re

LENGTH = 8


def shingles(text: str) -> dict[str, str]:
    """Each run of eight words in the text by its fingerprint."""
    words = re.findall(r"\w+", text.casefold())
    runs = (" ".join(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1))
    return {hashlib.blake2b(run.encode(), digest_size=6).hexdigest(): run for run in runs}
