"""What a hand-out costs: seconds and memory above idle of each format, each in a process of its own.

    python -m benchmarks.handout [--language ja] [--rounds 3]

The record's own charts: a deck of 20 slides, a PDF of at least 20 pages, a workbook of 100,000 rows (made up, eight
columns), the ZIP of all pages. `first` includes what a process does once (fonts, templates), `again` does not.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from multiprocessing.connection import Connection

import pandas as pd
import psutil
from pypdf import PdfReader

from mitra import catalogue, contract
from mitra.briefing.bundle import to_zip
from mitra.briefing.document import Document, Figure, Slide, Written
from mitra.briefing.pages import page_document
from mitra.briefing.pdf import to_pdf
from mitra.briefing.pptx import to_pptx
from mitra.briefing.xlsx import to_xlsx
from mitra.i18n import Words
from mitra.settings import Settings
from mitra.store.reader import Library
from mitra.ui.start import ensure_release

ROWS = 100_000
AIMS = {"pptx": "20 slides under 3 s", "pdf": "20 pages under 5 s", "xlsx": "100,000 rows under 6 s", "zip": "", "document": ""}
MIB = 2**20


def _made(language: str) -> tuple[Callable[[], Document], Words]:
    settings = Settings.from_environment()
    library = Library(settings, catalogue.load(settings.queries))
    reader = library.open(library.current())
    names = {row["ref_id"]: row["name"] for row in reader.rows("record.names", {"language": language})}
    words = Words(language, contract.load(settings.schema, settings.codelist), names)
    return lambda: page_document(reader, words, {"home": "IDN", "partner": "JPN", "as_of": date.today()}), words


def _large() -> Slide:
    rows = pd.DataFrame({"ref_id": [f"X{place:06d}" for place in range(ROWS)], "sector_code": "food_beverages", "country_code": "JPN", "signed_on": "2024-05-01", "title": [f"An agreement with number {place}" for place in range(ROWS)], "participant_count": pd.array([place % 9 or None for place in range(ROWS)], dtype="Int64"), "amount": [place * 1.5 for place in range(ROWS)], "note": "–"})
    return Slide("table", "Many rows", figures=(Figure(None, "rows", rows, "made.up", "Many rows", "rows"),))


def _measure(pipe: Connection, form: str, language: str) -> None:
    make, words = _made(language)
    document = make()
    slides = tuple(slide for slide in document.slides if slide.kind not in ("title", "sources"))
    work: dict[str, Callable[[], Written | Document]] = {
        "document": make,
        "pptx": lambda: to_pptx(replace(document, slides=slides[:17]), words),
        "pdf": lambda: to_pdf(replace(document, slides=(document.slides[0], *slides[:21])), words),
        "xlsx": lambda: to_xlsx(replace(document, slides=(large,)), words),
        "zip": lambda: to_zip(document, words),
    }
    large = _large() if form == "xlsx" else slides[0]
    idle = psutil.Process().memory_info().rss
    spent = []
    for _ in range(2):
        start = time.perf_counter()
        result = work[form]()
        spent.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    size = len(result.body) if isinstance(result, Written) else 0
    pages = len(PdfReader(io.BytesIO(result.body)).pages) if form == "pdf" and isinstance(result, Written) else _slides(result, form)
    pipe.send((*spent, (peak - idle) / MIB, size, pages))


def _slides(result: Written | Document, form: str) -> int:
    from pptx import Presentation  # noqa: PLC0415

    return len(Presentation(io.BytesIO(result.body)).slides) if form == "pptx" and isinstance(result, Written) else 0


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default="ja")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    ensure_release()
    spawn = multiprocessing.get_context("spawn")
    print("| what | first | again | memory above idle | size | pages or slides | aim |\n|---|---|---|---|---|---|---|")
    for form, aim in AIMS.items():
        rounds = []
        for _ in range(options.rounds):
            mine, theirs = spawn.Pipe()
            process = spawn.Process(target=_measure, args=(theirs, form, options.language))
            process.start()
            theirs.close()
            rounds.append(mine.recv())
            process.join()
        first, again, memory, size, pages = (statistics.median(column) for column in zip(*rounds, strict=True))
        print(f"| {form} | {first:.2f} s | {again:.2f} s | {memory:.0f} MiB | {size / 1024:.0f} KiB | {pages or '':} | {aim} |")


if __name__ == "__main__":
    main()
