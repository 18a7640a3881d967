"""A link that the server prints lets one browser in, once."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.testclient import TestClient

from mitra.access import COOKIE, Keys
from mitra.api import entrance


def test_a_token_is_good_once_and_the_next_link_has_another() -> None:
    keys = Keys()
    token = keys.token()
    key = keys.exchange(token)
    assert keys.may_publish(key)
    assert keys.exchange(token) is None
    assert keys.token() != token


def test_without_a_key_of_this_process_nobody_publishes() -> None:
    keys, other = Keys(), Keys()
    foreign = other.exchange(other.token())
    assert not any(keys.may_publish(key) for key in (None, "", "guess", "kunci", foreign, keys.token()))


def test_the_link_leaves_a_cookie_that_scripts_cannot_read_and_goes_on_to_the_page() -> None:
    keys = Keys()
    web = TestClient(Starlette(routes=[entrance(keys.exchange)]), follow_redirects=False)
    link = f"/enter?token={keys.token()}"
    answer = web.get(link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/data")
    assert keys.may_publish(answer.cookies[COOKIE])
    assert "HttpOnly" in answer.headers["set-cookie"]
    spent = web.get(link)
    assert spent.headers["location"] == "/data?link=spent"
    assert "set-cookie" not in spent.headers
