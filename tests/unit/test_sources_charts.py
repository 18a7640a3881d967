"""What the sources page says and draws: dates not shown stand apart, versions keep their distance, nothing is averaged."""

from __future__ import annotations

import pandas as pd

from mitra import dictionary
from mitra.charts import sources
from mitra.findings import sources as findings
from mitra.findings.meanings import MEANINGS
from mitra.i18n import Words
from mitra.store.shelf import Entry
from mitra.theme import LIGHT


def _versions() -> pd.DataFrame:
    rows = [
        ("CV1", "program_flows", "F1", "amount", 20.0, None, "IDR", True, 0.0, "S1"),
        ("CV2", "program_flows", "F1", "amount", 30.0, None, "IDR", False, 0.5, "S2"),
        ("CV3", "outcomes", "O1", "value", None, "two days", "date", False, None, "S3"),
    ]
    return pd.DataFrame(rows, columns=["contested_id", "table_name", "ref_id", "field_name", "value", "value_text", "unit", "is_shown", "difference_share", "source_id"])


def test_a_version_stands_at_its_distance_from_the_one_shown(plain_words: Words) -> None:
    figure = sources.contested(_versions(), plain_words, LIGHT)
    assert figure is not None
    dots = figure["data"][1]
    assert dots["x"] == [0.5]
    assert dots["customdata"] == [["CV2"]]
    assert figure["data"][2]["x"] == [0]


def test_every_figure_keeps_all_its_versions(plain_words: Words) -> None:
    assert findings.figures(_versions()) == {"CV2": ["CV1", "CV2"], "CV3": ["CV3"]}
    assert findings.version(_versions().iloc[2].to_dict(), plain_words) == "two days"


def test_sources_without_a_date_stand_apart(plain_words: Words) -> None:
    rows = pd.DataFrame({"year": pd.array([2020, 2023, None], dtype="Int64"), "source_count": [2, 5, 9]})
    figure = sources.by_year(rows, plain_words, LIGHT)
    assert figure is not None
    bars = figure["data"][0]
    assert bars["y"] == [2, 5, 9]
    assert bars["x"][2] > 2024
    assert bars["marker"]["color"][2] == LIGHT.muted
    assert "7" in findings.by_year(rows, plain_words)


def test_search_wants_every_word() -> None:
    rows = pd.DataFrame({"publisher": ["JICA", "JETRO"], "title": ["SME support", "SME fair"], "url": [None, "https://x"]})
    assert list(findings.search(rows, "sme JICA")["publisher"]) == ["JICA"]
    assert len(findings.search(rows, "  ")) == 2
    assert findings.search(rows, "nothing").empty


def test_each_currency_has_a_panel(plain_words: Words) -> None:
    rows = pd.DataFrame({"currency_code": ["IDR", "IDR", "JPY", "JPY"], "year": [2000, 2001, 2000, 2001], "units_per_usd": [8000.0, 9000.0, 100.0, 120.0]})
    figure = sources.fx(rows, plain_words, LIGHT)
    assert figure is not None
    assert [trace["yaxis"] for trace in figure["data"]] == ["y", "y2"]
    assert sources.fx(rows.iloc[:0], plain_words, LIGHT) is None


def test_every_explained_code_is_in_its_list(plain_words: Words) -> None:
    for codelist, meanings in MEANINGS.items():
        assert set(meanings) == set(plain_words.contract.codes(codelist))


def test_the_dictionary_names_every_column_of_every_table(plain_words: Words) -> None:
    for name, table in plain_words.contract.tables.items():
        rows = dictionary.fields(name, plain_words)
        assert list(rows[plain_words.t("Column")]) == list(table.field_names)
        assert rows[plain_words.t("Heading")].all()
    for codelist in dictionary.codelists(plain_words):
        assert len(dictionary.codes(codelist, plain_words)) == len(plain_words.contract.codes(codelist))


def test_the_ledger_stands_newest_first(plain_words: Words) -> None:
    entries = [Entry(1, "20260101-aaaaaaaa", "publish", "ani", "2026-01-01T08:00:00+00:00", ""), Entry(2, "20260102-bbbbbbbb", "rollback", "budi", "2026-01-02T08:00:00+00:00", "back")]
    assert list(dictionary.ledger(entries, plain_words)[plain_words.t("Release")]) == ["20260102-bbbbbbbb", "20260101-aaaaaaaa"]


def test_a_table_new_in_a_release_has_no_change(plain_words: Words) -> None:
    rows = dictionary.counts({"counts": {"agreements": 5, "outcomes": 2}}, {"counts": {"agreements": 3}}, plain_words)
    assert rows[plain_words.t("Change")].tolist()[0] == 2
    assert rows[plain_words.t("Change")].isna().tolist() == [False, True]
