"""What is wrong with a file or a cell: a rule with its words, and each place where it was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ERROR, WARNING, NOTE = "error", "warning", "note"  # not published; published, look at it; good to know


@dataclass(frozen=True, slots=True)
class Rule:
    """What may be wrong, once: `says` and `fix` are msgids whose braces a finding fills."""

    code: str
    severity: str
    says: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken.

    `row` counts as the analyst's spreadsheet does (1 is the file's first row, blank rows counted), `column` is the heading
    in the file; None where the whole file or the whole row is meant. `values` fill the rule's words beside row, column
    and value.
    """

    rule: Rule
    row: int | None = None
    column: str | None = None
    value: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def filled(self) -> dict[str, object]:
        """Return what fills the braces of the rule's words."""
        return {"row": self.row, "column": self.column, "value": self.value, **self.values}

    @property
    def fix(self) -> str:
        """Return the msgid of the remedy; none where it would suggest something and nothing is like the value."""
        return "" if "{suggestion}" in self.rule.fix and not self.filled.get("suggestion") else self.rule.fix
