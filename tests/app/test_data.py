"""The upload page, step by step: read, mapped, checked, mended, looked at as a draft, published, undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from mitra.ingest.batch import Workbench
from mitra.ingest.check_rules import say
from mitra.ingest.plans import FilePlan
from mitra.store.reader import Library
from mitra.store.shelf import Shelf
from mitra.ui import cache

ROOT = Path(__file__).resolve().parent.parent.parent
FRAME = ROOT / "mitra" / "ui" / "frame.py"
THIRTY = ROOT / "tests" / "fixtures" / "files" / "daftar-30-usaha-contoh.csv"
LANGUAGES = ("id", "en", "ja")


@pytest.fixture
def store(seed_release: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """Serve a copy of the seed release's store, so that publishing changes nothing for other tests."""
    path = shutil.copytree(seed_release.settings.store, tmp_path / "store")
    monkeypatch.setenv("MITRA_STORE", str(path))
    st.cache_resource.clear()
    yield Shelf(str(path))
    st.cache_resource.clear()


@pytest.fixture
def visit(store: Shelf) -> Callable[..., AppTest]:
    """Return a function that opens the page in a language and drops files on it."""
    assert store.current()

    def run(*files: tuple[str, bytes], lang: str = "en") -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=60)
        app.query_params["lang"] = lang
        app.switch_page(str(ROOT / "pages" / "data.py"))
        app.run()
        if files:
            app.get("file_uploader")[0].set_value([(name, body, "text/csv") for name, body in files])
            settle(app)
        return app

    return run


@pytest.fixture
def right(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every browser the right to publish; how a browser comes by it is tested with a real one."""
    monkeypatch.setattr(type(cache.keys()), "may_publish", lambda _self, _key: True)


def settle(app: AppTest) -> AppTest:
    """Run the page until no work is under way."""
    for _ in range(60):
        app.run()
        if not app.status:
            return app
    pytest.fail("the work never ended")


def metrics(app: AppTest) -> dict[str, str]:
    """Return the page's numbers by label."""
    return {one.label: one.value for one in app.metric}


def widget(found: Any, label: str) -> Any:
    """Return the widget with a label."""
    return next(one for one in found if one.label == label)


def texts(app: AppTest) -> str:
    """Return all that the page says."""
    return "\n".join(str(one.value) for kind in (app.markdown, app.caption, app.success, app.info, app.warning, app.error, app.title, app.header) for one in kind)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_opens_in_each_language_with_all_its_tabs(visit: Callable[..., AppTest], lang: str) -> None:
    app = visit(lang=lang)
    assert not app.exception
    assert len(app.tabs) == 4
    assert "2" in app.title[0].value


@pytest.mark.usefixtures("right")
def test_the_ministrys_list_goes_from_file_to_split_and_back(visit: Callable[..., AppTest], store: Shelf) -> None:
    before = store.current()
    app = visit(("daftar.csv", THIRTY.read_bytes()))
    assert not app.exception
    assert metrics(app)["Rows kept back"] == "30"  # nobody said yet which engagement they came to
    widget(app.selectbox, "Engagement (needed)").set_value("E001")
    settle(app)
    numbers = metrics(app)
    assert (numbers["Rows that hold"], numbers["Errors"]) == ("30", "0")
    moved = {label: value for label, value in numbers.items() if label.startswith("Participants whose sector")}
    assert any("Participants whose sector is published" in label for label in moved)
    widget(app.button, "Look at the whole dashboard on this draft").click()
    settle(app)
    app.switch_page(str(ROOT / "pages" / "sectors.py"))
    settle(app)
    assert "their sectors were published" in texts(app)
    assert store.current() == before  # only this session sees it
    widget(app.button, "Leave the draft").click().run()
    assert "the split by sector was not published" in texts(app)
    app.switch_page(str(ROOT / "pages" / "data.py"))
    settle(app)
    widget(app.text_input, "Your name").set_value("Sari")
    settle(app)
    widget(app.button, "Publish").click()
    settle(app)
    assert "is current" in texts(app)
    assert store.current() != before
    assert store.entries()[-1].who == "Sari"
    widget(app.button, "Undo: make the release before current again").click()
    settle(app)
    assert store.current() == before
    assert [entry.action for entry in store.entries()][-2:] == ["publish", "rollback"]


def test_without_the_right_nothing_can_be_published(visit: Callable[..., AppTest], store: Shelf) -> None:
    before = store.current()
    app = visit(("daftar.csv", THIRTY.read_bytes()))
    widget(app.selectbox, "Engagement (needed)").set_value("E001")
    settle(app)
    widget(app.text_input, "Your name").set_value("Sari")
    settle(app)
    assert widget(app.button, "Publish").disabled
    assert "link that the server printed" in texts(app)
    assert store.current() == before


def test_a_wrong_cell_is_found_mended_everywhere_and_holds(visit: Callable[..., AppTest]) -> None:
    body = b"engagement_id,enterprise_name,sector_code\nE001,Contoh A,otomotip\nE001,Contoh B,otomotip\nE001,Contoh C,health\n"
    app = visit(("contoh.csv", body))
    numbers = metrics(app)
    assert (numbers["Rows that hold"], numbers["Errors"]) == ("1", "2")
    app.session_state[widget(app.selectbox, "What was found").key.replace(".rule", ".picked")] = 0  # a click on the list, which only a browser has
    settle(app)
    widget(app.text_input, "Row 2, sector_code").set_value("automotive")
    widget(app.checkbox, "In every cell with this text").check()
    widget(app.button, "Mend").click()
    settle(app)
    numbers = metrics(app)
    assert (numbers["Rows that hold"], numbers["Errors"]) == ("3", "0")
    widget(app.button, "Undo the mending").click()
    settle(app)
    assert metrics(app)["Errors"] == "2"


def test_a_correction_needs_its_key_and_says_what_it_keeps(visit: Callable[..., AppTest]) -> None:
    app = visit(("koreksi.csv", b"agreement_id,in_force_until\nA001,2030-12-31\nA023,31/12/2000\n"))
    assert not app.exception
    assert not [one.label for one in (*app.selectbox, *app.text_input) if "(needed)" in one.label or one.label == "Who made the file"]
    assert "2 rows are on record already: they need nothing but their key and what changes." in texts(app)
    assert "They keep from there what the file does not say: Title (English), Kind of agreement," in texts(app)
    app.session_state[widget(app.selectbox, "What was found").key.replace(".rule", ".picked")] = 0
    settle(app)
    mended = widget(app.text_input, "Row 3, in_force_until")
    assert mended.value == "31/12/2000"  # as the file has it, not as it was understood
    mended.set_value("2030")
    widget(app.checkbox, "In every cell with this text").check()
    widget(app.button, "Mend").click()
    settle(app)
    assert (metrics(app)["Rows that hold"], metrics(app)["Errors"]) == ("2", "0")


def test_rows_that_are_there_are_not_added_again_and_each_problem_is_said(visit: Callable[..., AppTest]) -> None:
    app = visit(("tambahan.csv", b"participant_id,engagement_id,source_id\nPG001,E001,S001\n"), lang="id")
    widget(app.button_group, "Cara baris dimasukkan").set_value("append")
    settle(app)
    assert "Perubahan ini tidak sesuai dengan catatan. Peserta: " in texts(app)
    assert "Pilih “Tambah dan perbarui baris”" in texts(app)


def test_a_picture_named_csv_is_refused_in_one_sentence_and_can_be_taken_away(visit: Callable[..., AppTest]) -> None:
    app = visit(("foto.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)), lang="en")
    assert not app.exception
    assert any("foto.csv" in one.value for one in app.error)
    widget(app.button, "Take the file away").click()
    settle(app)
    assert not app.error


def test_a_column_can_be_sent_elsewhere_and_its_place_is_given_up_by_the_other(visit: Callable[..., AppTest]) -> None:
    app = visit(("contoh.csv", b"engagement_id,nama usaha,catatan\nE001,Contoh A,Contoh B\n"))
    widget(app.selectbox, "catatan").set_value("enterprise_name")
    settle(app)
    assert widget(app.selectbox, "nama usaha").value is None
    assert widget(app.selectbox, "catatan").value == "enterprise_name"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_tab_says_what_it_holds(visit: Callable[..., AppTest], seed_release: Any, lang: str) -> None:
    words = seed_release.words(lang)
    for label, wanted in (("Templates", "A template for each table"), ("History and undo", "History of the releases"), ("Quality of the tables", "Data and sources")):
        app = visit(lang=lang)
        app.session_state["data.tab"] = words.t(label)
        app.run()
        assert not app.exception
        assert words.t(wanted) in texts(app) + "".join(one.label for one in app.button), label


def test_the_page_lists_what_the_library_finds(visit: Callable[..., AppTest], seed_release: Any, tmp_path: Path) -> None:
    body = b"engagement_id,enterprise_name,sector_code,enterprise_count\nE001,Contoh A,otomotip,1\nE999,Contoh B,health,dua\n"
    app = visit(("contoh.csv", body))
    listed = next(frame.value for frame in app.dataframe if "What is wrong" in frame.value.columns)
    path = tmp_path / "contoh.csv"
    path.write_bytes(body)
    library = Library(seed_release.settings, seed_release.library.catalogue)
    with Workbench(seed_release.settings, library) as bench:
        (prepared,) = bench.check([bench.read(FilePlan(path, path.name))])
    words = seed_release.words("en")
    found = sorted((finding.row or 0, finding.column or "–", say(finding, words)[0]) for finding in prepared.checked.findings)
    shown = sorted((0 if row is pd.NA else int(row), column, what) for row, column, what in zip(listed["Row"], listed["Column"], listed["What is wrong"], strict=True))
    assert shown == found
    assert len(found) >= 3


def test_a_value_given_for_all_rows_stands_under_its_column_s_title(visit: Callable[..., AppTest]) -> None:
    app = visit(("contoh.csv", b"enterprise_name,sector_code,enterprise_count,is_group\n,health,40,true\n"), lang="id")
    widget(app.selectbox, "Kegiatan (wajib)").set_value("E001")
    settle(app)
    (listed,) = [frame.value for frame in app.dataframe if "Masalah" in frame.value.columns]
    assert set(listed["Kolom"]) & {"engagement_id", "Kegiatan"} == {"Kegiatan"}


@pytest.mark.usefixtures("right")
def test_an_earlier_release_is_made_current_from_the_history(visit: Callable[..., AppTest], store: Shelf) -> None:
    first = str(store.current())
    app = visit(("contoh.csv", b"engagement_id,enterprise_name,source_id\nE001,Contoh A,S001\n"))
    widget(app.text_input, "Your name").set_value("Sari")
    settle(app)
    widget(app.button, "Publish").click()
    settle(app)
    assert store.current() != first
    app.session_state["data.tab"] = "History and undo"
    app.run()
    widget(app.toggle, "Show what it changed").set_value(True).run()
    assert "1 new row" in texts(app)
    assert "(Add and update rows)" in texts(app)
    app.selectbox(key="sources.release").set_value(first).run()
    widget(app.text_input, "Your name").set_value("Budi").run()
    widget(app.button, "Make this release current again").click().run()
    assert store.current() == first
    assert store.entries()[-1].who == "Budi"
