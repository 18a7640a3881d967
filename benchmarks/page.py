"""What a cached run of a page costs the server, against the same figures from constants in a bare Streamlit script.

    python -m benchmarks.page [--runs 60] [--page coverage]

Prints CPU milliseconds a run (median of several rounds), the ratio, start-up against `streamlit hello`, and memory. The
figures are the page's own, taken from one run of its chart functions and written into the bare script as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psutil

from benchmarks.client import Session, cpu, server
from mitra import catalogue, contract, theme
from mitra.charts import coverage as charts
from mitra.i18n import Words
from mitra.settings import Settings
from mitra.store.reader import Library
from mitra.ui.start import ensure_release

BARE = """import json
import streamlit as st
st.set_page_config(layout="wide")
FIGURES = json.loads(open({path!r}).read())
for number, figure in enumerate(FIGURES):
    st.subheader("A title", anchor=False)
    st.plotly_chart(figure, key=str(number), height=figure["layout"]["height"], config={{"displayModeBar": False}})
    st.caption("A sentence.")
"""


def figures() -> list[dict[str, object]]:
    """Return the six figures of the coverage page."""
    settings = Settings.from_environment()
    library = Library(settings, catalogue.load(settings.queries))
    reader = library.open(library.current())
    words = Words("id", contract.load(settings.schema, settings.codelist), {})
    pair = {"home": "IDN", "partner": "JPN", "as_of": date(2026, 11, 22)}
    cells, years, gaps = (reader.frame(name, pair) for name in ("coverage.by_cell", "coverage.by_year", "coverage.gaps"))
    look = theme.LIGHT
    drawn = [charts.matrix(cells, words, look), charts.key(words, look), charts.gaps(gaps, words, look), charts.matrix(cells, words, look, row=18), charts.matrix(cells, words, look, row=18), charts.through_years(years, words, look), charts.played(years, words, look)]
    return [figure for figure in drawn if figure is not None]


def rounds(port: int, process: psutil.Process, page: str, runs: int, count: int = 5) -> list[float]:
    """Return CPU milliseconds a run, one value a round, after warming up."""
    session = Session(port, page, "lang=id")
    for _ in range(10):
        session.run()
    found = []
    for _ in range(count):
        before = cpu(process)
        for _ in range(runs):
            session.run()
        found.append((cpu(process) - before) * 1000 / runs)
    session.close()
    return found


def sessions_cost(port: int, process: psutil.Process, page: str, count: int = 30) -> float:
    """Return MiB of memory that each further open session adds."""
    before = process.memory_info().rss
    opened = [Session(port, page, "lang=id") for _ in range(count)]
    for session in opened:
        session.run()
    after = process.memory_info().rss
    for session in opened:
        session.close()
    return (after - before) / count / 2**20


@contextmanager
def bare_server(folder: Path, drawn: list[dict[str, object]]) -> Iterator[tuple[int, psutil.Process, float]]:
    """Serve the same figures from constants, collector settings as ours."""
    (folder / "figures.json").write_text(json.dumps(drawn, default=str))
    (folder / "bare.py").write_text(BARE.format(path=str(folder / "figures.json")))
    with server(["run", "bare.py", "--runner.postScriptGC=false", "--server.fileWatcherType=none"], folder) as up:
        yield up


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--page", default="coverage")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MITRA_STORE"] = folder + "/store"
        ensure_release()
        drawn = figures()
        with bare_server(Path(folder), drawn) as (port, process, _):
            bare = rounds(port, process, "", options.runs)
        with server(["run", "dashboard.py"]) as (port, process, ours_start):
            time.sleep(2)  # the warm-up's own thread
            idle = process.memory_info().rss / 2**20
            first_page = Session(port, options.page, "lang=id").run()
            visited = process.memory_info().rss / 2**20
            ours = rounds(port, process, options.page, options.runs)
            each = sessions_cost(port, process, options.page)
        with server(["hello"]) as (port, process, hello_start):
            hello_page = Session(port).run()
    print(f"{len(drawn)} figures, {options.runs} runs a round, median of {len(ours)} rounds")
    print(f"CPU a cached run       ours {statistics.median(ours):6.1f} ms   constants {statistics.median(bare):6.1f} ms   ratio {statistics.median(ours) / statistics.median(bare):.2f}")
    print(f"cold start, first page ours {ours_start + first_page:6.2f} s    hello {hello_start + hello_page:6.2f} s    ratio {(ours_start + first_page) / (hello_start + hello_page):.2f}")
    print(f"memory                 idle {idle:.0f} MiB   after the first visitor {visited:.0f} MiB   each further session {each:.2f} MiB")


if __name__ == "__main__":
    main()
