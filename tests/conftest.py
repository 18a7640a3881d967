"""What every test may ask for: a release of the seed record, one of the small world, and their words."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from mitra import catalogue, contract
from mitra.briefing import pages
from mitra.briefing.document import Document
from mitra.i18n import Words
from mitra.settings import Settings
from mitra.store.build import build
from mitra.store.reader import Library, Reader
from mitra.store.shelf import Shelf

ROOT = Path(__file__).resolve().parent.parent
WORLD = ROOT / "tests" / "fixtures" / "world"
AT = datetime(2026, 11, 22, tzinfo=UTC)

for name in [name for name in os.environ if name.startswith("MITRA_") and name not in ("MITRA_REQUIRE_BROWSER", "MITRA_REQUIRE_OFFICE")]:
    del os.environ[name]  # the tests see the same settings on every machine


@dataclass(frozen=True)
class Record:
    """A built release, ready to be read."""

    settings: Settings
    release: str
    library: Library

    @property
    def reader(self) -> Reader:
        """Return the release's reader."""
        return self.library.open(self.release)

    def words(self, language: str) -> Words:
        """Return a language's words with the names of this release's rows."""
        names = self.reader.names(language)
        return Words(language, contract.load(self.settings.schema, self.settings.codelist), names)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-golden."""
    parser.addoption("--update-golden", action="store_true", help="write the golden results anew; read the difference before committing it")


@pytest.fixture(scope="session")
def build_record(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Record]:
    """Return a function that builds a release of a folder of CSV files into a store of its own."""

    def run(seed: Path) -> Record:
        settings = replace(Settings.from_environment(), seed=seed, store=str(tmp_path_factory.mktemp("store")))
        release = build(settings, Shelf(settings.store), who="test", at=AT, note="for the tests")
        return Record(settings, release, Library(settings, catalogue.load(settings.queries)))

    return run


@pytest.fixture(scope="session")
def seed_release(build_record: Callable[[Path], Record]) -> Record:
    """Return a release of the record that ships with Mitra."""
    return build_record(ROOT / "data" / "seed")


@pytest.fixture(scope="session")
def handout(seed_release: Record) -> Callable[[str], tuple[Document, Words]]:
    """Return a function that gives the document of all pages in a language, with its words; made once a language."""

    @lru_cache
    def run(language: str) -> tuple[Document, Words]:
        words = seed_release.words(language)
        return pages.page_document(seed_release.reader, words, {"home": "IDN", "partner": "JPN", "as_of": date(2026, 11, 22)}), words

    return run


@pytest.fixture(scope="session")
def small_world(build_record: Callable[[Path], Record]) -> Record:
    """Return a release of the made-up world in tests/fixtures/world."""
    return build_record(WORLD)


@pytest.fixture(scope="session")
def the_contract() -> contract.Contract:
    """Return the contracts and code lists."""
    settings = Settings.from_environment()
    return contract.load(settings.schema, settings.codelist)


@pytest.fixture(params=["id", "en", "ja"])
def plain_words(request: pytest.FixtureRequest, the_contract: contract.Contract) -> Words:
    """Return each language's words in turn, without names of the record."""
    return Words(request.param, the_contract, {})
