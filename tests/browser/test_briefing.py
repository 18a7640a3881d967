"""A story presented in a real browser with the network cut off but for our own server: every key, reload, detour, second screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

STORY = "in_ten_minutes"
WALL = {"width": 1920, "height": 1080}


@pytest.fixture
def presenter(visitor_with: Callable[..., Any], dashboard: str) -> Any:
    """Return a presenter's browser that reaches nothing but the dashboard."""
    visitor = visitor_with(dashboard, viewport=WALL, locale="en-GB")
    visitor.page.context.route("**/*", lambda route: route.continue_() if route.request.url.startswith((dashboard, "data:")) else route.abort())
    return visitor


def at(visitor: Any, slide: int) -> str:
    """Wait until a slide is shown and its keys are heard, and return its headline."""
    visitor.wait_for_query("slide", str(slide))
    visitor.page.get_by_text(f"· {slide} / ", exact=False).first.wait_for()
    visitor.page.locator(".st-key-press-leave button").wait_for(state="attached")  # the browser loads what draws buttons when it first meets one
    return visitor.page.locator("h1").first.inner_text()


def test_the_keys_of_a_clicker_move_through_a_story(presenter: Any) -> None:
    page = presenter.open(f"/briefing?story={STORY}&slide=1&lang=en")
    seen = [at(presenter, 1)]
    for slide in (2, 3, 4):
        page.keyboard.press("PageDown")
        seen.append(at(presenter, slide))
    assert len(set(seen)) == 4
    page.keyboard.press("PageUp")
    assert at(presenter, 3) == seen[2]
    page.keyboard.press("ArrowRight")
    assert at(presenter, 4) == seen[3]
    page.keyboard.press("End")
    last = at(presenter, 11)
    page.keyboard.press("PageDown")
    assert at(presenter, 11) == last
    page.keyboard.press("Home")
    assert at(presenter, 1) == seen[0]
    page.keyboard.press("7")
    page.get_by_text("Go to slide 7").wait_for()
    page.keyboard.press("Enter")
    assert "focus areas" in at(presenter, 7)
    assert presenter.complaints == []


def test_nothing_of_the_frame_is_seen_and_the_type_is_for_a_room(presenter: Any) -> None:
    page = presenter.open(f"/briefing?story={STORY}&slide=2&lang=en")
    at(presenter, 2)
    assert not page.locator("[data-testid=stHeader]").is_visible()
    assert page.get_by_label("Partner country").count() == 0
    sizes = page.evaluate("""() => [...document.querySelectorAll('.st-key-room [class*=st-key-s] :is(h1,p)')].filter(e => e.innerText.trim()).map(e => [parseFloat(getComputedStyle(e).fontSize), e.closest('[class*="-value-"]') !== null])""")
    assert min(size for size, _ in sizes) >= 28
    assert min(size for size, is_value in sizes if is_value) >= 72
    assert page.evaluate("document.documentElement.scrollWidth") <= 1920
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 1080


def test_the_screen_goes_blank_and_the_answer_panel_opens(presenter: Any) -> None:
    page = presenter.open(f"/briefing?story={STORY}&slide=3&lang=en")
    headline = at(presenter, 3)
    page.keyboard.press("b")
    page.locator(".st-key-room-blank").wait_for()
    assert page.evaluate("getComputedStyle(document.querySelector('.st-key-room-blank')).backgroundColor") == "rgb(0, 0, 0)"
    page.keyboard.press("b")
    page.locator(".st-key-room-blank").wait_for(state="detached")
    assert at(presenter, 3) == headline
    page.keyboard.press("a")
    page.locator("[data-testid=stDataFrame]").first.wait_for()
    page.get_by_role("tab", name="as it runs").first.click()
    page.get_by_text("agreement_status_code").first.wait_for()
    page.keyboard.press("PageDown")
    at(presenter, 4)
    page.keyboard.press("o")
    page.get_by_role("button", name="5 · When people met").click()
    at(presenter, 5)


def test_a_detour_into_live_data_comes_back_to_the_same_slide(presenter: Any) -> None:
    page = presenter.open(f"/briefing?story={STORY}&slide=7&lang=en")
    headline = at(presenter, 7)
    page.keyboard.press("l")
    page.wait_for_url("**/coverage**")
    presenter.settle()
    assert page.get_by_label("Partner country").first.is_visible()
    page.get_by_role("button", name="Back to slide 7").wait_for()
    page.keyboard.press("Backspace")
    page.wait_for_url("**/briefing**")
    assert at(presenter, 7) == headline


def test_a_reload_resumes_and_the_notes_follow(presenter: Any) -> None:
    page = presenter.open(f"/briefing?story={STORY}&slide=1&lang=en")
    at(presenter, 1)
    page.keyboard.press("PageDown")
    at(presenter, 2)
    show = presenter.query("show")
    page.reload()
    presenter.settle()
    at(presenter, 2)
    assert presenter.query("show") == show
    notes = page.context.new_page()
    notes.goto(f"{presenter.address}/briefing?view=notes&story={STORY}&show={show}&lang=en")
    notes.locator("h1", has_text="2 of 11").wait_for()
    notes.get_by_text("Pause here.").wait_for()
    page.bring_to_front()
    page.keyboard.press("PageDown")
    at(presenter, 3)
    notes.locator("h1", has_text="3 of 11").wait_for()
    notes.get_by_text("Status is computed at the day of the slide").wait_for()


def test_a_loop_moves_on_by_itself_until_a_key_is_pressed(presenter: Any) -> None:
    page = presenter.open(f"/briefing?story={STORY}&slide=11&loop=3&lang=en")
    at(presenter, 1)
    at(presenter, 2)
    page.keyboard.press("PageUp")
    at(presenter, 1)
    page.wait_for_timeout(5000)
    assert presenter.query("slide") == "1"


def test_escape_leaves_for_the_editor(presenter: Any) -> None:
    page = presenter.open(f"/briefing?story={STORY}&slide=4&lang=en")
    at(presenter, 4)
    page.keyboard.press("Escape")
    presenter.wait_for_query("slide", None)
    page.get_by_role("button", name="All stories").wait_for()
    page.get_by_label("Partner country").first.wait_for()


def test_a_view_is_added_from_its_chart_and_stands_in_the_story(presenter: Any) -> None:
    page = presenter.open("/coverage?lang=en&sector=fisheries")
    page.get_by_role("button", name="Add to a story").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Headline").fill("Fish and what covers them")
    dialog.get_by_label("Headline").press("Tab")
    dialog.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("copy of your own").wait_for()
    page.get_by_role("link", name="Briefing").first.click()
    page.wait_for_url("**/briefing**")
    presenter.settle()
    page.get_by_text("your own, seen by nobody else").wait_for()
    page.locator("[class*=st-key-edit-own_] button").click()
    page.get_by_role("button", name="Fish and what covers them").wait_for()


def test_a_deck_is_made_and_saved(presenter: Any, tmp_path: Any) -> None:
    page = presenter.open("/briefing?lang=en")
    page.get_by_role("button", name="Hand out").first.click()
    page.get_by_role("button", name="PowerPoint").click()
    save = page.get_by_role("button", name="Save PowerPoint")
    save.wait_for()
    with page.expect_download() as coming:
        save.click()
    coming.value.save_as(tmp_path / "story.pptx")
    assert (tmp_path / "story.pptx").read_bytes()[:2] == b"PK"
    assert coming.value.suggested_filename.startswith("mitra-in_ten_minutes-en-")
