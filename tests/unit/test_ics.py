"""The calendar file: any calendar program opens it, days are the record's, and nothing in it leads outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from icalendar import Calendar

from mitra.cli import main
from mitra.errors import MitraError
from mitra.exchange import ics
from mitra.i18n import Words

LONG = "中小企業庁と零細中小企業省による販路開拓および事業承継支援に関する協力覚書（改訂版、更新条項付き）"
DAY = date(2024, 1, 1)


def due(**more: Any) -> dict[str, Any]:
    """Return a row of agreements.pipeline."""
    return {"ref_id": "G1", "evidence_kind_code": "agreement", "end_as_stated": "2024-06-14", "ends_on": pd.Timestamp(2024, 6, 14), "notice_days": 90, "decide_by": pd.Timestamp(2024, 3, 16), "days_left": 75, "decision_window_code": "within_90", **more}


UNSTATED = due(ref_id="G2", end_as_stated=None, ends_on=pd.NaT, notice_days=pd.NA, decide_by=pd.NaT, days_left=pd.NA)
NO_NOTICE = due(ref_id="G3", end_as_stated="2024-05", ends_on=pd.Timestamp(2024, 5, 31), notice_days=pd.NA, decide_by=pd.NaT)
PAST = due(ref_id="G4", ends_on=pd.Timestamp(2024, 2, 1), decide_by=pd.Timestamp(2023, 11, 3))


@pytest.fixture
def made(plain_words: Words) -> Callable[..., bytes]:
    """Return a function that writes rows as a calendar file."""
    words = Words(plain_words.language, plain_words.contract, {"G1": LONG, "G3": "Made-up agreement, expiring; with a comma"})

    def run(*rows: dict[str, Any], as_of: date = DAY) -> bytes:
        return ics.calendar(pd.DataFrame(rows), words, home="IDN", partner="JPN", release="20240101-0", as_of=as_of)

    return run


def test_it_holds_the_day_to_decide_and_the_end_as_days(made: Callable[..., bytes]) -> None:
    events = {str(event["uid"]): event for event in Calendar.from_ical(made(due(), UNSTATED)).events}
    assert {uid: event["dtstart"].dt for uid, event in events.items()} == {"G1-decide-by@mitra": date(2024, 3, 16), "G1-end@mitra": date(2024, 6, 14)}
    assert all(LONG in event["summary"] for event in events.values())
    assert all("20240101-0" in event["description"] and "url" not in event for event in events.values())


def test_the_day_to_decide_rings_a_month_before_and_the_end_only_where_no_notice_is_known(made: Callable[..., bytes]) -> None:
    rings = {str(event["uid"]): [alarm["trigger"].dt for alarm in event.walk("VALARM")] for event in Calendar.from_ical(made(due(), NO_NOTICE)).events}
    month = [timedelta(days=-30)]
    assert rings == {"G1-decide-by@mitra": month, "G1-end@mitra": [], "G3-end@mitra": month}


def test_a_day_to_decide_that_has_passed_is_left_out(made: Callable[..., bytes]) -> None:
    assert [str(event["uid"]) for event in Calendar.from_ical(made(PAST)).events] == ["G4-end@mitra"]


def test_no_line_is_longer_than_the_standard_allows_and_no_letter_is_cut(made: Callable[..., bytes]) -> None:
    body = made(due())
    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert any(line.startswith(b" ") for line in body.split(b"\r\n"))
    assert all(line.decode("utf-8") for line in body.split(b"\r\n") if line)
    assert b"://" not in body


def test_the_same_rows_give_the_same_file_and_a_later_day_the_same_events(made: Callable[..., bytes]) -> None:
    assert made(due()) == made(due())
    later = Calendar.from_ical(made(due(), as_of=date(2024, 2, 1))).events
    assert [event["uid"] for event in later] == [event["uid"] for event in Calendar.from_ical(made(due())).events]


def test_without_a_stated_end_there_is_no_file_but_a_sentence(made: Callable[..., bytes]) -> None:
    assert not ics.has_days(pd.DataFrame([UNSTATED]))
    with pytest.raises(MitraError):
        made(UNSTATED)


def test_the_command_writes_the_calendar_of_a_pair(small_world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MITRA_STORE", small_world.settings.store)
    out = tmp_path / "pair.ics"
    command = ["calendar", "--home", "IDN", "--partner", "JPN", "--as-of", "2024-01-01", "--out", str(out)]
    assert main([*command, "--lang", "ja"]) == 0
    starts = {str(event["uid"]): event["dtstart"].dt for event in Calendar.from_ical(out.read_bytes()).events}
    assert starts["XA3-decide-by@mitra"] == date(2024, 3, 16)
    assert starts["XA4-end@mitra"] == date(2030, 12, 31)
    assert main([*command[:4], "KOR", *command[5:]]) == 2
    assert capsys.readouterr().err.startswith("mitra: No agreement or programme")
