"""Findings gathered while reading: in order of rows, each rule at most so often, the rest counted."""

from __future__ import annotations

from collections import Counter

from mitra.ingest.finding import Finding, Rule
from mitra.ingest.read_rules import MORE

MOST = 1000  # findings of one rule


class Report:
    """The findings of one reading."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._counts: Counter[Rule] = Counter()

    def add(self, rule: Rule, row: int | None = None, column: str | None = None, value: str | None = None, **values: object) -> None:
        """Keep a finding, or count it where its rule has been found too often."""
        self._counts[rule] += 1
        if self._counts[rule] <= MOST:
            self._found.append(Finding(rule, row, column, value, values))

    def keep(self, finding: Finding) -> None:
        """Keep a finding made elsewhere."""
        self._found.append(finding)

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings: those on the whole file first, then by row."""
        first = {finding.rule: finding.row for finding in reversed(self._found)}
        more = [Finding(MORE, values={"count": count - MOST, "first": first[rule]}) for rule, count in self._counts.items() if count > MOST]
        return (*sorted(self._found, key=lambda finding: finding.row or 0), *more)
