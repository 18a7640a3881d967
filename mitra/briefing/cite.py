"""How a view or a document is cited: as text, as BibTeX, as CSL-JSON; always with the release and its hash."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date

from mitra.i18n import Words

HASH = 16  # letters of a SHA-256 that stand in a text; BibTeX and CSL carry it whole
_SPECIAL = re.compile(r"([&%$#_{}])")


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited: a view's or a document's title, its release, its day and where it can be opened."""

    title: str
    release: str
    release_sha256: str
    as_of: date
    language: str
    version: str = ""
    url: str = ""

    @property
    def published(self) -> date:
        """Return the day of the release, which its id begins with."""
        try:
            return date(int(self.release[:4]), int(self.release[4:6]), int(self.release[6:8]))
        except ValueError:
            return self.as_of


def text(cited: Cited, words: Words) -> str:
    """Return a citation as one sentence."""
    version = f"Mitra {cited.version}".strip()
    said = words.t("{version} ({year}). {title}. Release {release} (SHA-256 {hash}), as of {date}.", version=version, year=cited.published.year, title=cited.title.rstrip("."), release=cited.release, hash=cited.release_sha256[:HASH], date=words.date(cited.as_of))
    return f"{said} {cited.url}".strip()


def bibtex(cited: Cited) -> str:
    """Return a BibTeX entry (UTF-8)."""
    fields = {
        "author": "{Mitra}",
        "title": f"{{{_escaped(cited.title)}}}",
        "year": str(cited.published.year),
        "month": str(cited.published.month),
        "version": cited.release,
        "note": f"Release {cited.release}, SHA-256 {cited.release_sha256}, as of {cited.as_of.isoformat()}",
        "howpublished": f"Mitra {cited.version}".strip(),
        "langid": {"id": "indonesian", "ja": "japanese"}.get(cited.language, "english"),
        **({"url": cited.url} if cited.url else {}),
    }
    body = ",\n".join(f"  {name} = {{{value if name in ('author', 'title', 'url') else _escaped(value)}}}" for name, value in fields.items())
    return f"@misc{{{_key(cited)},\n{body}\n}}\n"


def _escaped(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", value.replace("\\", " "))


def _key(cited: Cited) -> str:
    return f"mitra-{cited.release}-{cited.as_of:%Y%m%d}"


def csl_json(cited: Cited) -> str:
    """Return a CSL-JSON list of one item, as reference managers import it."""
    item = {
        "id": _key(cited),
        "type": "dataset",
        "title": cited.title,
        "author": [{"literal": "Mitra"}],
        "issued": {"date-parts": [[cited.published.year, cited.published.month, cited.published.day]]},
        "version": cited.release,
        "language": cited.language,
        "note": f"SHA-256 {cited.release_sha256}; as of {cited.as_of.isoformat()}",
        "publisher": f"Mitra {cited.version}".strip(),
        **({"URL": cited.url} if cited.url else {}),
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"
