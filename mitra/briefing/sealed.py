"""Office files and ZIPs whose bytes depend on nothing but what is in them: fixed times, everywhere inside."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
FIRST = date(1980, 1, 1)  # ZIP knows no earlier day


def entry(name: str, day: date) -> zipfile.ZipInfo:
    """Return a ZIP entry dated at the beginning of a day."""
    day = max(day, FIRST)
    info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info


def sealed(body: bytes, day: date) -> bytes:
    """Return an Office file with the times inside it, and inside workbooks in it, set to a day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xlsx"):
                content = sealed(content, day)
            elif name == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>" + f"{max(day, FIRST).isoformat()}T00:00:00Z".encode() + rb"\g<2>", content)
            new.writestr(entry(name, day), content)
    return out.getvalue()
