"""header.xml: the looks of a document, each given a number when it is first asked for.

Lengths are HWPUNIT: 7,200 to the inch, 100 to the point.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "ha": "http://www.hancom.co.kr/hwpml/2011/app",
        "hp": "http://www.hancom.co.kr/hwpml/2011/paragraph",
        "hp10": "http://www.hancom.co.kr/hwpml/2016/paragraph",
        "hs": "http://www.hancom.co.kr/hwpml/2011/section",
        "hc": "http://www.hancom.co.kr/hwpml/2011/core",
        "hh": "http://www.hancom.co.kr/hwpml/2011/head",
        "hhs": "http://www.hancom.co.kr/hwpml/2011/history",
        "hm": "http://www.hancom.co.kr/hwpml/2011/master-page",
        "hpf": "http://www.hancom.co.kr/schema/2011/hpf",
        "dc": "http://purl.org/dc/elements/1.1/",
        "opf": "http://www.idpf.org/2007/opf/",
        "ooxmlchart": "http://www.hancom.co.kr/hwpml/2016/ooxmlchart",
        "hwpunitchar": "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar",
        "epub": "http://www.idpf.org/2007/ops",
        "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    }.items()
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
OUTLINE_LEVELS = 7
LIST_LEVELS = 7

_SCRIPTS = ("hangul", "latin", "hanja", "japanese", "other", "symbol", "user")
_FONTS = ("함초롬바탕", "함초롬돋움")
_SIDES = ("left", "right", "top", "bottom")
# What says that the text of a numbered paragraph looks like the paragraph.
_AS_PARAGRAPH = 4294967295


class Look(NamedTuple):
    """How characters look; ``height`` in hundredths of a point."""

    height: int = 1050
    bold: bool = False
    italic: bool = False
    colour: str = "#1E2124"
    underline: bool = False
    raised: bool = False
    gothic: bool = False


class Shape(NamedTuple):
    """How a paragraph stands; ``head`` is what it begins with: OUTLINE, NUMBER (of ``list``) or BULLET."""

    align: str = "JUSTIFY"
    indent: int = 0
    left: int = 0
    before: int = 0
    after: int = 0
    spacing: int = 160
    head: str = "NONE"
    list: int = 0
    level: int = 0
    keep_with_next: bool = False


class Fill(NamedTuple):
    """Border and background of a cell; '' is none."""

    line: str = ""
    colour: str = ""
    width: str = "0.12 mm"
    left_line: str = ""


class Style(NamedTuple):
    """A style that has a name: the navigation of 한글 goes by 개요 1 and so on."""

    name: str
    english: str
    shape: Shape
    look: Look


class Styles:
    """The looks of one document, by number."""

    def __init__(self, styles: tuple[Style, ...]) -> None:
        """Begin with the named styles; the first is what everything else stands on."""
        self._looks: dict[Look, int] = {}
        self._shapes: dict[Shape, int] = {}
        # The first two are what 한글 itself has there: nothing, and nothing for text.
        self._fills: dict[Fill, int] = {Fill(width="0.1 mm"): 1, Fill(): 2}
        self._starts: list[int] = []
        self._styles = styles
        self.number_by_name = {style.name: number for number, style in enumerate(styles)}
        for style in styles:
            self.look(style.look)
            self.shape(style.shape)

    def look(self, look: Look) -> int:
        """Return the number of a look of characters."""
        return self._looks.setdefault(look, len(self._looks))

    def shape(self, shape: Shape) -> int:
        """Return the number of a shape of paragraphs."""
        return self._shapes.setdefault(shape, len(self._shapes))

    def fill(self, fill: Fill) -> int:
        """Return the number of a border and background."""
        return self._fills.setdefault(fill, len(self._fills) + 1)

    def numbering(self, start: int) -> int:
        """Return the number of a numbering of its own, which counts from ``start``."""
        self._starts.append(start)
        return len(self._starts) + 1

    def header(self) -> str:
        """Return header.xml with all that was asked for."""
        return (
            f'{DECLARATION}<hh:head {NAMESPACES} version="1.5" secCnt="1">'
            '<hh:beginNum page="1" footnote="1" endnote="1" pic="1" tbl="1" equation="1"/><hh:refList>'
            f"{_fontfaces()}{self._border_fills()}{self._char_properties()}"
            '<hh:tabProperties itemCnt="1"><hh:tabPr id="0" autoTabLeft="0" autoTabRight="0"/></hh:tabProperties>'
            f"{self._numberings()}{_bullets()}{self._para_properties()}{self._named_styles()}</hh:refList>"
            '<hh:compatibleDocument targetProgram="HWP201X"><hh:layoutCompatibility/></hh:compatibleDocument>'
            '<hh:docOption><hh:linkinfo path="" pageInherit="0" footnoteInherit="0"/></hh:docOption>'
            '<hh:trackchageConfig flags="56"/></hh:head>'
        )

    def _border_fills(self) -> str:
        return _counted("borderFills", [_border_fill(number, fill) for fill, number in self._fills.items()])

    def _char_properties(self) -> str:
        return _counted("charProperties", [_char_property(number, look) for look, number in self._looks.items()])

    def _numberings(self) -> str:
        # The first is the outline's: the headings have their numbers in their text, the same in every format.
        rows = [_numbering(1, 1, "")]
        rows += [_numbering(number, start, "^{}.") for number, start in enumerate(self._starts, 2)]
        return _counted("numberings", rows)

    def _para_properties(self) -> str:
        return _counted("paraProperties", [_para_property(number, shape) for shape, number in self._shapes.items()])

    def _named_styles(self) -> str:
        rows = [
            f'<hh:style id="{number}" type="PARA" name="{style.name}" engName="{style.english}" '
            f'paraPrIDRef="{self._shapes[style.shape]}" charPrIDRef="{self._looks[style.look]}" '
            f'nextStyleIDRef="{0 if style.shape.head == "OUTLINE" else number}" langID="1042" lockForm="0"/>'
            for number, style in enumerate(self._styles)
        ]
        return _counted("styles", rows)


def text_xml(text: str) -> str:
    """Return text as it stands within hp:t."""
    return escape(text).replace("\n", "<hp:lineBreak/>").replace("\t", " ")


def attribute(text: str) -> str:
    """Return text as the value of an attribute, with its quotes."""
    return quoteattr(text)


def _counted(tag: str, rows: list[str]) -> str:
    return f'<hh:{tag} itemCnt="{len(rows)}">{"".join(rows)}</hh:{tag}>'


def _fontfaces() -> str:
    fonts = "".join(
        f'<hh:font id="{number}" face="{face}" type="TTF" isEmbedded="0"><hh:typeInfo familyType="FCAT_GOTHIC" weight="6" '
        'proportion="4" contrast="0" strokeVariation="1" armStyle="1" letterform="1" midline="1" xHeight="1"/></hh:font>'
        for number, face in enumerate(_FONTS)
    )
    return _counted(
        "fontfaces",
        [f'<hh:fontface lang="{lang.upper()}" fontCnt="{len(_FONTS)}">{fonts}</hh:fontface>' for lang in _SCRIPTS],
    )


def _border_fill(number: int, fill: Fill) -> str:
    lines = {side: (fill.left_line or fill.line) if side == "left" else fill.line for side in _SIDES}
    borders = "".join(
        f'<hh:{side}Border type="{"SOLID" if line else "NONE"}" width="{_width(side, fill)}" color="{line or "#000000"}"/>'
        for side, line in lines.items()
    )
    brush = f'<hc:fillBrush><hc:winBrush faceColor="{fill.colour or "none"}" hatchColor="#999999" alpha="0"/></hc:fillBrush>'
    return (
        f'<hh:borderFill id="{number}" threeD="0" shadow="0" centerLine="NONE" breakCellSeparateLine="0">'
        '<hh:slash type="NONE" Crooked="0" isCounter="0"/><hh:backSlash type="NONE" Crooked="0" isCounter="0"/>'
        f'{borders}<hh:diagonal type="SOLID" width="0.1 mm" color="#000000"/>{brush if number > 1 else ""}</hh:borderFill>'
    )


def _width(side: str, fill: Fill) -> str:
    return "1.0 mm" if side == "left" and fill.left_line else fill.width


def _char_property(number: int, look: Look) -> str:
    def of_all(tag: str, value: int) -> str:
        return f"<hh:{tag} " + " ".join(f'{script}="{value}"' for script in _SCRIPTS) + "/>"

    return (
        f'<hh:charPr id="{number}" height="{look.height}" textColor="{look.colour}" shadeColor="none" useFontSpace="0" '
        f'useKerning="0" symMark="NONE" borderFillIDRef="2">{of_all("fontRef", int(look.gothic))}{of_all("ratio", 100)}'
        f"{of_all('spacing', 0)}{of_all('relSz', 100)}{of_all('offset', 0)}"
        f"{'<hh:italic/>' if look.italic else ''}{'<hh:bold/>' if look.bold else ''}"
        f'<hh:underline type="{"BOTTOM" if look.underline else "NONE"}" shape="SOLID" color="{look.colour}"/>'
        '<hh:strikeout shape="NONE" color="#000000"/><hh:outline type="NONE"/>'
        '<hh:shadow type="NONE" color="#C0C0C0" offsetX="10" offsetY="10"/>'
        f"{'<hh:supscript/>' if look.raised else ''}</hh:charPr>"
    )


def _para_head(level: int, start: int, text: str) -> str:
    return (
        f'<hh:paraHead start="{start}" level="{level}" align="LEFT" useInstWidth="1" autoIndent="1" widthAdjust="0" '
        f'textOffsetType="PERCENT" textOffset="50" numFormat="DIGIT" charPrIDRef="{_AS_PARAGRAPH}" checkable="0">'
        f"{text}</hh:paraHead>"
    )


def _numbering(number: int, start: int, text: str) -> str:
    heads = "".join(
        _para_head(level, start if level == 1 else 1, text.format(level)) for level in range(1, LIST_LEVELS + 1)
    )
    return f'<hh:numbering id="{number}" start="0">{heads}</hh:numbering>'


def _bullets() -> str:
    head = (
        '<hh:paraHead level="1" align="LEFT" useInstWidth="0" autoIndent="1" widthAdjust="0" textOffsetType="PERCENT" '
        f'textOffset="50" numFormat="DIGIT" charPrIDRef="{_AS_PARAGRAPH}" checkable="0"/>'
    )
    return _counted("bullets", [f'<hh:bullet id="1" char="•" useImage="0">{head}</hh:bullet>'])


def _para_property(number: int, shape: Shape) -> str:
    id_ref = {"NUMBER": shape.list, "BULLET": 1}.get(shape.head, 0)

    def margin(factor: int) -> str:
        values = {"intent": shape.indent, "left": shape.left, "right": 0, "prev": shape.before, "next": shape.after}
        inside = "".join(f'<hc:{tag} value="{value * factor}" unit="HWPUNIT"/>' for tag, value in values.items())
        return f'<hh:margin>{inside}</hh:margin><hh:lineSpacing type="PERCENT" value="{shape.spacing}" unit="HWPUNIT"/>'

    return (
        f'<hh:paraPr id="{number}" tabPrIDRef="0" condense="0" fontLineHeight="0" snapToGrid="1" suppressLineNumbers="0" '
        f'checked="0" textDir="LTR"><hh:align horizontal="{shape.align}" vertical="BASELINE"/>'
        f'<hh:heading type="{shape.head}" idRef="{id_ref}" level="{shape.level}"/>'
        '<hh:breakSetting breakLatinWord="BREAK_WORD" breakNonLatinWord="KEEP_WORD" widowOrphan="1" '
        f'keepWithNext="{int(shape.keep_with_next)}" keepLines="0" pageBreakBefore="0" lineWrap="BREAK"/>'
        '<hh:autoSpacing eAsianEng="0" eAsianNum="0"/>'
        '<hp:switch><hp:case hp:required-namespace="http://www.hancom.co.kr/hwpml/2016/HwpUnitChar">'
        f"{margin(1)}</hp:case><hp:default>{margin(2)}</hp:default></hp:switch>"
        '<hh:border borderFillIDRef="2" offsetLeft="0" offsetRight="0" offsetTop="0" offsetBottom="0" connect="0" '
        'ignoreMargin="0"/></hh:paraPr>'
    )
