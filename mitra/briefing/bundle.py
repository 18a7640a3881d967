"""Everything at once: one ZIP of the deck, the PDF, the workbook and every chart, with checksums and a manifest."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator

from mitra.briefing.cite import Cited, bibtex, csl_json, text
from mitra.briefing.document import Document, Progress, Written, tell
from mitra.briefing.image import suited, to_png, to_svg
from mitra.briefing.pdf import to_pdf
from mitra.briefing.pptx import to_pptx
from mitra.briefing.sealed import entry
from mitra.briefing.xlsx import to_xlsx
from mitra.i18n import Words

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
_ODD = re.compile(r"[^a-z0-9]+")


def to_zip(document: Document, words: Words, *, template: bytes | None = None, progress: Progress | None = None) -> Written:
    """Return the ZIP; the same document, release and version give the same bytes."""
    charts = [(slide, figure) for slide in document.slides for figure in slide.figures]
    total, done = 3 + len(charts) + 1, 0
    files: dict[str, Written] = {}
    makers: tuple[tuple[str, Callable[[], Written]], ...] = (
        ("pptx", lambda: to_pptx(document, words, template=template)),
        ("pdf", lambda: to_pdf(document, words)),
        ("xlsx", lambda: to_xlsx(document, words)),
    )
    for form, make in makers:
        files[f"{document.name}.{form}"] = make()
        done += 1
        tell(progress, done, total)
    for place, (slide, figure) in enumerate(charts, 1):
        name = f"charts/{place:03d}-{_ODD.sub('-', figure.query.lower()).strip('-') or 'chart'}"
        shape = suited(figure)
        files[f"{name}.svg"] = to_svg(figure, slide, document, words, shape=shape)
        files[f"{name}.png"] = to_png(figure, slide, document, words, shape=shape)
        tell(progress, done + place, total)
    cited = Cited(document.title, document.release, document.release_sha256, document.as_of, document.language, document.version)
    for name, said in (("cite.txt", text(cited, words) + "\n"), ("cite.bib", bibtex(cited)), ("cite.json", csl_json(cited))):
        files[name] = Written(said.encode())
    body = _packed(document, files)
    tell(progress, total, total)
    return Written(body, tuple(_remarks(files)))


def _remarks(files: dict[str, Written]) -> Iterator[str]:
    for name, written in files.items():
        yield from (f"{name}: {remark}" for remark in written.remarks)


def _packed(document: Document, files: dict[str, Written]) -> bytes:
    sums = {name: hashlib.sha256(written.body).hexdigest() for name, written in files.items()}
    manifest = {
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "story": document.story_id,
        "release": document.release,
        "release_sha256": document.release_sha256,
        "as_of": document.as_of.isoformat(),
        "mitra": document.version,
        "filters": [list(pair) for pair in document.filters],
        "slides": [slide.headline for slide in document.slides],
        "files": [{"name": name, "bytes": len(written.body), "sha256": sums[name], "remarks": list(written.remarks)} for name, written in files.items()],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, written in files.items():
            info = entry(name, document.as_of)
            if name.endswith((".pptx", ".xlsx", ".png")):
                info.compress_type = zipfile.ZIP_STORED  # packed already
            archive.writestr(info, written.body)
        described = json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"
        archive.writestr(entry(MANIFEST, document.as_of), described)
        lines = [*(f"{digest}  {name}" for name, digest in sums.items()), f"{hashlib.sha256(described).hexdigest()}  {MANIFEST}"]
        archive.writestr(entry(SUMS, document.as_of), ("\n".join(lines) + "\n").encode())
    return out.getvalue()
