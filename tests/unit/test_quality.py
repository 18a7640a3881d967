"""What is said of the record's quality: shares of cells that may be empty, rules fallen short of, never a guess."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from mitra.charts import quality as charts
from mitra.findings import quality as findings
from mitra.i18n import Words
from mitra.theme import LIGHT


@pytest.fixture
def rows() -> pd.DataFrame:
    """Return three tables: nearly full, half empty, without a cell that may be empty."""
    columns = ["table_name", "row_count", "cell_count", "filled_count", "filled_share", "newest_published_on"]
    values = [("agreements", 10, 20, 19, 0.95, "2025-10"), ("fx_rates", 4, 0, 0, None, None), ("outcomes", 5, 10, 5, 0.5, "2023")]
    return pd.DataFrame(values, columns=columns)


@pytest.fixture
def rules() -> pd.DataFrame:
    """Return two rules that one table falls short of and one that it keeps."""
    columns = ["table_name", "quality_rule_code", "checked_count", "failing_count"]
    values = [("agreements", "source_dated", 12, 3), ("agreements", "date_stated", 10, 4), ("agreements", "source_linked", 12, 0), ("outcomes", "source_dated", 5, 0)]
    return pd.DataFrame(values, columns=columns)


@pytest.fixture
def english(the_contract: Any) -> Words:
    """Return English words."""
    return Words("en", the_contract, {})


def test_bars_stand_fullest_first_and_what_has_no_share_stands_apart(rows: pd.DataFrame, english: Words) -> None:
    figure = charts.by_table(rows, english, LIGHT)
    assert figure is not None
    bars, apart = figure["data"][:2]
    assert [data[0] for data in bars["customdata"]] == ["agreements", "outcomes"]
    assert bars["x"] == [0.95, 0.5]
    assert bars["text"] == ["95%", "50%"]
    assert apart["customdata"] == [["fx_rates"]]
    assert "no cell may be empty" in apart["text"][0]


def test_no_table_no_chart(rows: pd.DataFrame, english: Words) -> None:
    assert charts.by_table(rows.head(0), english, LIGHT) is None


def test_the_headline_counts_only_tables_in_which_a_cell_may_be_empty(rows: pd.DataFrame, english: Words) -> None:
    assert findings.headline(rows, english) == "At least 90% filled: 1 of 2 tables"
    assert findings.lead(rows, english).startswith("24 of 30 cells that may be empty are filled (80%); least often those of Outcomes (50%).")
    assert findings.headline(rows[1:2], english) == "No table has a cell that may be empty"
    assert findings.lead(rows[1:2], english) == ""


def test_a_table_says_its_share_and_its_newest_source(rows: pd.DataFrame, english: Words) -> None:
    assert findings.table("agreements", rows, english) == "Agreements: 10 rows. Of the cells that may be empty, 95% are filled: 19 of 20. Its newest dated source: Oct 2025."
    assert findings.table("fx_rates", rows, english) == "Exchange rates: 4 rows. Every cell must be filled, and is."


def test_a_badge_names_how_many_rules_are_not_met_and_the_list_names_them(rows: pd.DataFrame, rules: pd.DataFrame, english: Words) -> None:
    assert findings.badge("agreements", rows, rules, english) == "95% filled · 2 rules not met"
    assert findings.badge("outcomes", rows, rules, english) == "50% filled · all rules met"
    assert findings.badge("fx_rates", rows, rules, english) == "all filled", "no rule applies to it, so none is met"
    assert findings.badge("fx_rates", rows.assign(row_count=0), rules, english) == "no rows"
    assert findings.failing("agreements", rules, english) == ["Date stated by a source: not so for 4 of 10", "Source shows when it was published: not so for 3 of 12"]
    assert findings.failing("outcomes", rules, english) == []


def test_every_table_of_a_release_has_its_row_badge_and_sentence(small_world: Any, plain_words: Words) -> None:
    rows, rules = (small_world.reader.frame(name, {}) for name in ("quality.by_table", "quality.by_rule"))
    assert set(rows["table_name"]) == set(plain_words.contract.tables)
    assert list(rows["row_count"]) == [small_world.reader.manifest["counts"][name] for name in rows["table_name"]]
    for name in rows["table_name"]:
        assert (" · " in findings.badge(name, rows, rules, plain_words)) == (name in set(rules["table_name"]))
        assert plain_words.contract.tables[name].title[plain_words.language] in findings.table(name, rows, plain_words)


def test_the_failing_rows_are_those_that_the_rules_count(seed_release: Any) -> None:
    rules = seed_release.reader.rows("quality.by_rule", {})
    listed = seed_release.reader.frame("quality.failing", {}).groupby(["table_name", "quality_rule_code"])["failing_count"].sum()
    assert {(row["table_name"], row["quality_rule_code"]): row["failing_count"] for row in rules if row["failing_count"]} == dict(listed)
