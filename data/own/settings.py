"""What a user can choose for every document: names, values, and the variables that say the same."""

from __future__ import annotations

from typing import Final

from data.dataclass import dataclass
from data.i18n import LANGUAGES

YES: Final = "yes"
NO: Final = "no"

_WORDS: Final = {"1": YES, "true": YES, "ja": YES, "0": NO, "false": NO, "nej": NO}
"""Other ways to say that something is on or off."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be chosen."""

    name: str
    """In the user's file and on the command line."""
    variable: str
    """The environment variable that says the same."""
    values: tuple[str, ...]
    """What it can be; the first is what it is when nobody says."""

    @property
    def switch(self) -> bool:
        """Whether it is on or off."""
        return YES in self.values

    def read(self, said: str) -> str | None:
        """The value somebody means; None when it is none."""
        value = _WORDS.get(said.casefold(), said) if self.switch else said
        return value if value in self.values else None


LANGUAGE: Final = Setting("language", "AMIS_LANGUAGE", LANGUAGES)
THEME: Final = Setting("theme", "AMIS_THEME", ("auto", "dark", "light", "terminal"))
LINEAR: Final = Setting("linear", "AMIS_LINEAR", (NO, YES))
ASCII: Final = Setting("ascii", "AMIS_ASCII", (NO, YES))

SETTINGS: Final = (LANGUAGE, THEME, LINEAR, ASCII)
"""Everything, in the order it is shown in."""


def setting_named(name: str) -> Setting | None:
    """The setting of that name."""
    return next((setting for setting in SETTINGS if setting.name == name), None)


def switched_on(setting: Setting, said: str) -> bool:
    """Whether a variable switches something on; what cannot be does not."""
    return setting.read(said) == YES
