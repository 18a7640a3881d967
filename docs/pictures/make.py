"""Make the pictures of the README: start the dashboard on a store of its own, open its views, drop a file on it, save what is seen here.

    python docs/pictures/make.py            needs requirements-dev.txt, a Chromium, LibreOffice and pdftoppm
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.client import server

HERE = Path(__file__).parent
LIST = HERE.parent.parent / "tests" / "fixtures" / "files" / "daftar-30-usaha-contoh.csv"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
VIEWS = {  # file: address, colour scheme, width and height
    "overview-en.png": ("?lang=en", "light", (1440, 1100)),
    "coverage-id.png": ("coverage?lang=id&sector=automotive&focus=capacity_building", "light", (1440, 1100)),
    "agreements-ja.png": ("agreements?lang=ja", "light", (1440, 1100)),
    "sectors-dark-en.png": ("sectors?lang=en", "dark", (1440, 1100)),
    "explore-id.png": ("explore?lang=id&question=gap", "light", (1440, 1100)),
    "compare-en.png": ("sectors?lang=en&vs_partner=KOR", "light", (1440, 1100)),
}


def settle(page: Page) -> None:
    """Wait until the page has been drawn."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)


def upload(page: Page, address: str) -> None:
    """Drop the list of thirty made-up enterprises, and picture what was read and what it would change."""
    page.goto(f"{address}/data?lang=en")
    page.set_input_files("input[type=file]", str(LIST))
    box = page.get_by_label("Engagement (needed)", exact=True)
    box.click(timeout=60_000)
    box.fill("E001")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("30 new rows").wait_for(timeout=60_000)
    for name, heading in (("upload-read-en.png", "1. Files"), ("upload-effect-en.png", "3. Check")):
        page.get_by_role("heading", name=heading).evaluate("heading => heading.scrollIntoView()")
        page.wait_for_timeout(1500)
        page.screenshot(path=HERE / name)


def present(page: Page, address: str) -> None:
    """Present a story full screen and picture one slide."""
    page.goto(f"{address}/briefing?lang=ja&story=in_ten_minutes&slide=5")
    settle_slide(page)
    page.screenshot(path=HERE / "briefing-slide-ja.png")


def settle_slide(page: Page) -> None:
    """Wait until a slide or a page without charts has been drawn."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2500)


def hand_out(folder: Path) -> None:
    """Write a story as PDF and as a deck, and picture a page of each, as pdftoppm and LibreOffice show them."""
    for form in ("pdf", "pptx"):
        subprocess.run([sys.executable, "-m", "mitra", "brief", "in_ten_minutes", "--format", form, "--lang", "id", "--out", f"{folder}/story.{form}"], check=True, cwd=HERE.parent.parent)
    shutil.copy(folder / "story.pdf", folder / "paper.pdf")
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "story.pptx"], check=True, capture_output=True)
    for name, file, number in (("handout-pdf-id", "paper.pdf", 4), ("handout-pptx-id", "story.pdf", 2)):
        subprocess.run(["pdftoppm", "-r", "90", "-f", str(number), "-l", str(number), "-singlefile", "-png", folder / file, HERE / name], check=True)


def main() -> None:
    """Make every picture."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MITRA_STORE"] = folder
        with server(["run", "dashboard.py"]) as (port, _, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for name, (address, scheme, (width, height)) in VIEWS.items():
                page = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
                page.goto(f"http://127.0.0.1:{port}/{address}")
                settle(page)
                page.screenshot(path=HERE / name)
            present(browser.new_context(viewport={"width": 1600, "height": 900}).new_page(), f"http://127.0.0.1:{port}")
            upload(browser.new_context(viewport={"width": 1440, "height": 1100}).new_page(), f"http://127.0.0.1:{port}")
            browser.close()
        hand_out(Path(folder))


if __name__ == "__main__":
    main()
