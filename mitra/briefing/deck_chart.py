"""Native, editable charts on a slide."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from mitra.briefing.deck import Area, spoken
from mitra.briefing.deck_text import SCHEME
from mitra.briefing.native import MOST, Native, Series
from mitra.briefing.traces import contrast
from mitra.theme import LIGHT

KINDS = {
    ("bar", False): XL_CHART_TYPE.BAR_CLUSTERED,
    ("bar", True): XL_CHART_TYPE.BAR_STACKED,
    ("column", False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    ("column", True): XL_CHART_TYPE.COLUMN_STACKED,
    ("line", False): XL_CHART_TYPE.LINE_MARKERS,
    ("doughnut", False): XL_CHART_TYPE.DOUGHNUT,
    ("scatter", False): XL_CHART_TYPE.XY_SCATTER,
}
ROLES = {"tx1": "TEXT_1", "bg1": "BACKGROUND_1", "tx2": "TEXT_2", "bg2": "BACKGROUND_2"}
LARGE = 1e9  # numbers from here on are too long for a label; the category says them in words
SLICE = 0.04  # of a doughnut: thinner slices carry no number
WIDE = 15  # more bars than this get smaller letters


def add_chart(slide: Any, chart: Native, area: Area, alt: str, language: str) -> Any:
    """Add a native chart with its numbers inside; unknown values stay empty cells."""
    kind = KINDS[chart.kind, chart.is_stacked]
    frame = slide.shapes.add_chart(kind, area.left, area.top, area.width, area.height, _data(chart))
    about = frame._element.nvGraphicFramePr.cNvPr  # noqa: SLF001  # alternative text has no other door
    about.set("descr", alt)
    about.set("name", f"Chart {about.get('id')}")
    drawn = frame.chart
    drawn.font.size = Pt(12 if len(chart.categories) <= WIDE else 10)
    drawn.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    _speak(drawn, language)
    _title(drawn, chart)
    _legend(drawn, chart)
    plot = drawn.plots[0]
    if chart.kind in ("bar", "column"):
        plot.gap_width = 45
        plot.overlap = 100 if chart.is_stacked or chart.is_overlaid else -10
    for series, one in zip(plot.series, chart.series, strict=True):
        _paint(series, one, chart.kind)
    if chart.kind != "doughnut":
        _axes(drawn, chart)
    _labels(plot, chart)
    return frame


def _data(chart: Native) -> Any:
    if chart.kind == "scatter":
        data = XyChartData()
        for series, places in zip(chart.series, chart.places, strict=True):
            points = data.add_series(series.name)
            for x, y in zip(places, series.numbers, strict=True):
                points.add_data_point(x, y)
        return data
    data = CategoryChartData(number_format=chart.form)
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.numbers)
    return data


def _speak(drawn: Any, language: str) -> None:
    for properties in drawn._chartSpace.iter(qn("a:defRPr")):  # noqa: SLF001
        properties.set("lang", spoken(language))


def _title(drawn: Any, chart: Native) -> None:
    drawn.has_title = bool(chart.title)
    if chart.title:
        drawn.chart_title.include_in_layout = False
        drawn.chart_title.text_frame.text = chart.title
        font = drawn.chart_title.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(12), False
        font.color.theme_color = MSO_THEME_COLOR.TEXT_2


def _legend(drawn: Any, chart: Native) -> None:
    drawn.has_legend = len(chart.series) > 1 or chart.kind == "doughnut"
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.RIGHT if chart.kind == "doughnut" else XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
        drawn.legend.font.size = Pt(12)


def _set(target: Any, value: str) -> None:
    """Give a colour: the theme's role where it has one."""
    role = SCHEME.get(value)
    if role is None:
        target.rgb = RGBColor.from_string(value[1:].upper())
    else:
        target.theme_color = MSO_THEME_COLOR[ROLES.get(role, role.upper().replace("ACCENT", "ACCENT_"))]


def _fill(shape: Any, value: str, *, hatched: bool) -> None:
    if hatched:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        _set(shape.fill.fore_color, value)
        _set(shape.fill.back_color, LIGHT.paper)
        _set(shape.line.color, value)
    else:
        shape.fill.solid()
        _set(shape.fill.fore_color, value)


def _paint(series: Any, one: Series, kind: str) -> None:
    if kind in ("line", "scatter"):
        series.smooth = False
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 6
        _fill(series.marker.format, one.colours[0], hatched=False)
        series.marker.format.line.fill.background()
        if kind == "line":
            _set(series.format.line.color, one.colours[0])
            series.format.line.width = Pt(2)
        else:
            series.format.line.fill.background()
        return
    known = [shown for shown, value in zip(one.hatched or (False,) * len(one.numbers), one.numbers, strict=True) if value is not None]
    whole = bool(known) and all(known)
    if kind != "doughnut":
        series.invert_if_negative = False
        _fill(series.format, one.colours[0], hatched=whole)
    total = sum(value or 0 for value in one.numbers)
    lead = one.colours[0]
    colours = one.colours if len(one.colours) > 1 else one.colours * len(one.numbers)
    for place, value in enumerate(one.numbers):
        hatched = one.hatched[place : place + 1] == (True,)
        own = colours[place]
        if value is not None and (kind == "doughnut" or own != lead or hatched != whole):
            point = series.points[place].format
            _fill(point, own, hatched=hatched)
            if kind == "doughnut":
                _set(point.line.color, LIGHT.paper)
                _slice_label(series.points[place], own, is_shown=value >= total * SLICE)


def _slice_label(point: Any, own: str, *, is_shown: bool) -> None:
    """Write a slice's number in ink that reads on it; none in a slice too thin for one, whose number stands in the key."""
    label = point.data_label._get_or_add_dLbl()  # noqa: SLF001  # python-pptx writes no label without text of its own
    for name in ("c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"):
        label.find(qn(name)).set("val", str(int(name == "c:showVal" and is_shown)))
    if is_shown:
        _set(point.data_label.font.color, contrast(own, LIGHT))
        point.data_label.font.size = Pt(12)


def _axes(drawn: Any, chart: Native) -> None:
    across, along = drawn.category_axis, drawn.value_axis
    hides = _hides_values(chart)
    along.has_major_gridlines = not hides
    along.visible = not hides
    if not hides:
        _set(along.major_gridlines.format.line.color, LIGHT.line)
        along.format.line.fill.background()
        along.tick_labels.number_format, along.tick_labels.number_format_is_linked = chart.form.replace("0.0%", "0%"), False
    if chart.kind != "scatter":
        if chart.kind != "line" or chart.is_of_one:
            along.minimum_scale = min(0, *(value for one in chart.series for value in one.numbers if value is not None), 0)
        across.has_major_gridlines = False
        across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        across.reverse_order = chart.kind == "bar"
        _write_all(across, 1 if len(chart.categories) <= MOST or chart.kind == "bar" else -(-len(chart.categories) // MOST))
    if chart.is_of_one:
        along.maximum_scale = 1
    across.major_tick_mark = along.major_tick_mark = XL_TICK_MARK.NONE
    _set(across.format.line.color, LIGHT.line)
    if chart.kind == "bar" and not hides:  # the first category is on top, the values stay below
        along.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _write_all(axis: Any, step: int) -> None:
    """Write every name on an axis (or every `step`th): software that finds them tight would leave some out."""
    element = axis._element  # noqa: SLF001  # python-pptx has no door to it
    for name in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = etree.SubElement(element, qn(name))
        skip.set("val", str(step))
        after = element.find(qn("c:noMultiLvlLbl"))
        if after is not None:
            after.addprevious(skip)


def _hides_values(chart: Native) -> bool:
    """Say whether labels at the bars make a value axis needless, or its numbers are too long to read."""
    return (chart.kind == "bar" and not chart.is_stacked) or any((value or 0) >= LARGE for one in chart.series for value in one.numbers)


def _labels(plot: Any, chart: Native) -> None:
    """Write numbers at bars where they have room; large ones stand in the category."""
    if chart.kind in ("line", "scatter") or any((value or 0) >= LARGE for one in chart.series for value in one.numbers):
        return
    if chart.kind == "column" and (chart.is_stacked or len(chart.categories) > WIDE):
        return
    for target, ink in _labelled(plot, chart):
        target.number_format, target.number_format_is_linked = f"{chart.form};-{chart.form};" if chart.is_stacked else chart.form, False
        target.show_value = True
        target.font.size = Pt(11 if len(chart.categories) <= WIDE else 9)
        _set(target.font.color, ink)
        if chart.kind in ("bar", "column"):
            target.position = XL_LABEL_POSITION.CENTER if chart.is_stacked else XL_LABEL_POSITION.OUTSIDE_END


def _labelled(plot: Any, chart: Native) -> list[tuple[Any, str]]:
    """Return the labels to write and their ink: those of one series reach into the others where bars lie over each other."""
    if chart.kind == "doughnut":
        return []
    if chart.is_stacked:
        return [(series.data_labels, contrast(one.colours[0], LIGHT)) for series, one in zip(plot.series, chart.series, strict=True)]
    if chart.is_overlaid:
        return [(plot.series[0].data_labels, LIGHT.ink)]
    plot.has_data_labels = True
    return [(plot.data_labels, LIGHT.ink)]
