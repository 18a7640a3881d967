"""The upload in a real browser: the link that lets one in, a real file from the ministry, a large one, a bad one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mitra.store.shelf import Shelf

THIRTY = Path(__file__).resolve().parent.parent / "fixtures" / "files" / "daftar-30-usaha-contoh.csv"
LINK = re.compile(r"(/enter\?token=[\w-]+)")


@pytest.fixture
def upload(seed_release: Any, serve: Callable[[Path], Any], visitor_with: Callable[..., Any], tmp_path: Path) -> Iterator[Any]:
    """Return a visitor of a server with a store of its own, and what the server's terminal says."""
    store = Path(shutil.copytree(seed_release.settings.store, tmp_path / "store"))
    with serve(store) as address:
        visitor = visitor_with(address, viewport={"width": 1360, "height": 900}, locale="en-GB")
        visitor.terminal = tmp_path / "store.log"
        visitor.shelf = Shelf(str(store))
        yield visitor


def wait_until_calm(visitor: Any) -> Any:
    """Wait until no work is under way on the page."""
    visitor.settle()
    visitor.page.wait_for_function("() => !document.querySelector('[data-testid=stStatus]')", timeout=90_000)
    return visitor.settle()


def choose(page: Any, label: str, wanted: str) -> None:
    """Choose an option of a select box by typing."""
    box = page.get_by_label(label, exact=True)
    box.click()
    box.fill(wanted)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")


def test_the_ministrys_list_is_seen_in_a_draft_published_and_undone(upload: Any) -> None:
    first = upload.shelf.current()
    (link,) = LINK.findall(upload.terminal.read_text())
    upload.open(link)
    upload.open("/data?lang=en")
    page = upload.page
    page.set_input_files("input[type=file]", str(THIRTY))
    page.get_by_label("Engagement (needed)", exact=True).wait_for(timeout=60_000)
    choose(page, "Engagement (needed)", "E001")
    page.get_by_role("button", name="Look at the whole dashboard on this draft").click(timeout=60_000)
    page.get_by_role("link", name="Sectors").first.click()
    page.get_by_text("their sectors were published").first.wait_for(timeout=60_000)
    assert upload.query("release") is None  # the address names no draft
    page.get_by_role("button", name="Leave the draft").click()
    page.get_by_text("the split by sector was not published").first.wait_for(timeout=60_000)
    page.get_by_role("link", name="Data").first.click()
    page.get_by_label("Your name").fill("Sari", timeout=60_000)
    page.keyboard.press("Tab")
    wait_until_calm(upload)
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("is current. Links to earlier releases").wait_for(timeout=60_000)
    assert upload.shelf.current() != first
    page.get_by_role("button", name="Undo: make the release before current again").click()
    wait_until_calm(upload)
    assert upload.shelf.current() == first
    assert upload.complaints == []
    assert len(set(LINK.findall(upload.terminal.read_text()))) == 2  # the spent link was followed by a new one


def test_a_spent_link_lets_nobody_in(upload: Any, visitor_with: Callable[..., Any]) -> None:
    (link,) = LINK.findall(upload.terminal.read_text())
    upload.open(link)
    late = visitor_with(upload.address, locale="en-GB")
    late.open(link)
    late.page.get_by_text("The link was used already").first.wait_for()


def test_twenty_megabytes_are_taken_in_while_others_go_on(upload: Any, visitor_with: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("participant_id,engagement_id,enterprise_name,sector_code,is_group,source_id,note\n")
        file.writelines(f"U{number:07d},E001,Contoh Usaha {number:07d},food_beverages,false,S001,contoh sintetis / synthetic sample {number:07d}\n" for number in range(200_000))
    assert path.stat().st_size > 20_000_000
    page = upload.open("/data?lang=en")
    page.set_input_files("input[type=file]", str(path))
    other = visitor_with(upload.address, locale="en-GB")
    other.open("/coverage?lang=en")  # the page of another visitor stands meanwhile
    page.get_by_text("200,000 new rows").wait_for(timeout=120_000)
    assert upload.complaints == []


def test_a_picture_named_csv_is_one_sentence(upload: Any, tmp_path: Path) -> None:
    path = tmp_path / "foto.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(3000))
    page = upload.open("/data?lang=id")
    page.set_input_files("input[type=file]", str(path))
    alert = page.locator("[data-testid=stAlert]").filter(has_text="foto.csv")
    alert.wait_for(timeout=60_000)
    assert "Traceback" not in page.content()
