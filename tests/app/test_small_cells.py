"""A list that is not public, from the upload to the page: whoever published it sees each row, a visitor no cell of fewer than three."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from mitra.ui import cache

ROOT = Path(__file__).resolve().parent.parent.parent
FRAME = ROOT / "mitra" / "ui" / "frame.py"
THIRTY = ROOT / "tests" / "fixtures" / "files" / "daftar-30-usaha-contoh.csv"
LANGUAGES = ("id", "en", "ja")


@pytest.fixture
def store(seed_release: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Serve a copy of the seed release's store."""
    path = shutil.copytree(seed_release.settings.store, tmp_path / "store")
    monkeypatch.setenv("MITRA_STORE", str(path))
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def let_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that gives every browser the right to publish, or takes it away."""

    def run(*, yes: bool) -> None:
        monkeypatch.setattr(type(cache.keys()), "may_publish", lambda _self, _key: yes)

    return run


def visit(page: str, lang: str = "en", **address: str) -> AppTest:
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in {"lang": lang, **address}.items():
        app.query_params[name] = value
    app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    return settle(app)


def settle(app: AppTest) -> AppTest:
    """Run the page until no work is under way."""
    for _ in range(60):
        app.run()
        if not app.status:
            assert not app.exception
            return app
    pytest.fail("the work never ended")


def widget(found: Any, label: str) -> Any:
    return next(one for one in found if one.label == label)


def texts(app: AppTest) -> str:
    return "\n".join(str(one.value) for kind in (app.markdown, app.caption, app.info, app.header, app.title) for one in kind)


def charts(app: AppTest) -> str:
    return "\n".join(str(json.loads(one.proto.spec)) for one in app.get("plotly_chart"))


@pytest.mark.usefixtures("store")
def test_a_visitor_sees_no_cell_of_fewer_than_three_and_the_publisher_sees_all(let_in: Callable[..., None], seed_release: Any) -> None:
    let_in(yes=True)
    app = visit("data")
    app.get("file_uploader")[0].set_value([("daftar.csv", THIRTY.read_bytes(), "text/csv")])
    settle(app)
    widget(app.selectbox, "Engagement (needed)").set_value("E001")
    settle(app)
    assert "only groups of at least 3" in texts(app)  # before it is published
    widget(app.text_input, "Your name").set_value("Sari")
    settle(app)
    widget(app.button, "Publish").click()
    settle(app)
    publisher = visit("sectors")
    assert "their sectors were published" in texts(publisher)
    assert "Contoh Usaha 30 Kerajinan" in str([frame.value for frame in publisher.dataframe])
    assert "Not shown" not in charts(publisher)
    widget(publisher.toggle, "Look as a visitor").set_value(True)
    settle(publisher)
    assert "Not shown: fewer than 3" in charts(publisher)
    let_in(yes=False)
    for lang in LANGUAGES:
        visitor, words = visit("sectors", lang), seed_release.words(lang)
        assert words.t("Not shown: fewer than {least}", least=words.number(3)) in charts(visitor)
        assert words.n("The sector of {count} participant is not shown.", "The sector of {count} participants is not shown.", 7) in texts(visitor)
        assert "Contoh Usaha" not in texts(visitor) + charts(visitor) + str([frame.value for frame in visitor.dataframe])
    assert not [one for one in visitor.toggle if one.label == words.t("Look as a visitor")]
    briefing = visit("briefing")
    assert "Contoh Usaha" not in texts(briefing)
    own = visit("data")
    own.get("file_uploader")[0].set_value([("usaha.csv", b"enterprise_name,country_code\nPT Contoh Sendiri,IDN\n", "text/csv")])
    settle(own)
    widget(own.selectbox, "Engagement (needed)").set_value("E001")
    settle(own)
    widget(own.button, "Look at the whole dashboard on this draft").click()
    settle(own)
    assert "You are looking at your draft" in str([one.value for one in own.warning])
    assert "You see each row" not in texts(own)
