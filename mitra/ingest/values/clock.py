"""The time of day beside a date."""

from __future__ import annotations

import re

_ZONES = {"z": "+00:00", "utc": "+00:00", "gmt": "+00:00", "wib": "+07:00", "wita": "+08:00", "wit": "+09:00", "jst": "+09:00"}
_HINT = re.compile(r"[0-9][:時]|pukul|pkl|jam", re.IGNORECASE)
_TIMED = re.compile(
    r"(?P<day>.*?[^\s,T])(?:T|,?\s+|(?<=日))(?:(?:pukul|pkl\.?|jam|at)\s+)?"
    r"(?P<hour>[01]?[0-9]|2[0-3])(?:[:.]|時)(?P<minute>[0-5][0-9])"
    r"(?:(?:[:.]|分)(?P<second>[0-5][0-9])(?:[.,](?P<fraction>[0-9]{1,6})0*)?秒?|分)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>z|[+-][0-9]{2}:?[0-9]{2}|wib|wita|wit|jst|utc|gmt)?",
    re.IGNORECASE,
)


def split(text: str) -> tuple[str, str | None]:
    """Return the text of the day, and the time beside it in ISO 8601, None where none stands there.

    >>> split("31 Juli 2023 pukul 10.00 WIB")
    ('31 Juli 2023', '10:00:00+07:00')
    """
    match = _TIMED.fullmatch(text) if _HINT.search(text) else None
    if match is None:
        return text, None
    hour = _hour(int(match["hour"]), (match["half"] or "").lower())
    zone = (match["zone"] or "").lower()
    fraction = f".{match['fraction']:0<6}" if match["fraction"] else ""
    offset = _ZONES.get(zone) or (zone if len(zone) in (0, 6) else f"{zone[:3]}:{zone[3:]}")
    return (text, None) if hour is None else (match["day"], f"{hour:02}:{match['minute']}:{match['second'] or '00'}{fraction}{offset}")


def _hour(hour: int, half: str) -> int | None:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half.startswith("p") else 0)
