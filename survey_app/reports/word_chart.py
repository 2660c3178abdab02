"""A picture of bars that Word draws by itself: DrawingML, with its figures in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from survey_app.reports.fonts import printable

_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_EMU_PER_MM = 36_000
_FONT = (
    '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000"><a:latin typeface="Times New Roman"/>'
    '</a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
)


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars by label, from the top, in percent; None draws nothing. ``most`` ends the axis."""

    name: str
    labels: Sequence[str]
    values: Sequence[float | None]
    most: float


def chart_run(id_: str, number: int, size: tuple[float, float], told: str) -> str:
    """The picture in the line of text: the id of its part, width and height in mm, its words."""
    width, height = (round(mm * _EMU_PER_MM) for mm in size)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="chart-{number}" descr={quoteattr(printable(told))}/>'
        f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" r:id="{id_}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def add_charts(document: WordDocument, charts: Sequence[BarChart]) -> None:
    """Give each picture a part, under the ids that ``chart_id`` says."""
    for number, chart in enumerate(charts, start=1):
        name = PackURI(f"/word/charts/chart{number}.xml")
        part = Part(name, _TYPE, chart_xml(chart).encode(), document.part.package)
        document.part.load_rel(_RELATION, part, chart_id(number))


def chart_id(number: int) -> str:
    """The id of the picture of this number, from 1."""
    return f"rIdChart{number}"


def chart_xml(chart: BarChart) -> str:
    """The part of a picture."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}"><c:lang val="vi-VN"/>'
        '<c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f"{_series(chart)}"
        '<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f'{_labels_axis()}{_values_axis(chart.most)}</c:plotArea><c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart>{_FONT}</c:chartSpace>'
    )


def _series(chart: BarChart) -> str:
    labels = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(printable(label))}</c:v></c:pt>'
        for at, label in enumerate(chart.labels)
    )
    values = "".join(
        f'<c:pt idx="{at}"><c:v>{value:.1f}</c:v></c:pt>'
        for at, value in enumerate(chart.values)
        if value is not None
    )
    count = f'<c:ptCount val="{len(chart.labels)}"/>'
    return (
        '<c:ser><c:idx val="0"/><c:order val="0"/>'
        f"<c:tx><c:v>{escape(printable(chart.name))}</c:v></c:tx>"
        '<c:spPr><a:solidFill><a:srgbClr val="1F5C99"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        '<c:dLbls><c:numFmt formatCode="0.0&quot;%&quot;" sourceLinked="0"/>'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strLit>{count}{labels}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>0.0</c:formatCode>{count}{values}</c:numLit></c:val>"
        "</c:ser>"
    )


def _labels_axis() -> str:
    """From the top down, as they are read."""
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="2"/>'
        '<c:crosses val="autoZero"/></c:catAx>'
    )


def _values_axis(most: float) -> str:
    return (
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{most:g}"/><c:min val="0"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill>'
        '<a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
        '<c:numFmt formatCode="0&quot;%&quot;" sourceLinked="0"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="nextTo"/><c:crossAx val="1"/><c:crosses val="max"/>'
        '<c:majorUnit val="20"/></c:valAx>'
    )
