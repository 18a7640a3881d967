"""A PowerPoint file to fill: the house's own look or a ministry's template, its layouts by what they hold, its free area."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.exc import PackageNotFoundError, PythonPptxError
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from mitra import theme
from mitra.errors import MitraError
from mitra.theme import LIGHT

A = qn("a:p")[:-1]  # the namespace of drawings
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.6)
MOST_BYTES = 150 * 10**6  # of an unpacked template
FOOT = Inches(0.62)  # what source, day and page number take at the bottom
TITLES = (KIND.TITLE, KIND.CENTER_TITLE, KIND.VERTICAL_TITLE)
FURNITURE = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER)
LAYOUTS = {"Title Slide": (0.6, 2.1, 12.1, 1.9), "Section Header": (0.6, 2.6, 12.1, 1.4), "Title Only": (0.6, 0.45, 12.1, 0.88)}  # inches
SUBTITLES = {"Title Slide": (0.6, 4.15, 12.1, 0.9), "Section Header": (0.6, 4.1, 12.1, 1.2)}


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Return where it ends."""
        return self.top + self.height

    def below(self, down: int) -> Area:
        """Return what is left under its first `down` EMU."""
        return Area(self.left, self.top + down, self.width, max(self.height - down, 1))

    def columns(self, count: int, gap: int = Inches(0.35)) -> list[Area]:
        """Return `count` columns of equal width."""
        wide = (self.width - gap * (count - 1)) // count
        return [Area(self.left + place * (wide + gap), self.top, wide, self.height) for place in range(count)]


@dataclass(frozen=True, slots=True)
class Layouts:
    """The layouts of a template by what they are for."""

    cover: Any
    section: Any
    content: Any


def open_deck(template: bytes | None) -> tuple[Any, Layouts]:
    """Return an empty presentation and its layouts; MitraError where the template is no .pptx or has no layout."""
    if template is None:
        deck = _house()
    else:
        try:
            _refuse_large(template)
            deck = Presentation(io.BytesIO(template))
            _empty(deck)
        except (PackageNotFoundError, PythonPptxError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
            raise MitraError("The template is no PowerPoint file that can be read. Save it as .pptx and try again.") from error
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    if not layouts:
        raise MitraError("The template has no slide layouts, so nothing can be laid on it. Save it from PowerPoint with at least one layout, or leave the template out.")
    _give_fonts(deck)
    return deck, _choose(layouts)


def _refuse_large(template: bytes) -> None:
    """Raise MitraError where a template would unpack to more than a template can need."""
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        size = sum(info.file_size for info in archive.infolist())
    if size > MOST_BYTES:
        raise MitraError("The template unpacks to {size} MB; a template takes at most {most} MB. Take slides and pictures out of it.", size=size // 10**6, most=MOST_BYTES // 10**6)


def _choose(layouts: list[Any]) -> Layouts:
    """Return the layout for each use: the fullest match, or the nearest thing to it."""
    kinds = {id(layout): [shape.placeholder_format.type for shape in layout.placeholders if shape.placeholder_format.type not in FURNITURE] for layout in layouts}
    titled = [layout for layout in layouts if any(kind in TITLES[:2] for kind in kinds[id(layout)])] or layouts
    covers = [layout for layout in titled if KIND.CENTER_TITLE in kinds[id(layout)]]
    content = min((layout for layout in titled if KIND.CENTER_TITLE not in kinds[id(layout)]), key=lambda layout: len(kinds[id(layout)]), default=titled[0])
    sections = [layout for layout in titled if layout.element.get("type") == "secHead"]
    return Layouts(covers[0] if covers else titled[0], sections[0] if sections else covers[0] if covers else content, content)


def _empty(deck: Any) -> None:
    """Take away the slides that a template came with."""
    ids = deck.slides._sldIdLst  # noqa: SLF001  # python-pptx offers no way to take a slide away
    for one in list(ids):
        deck.part.drop_rel(one.rId)
        ids.remove(one)


def _house() -> Any:
    """Return the house's own deck: wide, three layouts, the palette and fonts of mitra.theme."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for layout in list(deck.slide_layouts):
        if layout.name not in LAYOUTS:
            deck.slide_layouts.remove(layout)
    for shape in list(deck.slide_master.placeholders):
        if shape.placeholder_format.type in FURNITURE:
            shape.element.getparent().remove(shape.element)
        else:
            shape.left, shape.width = MARGIN, WIDTH - MARGIN * 2
    _set_titles(deck)
    for layout in deck.slide_layouts:
        for shape in list(layout.placeholders):
            _place(shape, layout.name)
    part = _theme_part(deck.slide_master)
    part._blob = _with_palette(part.blob)  # noqa: SLF001  # python-pptx has no theme editor
    return deck


def _place(shape: Any, layout: str) -> None:
    kind = shape.placeholder_format.type
    if kind in FURNITURE:
        shape.element.getparent().remove(shape.element)
        return
    left, top, width, height = (LAYOUTS if kind in TITLES else SUBTITLES)[layout]
    shape.left, shape.top, shape.width, shape.height = Inches(left), Inches(top), Inches(width), Inches(height)
    properties = shape.text_frame._txBody.bodyPr  # noqa: SLF001  # anchors and insets have no other door
    properties.set("anchor", "t" if kind not in TITLES or layout == "Title Only" else "b")
    properties.set("lIns", "0")
    for old in list(properties):
        properties.remove(old)
    styles = shape.text_frame._txBody.find(f"{A}lstStyle")  # noqa: SLF001
    for style in list(styles):
        styles.remove(style)
    if kind not in TITLES:
        level = etree.SubElement(styles, f"{A}lvl1pPr", marL="0", indent="0", algn="l")
        etree.SubElement(level, f"{A}buNone")
        etree.SubElement(level, f"{A}defRPr", sz="2000")


def _set_titles(deck: Any) -> None:
    level = deck.slide_master.element.find(".//{*}titleStyle/{*}lvl1pPr")
    level.set("algn", "l")
    level.find(f"{A}defRPr").set("sz", "2800")
    level.find(f"{A}defRPr").set("b", "1")


def _theme_part(master: Any) -> Any:
    return next((rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme")), None)


def _with_palette(blob: bytes) -> bytes:
    """Return a theme with the house's colours by role."""
    tree = etree.fromstring(blob)
    roles = {"dk1": LIGHT.ink, "lt1": LIGHT.paper, "dk2": LIGHT.soft, "lt2": LIGHT.line, "hlink": LIGHT.accent, "folHlink": LIGHT.soft, "accent1": LIGHT.accent}
    roles |= {f"accent{place}": LIGHT.categories[place - 1] for place in range(2, 7)}
    scheme = tree.find(f".//{A}clrScheme")
    scheme.set("name", "Mitra")
    for role, colour in roles.items():
        entry = scheme.find(f"{A}{role}")
        for old in list(entry):
            entry.remove(old)
        etree.SubElement(entry, f"{A}srgbClr", val=colour[1:].upper())
    for font in tree.iterfind(f".//{A}fontScheme/*/{A}latin"):
        font.set("typeface", theme.OFFICE_FONT)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _give_fonts(deck: Any) -> None:
    """Name fonts for Japanese and for right-to-left scripts where a theme names none."""
    for master in deck.slide_masters:
        part = _theme_part(master)
        if part is None:
            continue
        tree = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
        for script, font in (("ea", theme.OFFICE_FONT_EAST_ASIAN), ("cs", theme.OFFICE_FONT_COMPLEX)):
            for entry in tree.iterfind(f".//{A}fontScheme/*/{A}{script}"):
                if not entry.get("typeface"):
                    entry.set("typeface", font)
        for entry in tree.iterfind(f".//{A}fontScheme/*/{A}font[@script='Jpan']"):
            entry.set("typeface", theme.OFFICE_FONT_EAST_ASIAN)
        part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


def title_area(slide: Any, deck: Any) -> Area:
    """Return where the headline stands: the layout's title, or the top of a slide that has none."""
    title = slide.shapes.title
    if title is not None and title.width and title.height and title.top is not None and title.top + title.height < deck.slide_height * 0.5:
        return Area(title.left, title.top, title.width, title.height)
    side = int(deck.slide_width * 0.045)
    return Area(side, int(deck.slide_height * 0.06), deck.slide_width - side * 2, int(deck.slide_height * 0.127))


def free_area(head: Area, deck: Any, layout: Any) -> Area:
    """Return what is left for content between the headline and the foot."""
    feet = [shape.top for shape in layout.placeholders if shape.placeholder_format.type in FURNITURE and shape.top and shape.top > deck.slide_height * 0.7]
    bottom = min([deck.slide_height - FOOT, *feet]) - Inches(0.1)
    return Area(head.left, head.bottom, head.width, max(bottom - head.bottom, Inches(1)))


def points(emu: float) -> float:
    """Return a length in points."""
    return emu / Pt(1)


def emu(pts: float) -> Emu:
    """Return points as a length."""
    return Emu(round(pts * Pt(1)))


def spoken(language: str) -> str:
    """Return the language tag that Office knows."""
    return {"id": "id-ID", "ja": "ja-JP"}.get(language, "en-GB")
