"""What a check found."""

from __future__ import annotations

from typing import Final

from data.dataclass import dataclass
from data.i18n import N_, _
from data.strenum import StrEnum


class Severity(StrEnum):
    """What stands behind a finding, weightiest first."""

    LAW = "law"
    AGREEMENT = "agreement"
    READING = "reading"
    """The duty is the law's; how it is counted is our reading or the authority's practice."""
    ADVICE = "advice"
    NOTICE = "notice"


_LABELS: Final = {
    Severity.LAW: N_("required by law"),
    Severity.AGREEMENT: N_("under the agreement"),
    Severity.READING: N_("our reading"),
    Severity.ADVICE: N_("good advice"),
    Severity.NOTICE: N_("worth knowing"),
}

WEIGHTS: Final = {severity: weight for weight, severity in enumerate(Severity)}
"""The place of each severity in a list, weightiest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing."""

    code: str
    """The rule's id, such as R02."""
    severity: Severity
    text: str
    """What is missing: a plain sentence, translated."""
    target: str
    """`kind:id` of the record where it can be put right."""
    hint: str
    """What to do: a plain sentence, translated."""
    soon: bool = False
    """Not missing yet: it will be when nobody does anything."""
    field: str = ""
    """The field of the record that is missing or wrong; empty where it is no single one."""

    @property
    def severity_label(self) -> str:
        """What people call its severity, in the language in use."""
        return severity_label(self.severity)


def severity_label(severity: Severity) -> str:
    """What people call a severity, in the language in use."""
    return _(_LABELS[severity])
