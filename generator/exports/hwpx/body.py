"""section0.xml: the text of a document as paragraphs, tables and pictures of 한글."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from generator.exports.flow import (
    TITLE_LABEL,
    Box,
    Cell,
    Code,
    Field,
    Flow,
    Flowing,
    Grid,
    Heading,
    Listing,
    Para,
    Picture,
    Span,
    Spans,
    text_of,
)
from generator.exports.hwpx.styles import (
    DECLARATION,
    LIST_LEVELS,
    NAMESPACES,
    OUTLINE_LEVELS,
    Fill,
    Look,
    Shape,
    Style,
    Styles,
    text_xml,
)
from generator.exports.pictures import Prepared
from generator.exports.words import flat_lines, term_widths, width_of

# A4 with margins of 30 and 20 mm, as office papers have them.
_PAGE_WIDTH, _PAGE_HEIGHT, _SIDE = 59528, 84186, 7087
_TEXT_WIDTH = _PAGE_WIDTH - 2 * _SIDE
_TALLEST_PICTURE = 34000
_PIXEL = 75  # HWPUNIT of a pixel at 96 to the inch
_LIST_STEP = 1500
_CELL_MARGIN = (510, 141)
_LINE = "#9AA3AD"
_HEAD_COLOUR, _QUIET, _LINK = "#E9EEF5", "#58616A", "#0B50D0"
_TONES = {"note": ("#F4F6F9", ""), "warn": ("#FFF3EE", "#D63D4A"), "quote": ("", "#9AA3AD")}
_DENSE_FROM = 8  # columns
_LONG_TITLE = 60  # characters

BODY, QUIET_SIZE, CELL_SIZE, DENSE_SIZE = 1050, 950, 950, 750
_HEADINGS = (
    (1500, Shape("LEFT", before=1800, after=500, head="OUTLINE", level=0, keep_with_next=True)),
    (1200, Shape("LEFT", before=1000, after=300, head="OUTLINE", level=1, keep_with_next=True)),
    (1100, Shape("LEFT", before=700, after=200, head="OUTLINE", level=2, keep_with_next=True)),
)
_NORMAL = Style("바탕글", "Normal", Shape(), Look())
_BODY = Style("본문", "Body", Shape(after=500), Look())
_CAPTION = Style(
    "캡션",
    "Caption",
    Shape("LEFT", before=500, after=150, keep_with_next=True),
    Look(QUIET_SIZE, bold=True, gothic=True),
)
_TITLE = Style("제목", "Title", Shape("LEFT", after=700, spacing=130), Look(2600, bold=True, gothic=True))


def _named_styles() -> tuple[Style, ...]:
    outlines = []
    for level in range(OUTLINE_LEVELS):
        height, shape = _HEADINGS[min(level, len(_HEADINGS) - 1)]
        look = Look(height, bold=True, gothic=True)
        outlines.append(Style(f"개요 {level + 1}", f"Outline {level + 1}", shape._replace(level=level), look))
    return (_NORMAL, _BODY, *outlines, _CAPTION, _TITLE)


class BodyWriter:
    """Writes the section of one document; ``pictures`` by their path."""

    def __init__(self, pictures: Mapping[str, Prepared]) -> None:
        """Begin a document."""
        self.styles = Styles(_named_styles())
        self._pictures = pictures
        self._item_by_path = {path: f"image{number}" for number, path in enumerate(sorted(pictures), 1)}
        self._ids = count(1)

    def write(self, document: Flowing) -> str:
        """Return section0.xml."""
        cover = self._cover(document)
        body = self._flows(document.body)
        return f"{DECLARATION}<hs:sec {NAMESPACES}>{cover}{body}</hs:sec>"

    def _cover(self, document: Flowing) -> str:
        kind = self._paragraph((Span(document.name),), Shape("LEFT", before=9000, after=400), Look(1400, gothic=True))
        setup = f'<hp:run charPrIDRef="0">{self._section(document)}</hp:run>'
        first = kind.replace("<hp:run", f"{setup}<hp:run", 1)
        parts = [first]
        if document.title:
            parts.append(
                self._paragraph((Span(document.title),), _TITLE.shape, _title_look(document), style=_TITLE.name)
            )
        else:
            parts.append(self._flow(Field(TITLE_LABEL, (), 2)))
        if document.about:
            parts.append(self._paragraph((Span(document.about),), Shape("LEFT", after=1500), Look(1200)))
        if document.cover:
            rows = tuple((((Span(word, bold=True),),), lines) for word, lines in document.cover)
            grid = Grid("", (), rows, term_widths(word for word, _ in document.cover), (False, False), is_form=True)
            parts.append(self._grid(grid))
        parts.append(self._paragraph(document.foot, Shape("LEFT", before=800), Look(QUIET_SIZE)))
        return "".join(parts)

    def _section(self, document: Flowing) -> str:
        note_pr = (
            '<hp:autoNumFormat type="DIGIT" userChar="" prefixChar="" suffixChar=")" supscript="0"/>'
            '<hp:noteLine length="{length}" type="SOLID" width="0.12 mm" color="#000000"/>'
            '<hp:noteSpacing betweenNotes="{between}" belowLine="567" aboveLine="850"/>'
            '<hp:numbering type="CONTINUOUS" newNum="1"/><hp:placement place="{place}" beneathText="0"/>'
        )
        footnotes = note_pr.format(length=-1, between=283, place="EACH_COLUMN")
        endnotes = note_pr.format(length=14692344, between=0, place="END_OF_DOCUMENT")
        borders = "".join(
            f'<hp:pageBorderFill type="{pages}" borderFillIDRef="1" textBorder="PAPER" headerInside="0" footerInside="0" '
            'fillArea="PAPER"><hp:offset left="1417" right="1417" top="1417" bottom="1417"/></hp:pageBorderFill>'
            for pages in ("BOTH", "EVEN", "ODD")
        )
        head = self._paragraph((Span(document.running),), Shape("RIGHT"), Look(850, colour=_QUIET, gothic=True))
        return (
            '<hp:secPr id="" textDirection="HORIZONTAL" spaceColumns="1134" tabStop="8000" tabStopVal="4000" '
            'tabStopUnit="HWPUNIT" outlineShapeIDRef="1" memoShapeIDRef="0" textVerticalWidthHead="0" masterPageCnt="0">'
            '<hp:grid lineGrid="0" charGrid="0" wonggojiFormat="0"/>'
            '<hp:startNum pageStartsOn="BOTH" page="0" pic="0" tbl="0" equation="0"/>'
            '<hp:visibility hideFirstHeader="1" hideFirstFooter="1" hideFirstMasterPage="0" border="SHOW_ALL" '
            'fill="SHOW_ALL" hideFirstPageNum="1" hideFirstEmptyLine="0" showLineNumber="0"/>'
            '<hp:lineNumberShape restartType="0" countBy="0" distance="0" startNumber="0"/>'
            f'<hp:pagePr landscape="WIDELY" width="{_PAGE_WIDTH}" height="{_PAGE_HEIGHT}" gutterType="LEFT_ONLY">'
            f'<hp:margin header="2835" footer="2835" gutter="0" left="{_SIDE}" right="{_SIDE}" top="5668" bottom="4252"/>'
            f"</hp:pagePr><hp:footNotePr>{footnotes}</hp:footNotePr><hp:endNotePr>{endnotes}</hp:endNotePr>{borders}"
            '</hp:secPr><hp:ctrl><hp:colPr id="" type="NEWSPAPER" layout="LEFT" colCount="1" sameSz="1" sameGap="0"/>'
            f'</hp:ctrl><hp:ctrl><hp:header id="{next(self._ids)}" applyPageType="BOTH">'
            f"{_sub_list(head, 'TOP')}</hp:header></hp:ctrl>"
            '<hp:ctrl><hp:pageNum pos="BOTTOM_CENTER" formatType="DIGIT" sideChar="-"/></hp:ctrl>'
        )

    def _flows(self, flows: Iterable[Flow]) -> str:
        written = [self._flow(flow) for flow in flows]
        if written:
            written[0] = written[0].replace('pageBreak="0"', 'pageBreak="1"', 1)
        return "".join(written)

    def _flow(self, flow: Flow) -> str:
        match flow:
            case Heading(level, spans):
                height, shape = _HEADINGS[level - 1]
                return self._paragraph(spans, shape, Look(height, bold=True, gothic=True), style=f"개요 {level}")
            case Para():
                return self._para(flow)
            case Listing():
                return "".join(self._listing(flow, 0, 0))
            case Grid():
                caption = ""
                if flow.caption:
                    caption = self._paragraph((Span(flow.caption),), _CAPTION.shape, _CAPTION.look, style=_CAPTION.name)
                return caption + self._grid(flow)
            case Box():
                return self._box(flow)
            case Field():
                return self._field(flow)
            case Picture():
                return self._picture(flow)
            case Code(text):
                return self._box(Box("", tuple(Para((Span(line or " "),)) for line in text.split("\n"))))

    def _para(self, flow: Para) -> str:
        match flow.style:
            case "quiet":
                return self._paragraph(flow.spans, Shape(after=300), Look(QUIET_SIZE, colour=_QUIET))
            case "total":
                return self._paragraph(flow.spans, Shape("LEFT", after=300), Look(1400, gothic=True))
            case "source":
                return self._paragraph(flow.spans, Shape("LEFT", -1200, 1200, after=250), Look(QUIET_SIZE))
        return self._paragraph(flow.spans, _BODY.shape, _BODY.look, style=_BODY.name)

    def _listing(self, listing: Listing, level: int, left: int) -> Iterable[str]:
        head = "NUMBER" if listing.ordered else "BULLET"
        number = self.styles.numbering(listing.start) if listing.ordered else 0
        depth = min(level, LIST_LEVELS - 1)
        for item in listing.items:
            # The numbering of a list is one of its own, so that what is nested begins anew at its first level.
            shape = Shape("LEFT", left=left, after=200, head=head, list=number, level=0 if listing.ordered else depth)
            for part in item:
                if isinstance(part, Listing):
                    yield from self._listing(part, level + 1, left + _LIST_STEP)
                elif isinstance(part, Para | Heading):
                    look = (
                        Look(QUIET_SIZE, colour=_QUIET) if isinstance(part, Para) and part.style == "quiet" else Look()
                    )
                    yield self._paragraph(part.spans, shape, look)
                    shape = Shape("LEFT", left=left + _LIST_STEP, after=200)
                else:
                    yield self._flow(part)

    def _paragraph(self, spans: Spans, shape: Shape, look: Look, *, style: str = "바탕글") -> str:
        number = self.styles.number_by_name[style]
        runs = "".join(self._run(span, look) for span in spans)
        if not runs:
            runs = f'<hp:run charPrIDRef="{self.styles.look(look)}"><hp:t/></hp:run>'
        return (
            f'<hp:p id="{next(self._ids)}" paraPrIDRef="{self.styles.shape(shape)}" styleIDRef="{number}" pageBreak="0" '
            f'columnBreak="0" merged="0">{runs}</hp:p>'
        )

    def _run(self, span: Span, look: Look) -> str:
        if not span.text:
            return ""
        look = look._replace(
            bold=look.bold or span.bold,
            italic=look.italic or span.italic,
            raised=span.raised,
            gothic=look.gothic or span.code or span.bold,
            colour=_LINK if span.link else _QUIET if span.quiet or span.raised else look.colour,
            underline=bool(span.link),
        )
        run = f'<hp:run charPrIDRef="{self.styles.look(look)}"><hp:t>{text_xml(span.text)}</hp:t></hp:run>'
        return self._link(span.link, run) if span.link else run

    def _link(self, address: str, run: str) -> str:
        number = next(self._ids)
        # Colons and semicolons part the pieces of a command.
        command = address.replace("\\", "\\\\").replace(":", "\\:").replace(";", "\\;")
        parameters = {
            "Command": f"{command};1;0;0;",
            "Path": address,
            "Category": "HWPHYPERLINK_TYPE_URL",
            "TargetType": "HWPHYPERLINK_TARGET_DOCUMENT_DONTCARE",
            "DocOpenType": "HWPHYPERLINK_JUMP_NEWTAB",
        }
        told = "".join(
            f'<hp:stringParam name="{name}">{text_xml(value)}</hp:stringParam>' for name, value in parameters.items()
        )
        return (
            f'<hp:run charPrIDRef="0"><hp:ctrl><hp:fieldBegin id="{number}" type="HYPERLINK" name="" editable="0" '
            f'dirty="0" zorder="-1" fieldid="627600491"><hp:parameters cnt="{len(parameters) + 1}" name="">'
            f'<hp:integerParam name="Prop">0</hp:integerParam>{told}</hp:parameters></hp:fieldBegin></hp:ctrl></hp:run>'
            f'{run}<hp:run charPrIDRef="0"><hp:ctrl><hp:fieldEnd beginIDRef="{number}" fieldid="627600491"/></hp:ctrl></hp:run>'
        )

    def _grid(self, grid: Grid) -> str:
        columns = len(grid.widths)
        widths = _share(grid.widths, _TEXT_WIDTH)
        size = DENSE_SIZE if columns >= _DENSE_FROM else CELL_SIZE
        rows = (
            [self._row([(spans,) if spans else () for spans in grid.head], 0, widths, size, head=True)]
            if grid.head
            else []
        )
        for cells in grid.rows:
            padded: list[Cell] = [*cells, *([()] * (columns - len(cells)))]
            rows.append(self._row(padded, len(rows), widths, size, numeric=grid.numeric, first_is_head=not grid.head))
        return self._table(rows, columns, repeats=bool(grid.head))

    def _row(
        self,
        cells: Sequence[Cell],
        row: int,
        widths: Sequence[int],
        size: int,
        *,
        head: bool = False,
        numeric: Sequence[bool] = (),
        first_is_head: bool = False,
    ) -> tuple[str, int]:
        """Return the cells of a row, and how high it is."""
        height = max(_height(cell, width, size) for cell, width in zip(cells, widths, strict=True))
        written = []
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            is_head = head or (first_is_head and column == 0)
            look = Look(size, bold=is_head, gothic=True)
            align = "CENTER" if head else "RIGHT" if numeric and numeric[column] else "LEFT"
            shape = Shape(align, spacing=140)
            inside = self._paragraph(_join(cell), shape, look)
            fill = Fill(_LINE, _HEAD_COLOUR if is_head else "")
            written.append(self._cell(inside, column, row, width, height, fill, is_head=is_head))
        return f"<hp:tr>{''.join(written)}</hp:tr>", height

    def _cell(self, inside: str, column: int, row: int, width: int, height: int, fill: Fill, *, is_head: bool) -> str:
        side, top = _CELL_MARGIN
        return (
            f'<hp:tc name="" header="{int(is_head)}" hasMargin="0" protect="0" editable="0" dirty="0" '
            f'borderFillIDRef="{self.styles.fill(fill)}">{_sub_list(inside, "CENTER")}'
            f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/><hp:cellSpan colSpan="1" rowSpan="1"/>'
            f'<hp:cellSz width="{width}" height="{height}"/>'
            f'<hp:cellMargin left="{side}" right="{side}" top="{top}" bottom="{top}"/></hp:tc>'
        )

    def _table(self, rows: list[tuple[str, int]], columns: int, *, repeats: bool, splits: bool = True) -> str:
        side, top = _CELL_MARGIN
        height = sum(height for _, height in rows)
        # Not like a character: only then does a table go on over the next page.
        table = (
            f'<hp:tbl id="{next(self._ids)}" zOrder="0" numberingType="TABLE" textWrap="TOP_AND_BOTTOM" '
            f'textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" pageBreak="{"CELL" if splits else "NONE"}" repeatHeader="{int(repeats)}" '
            f'rowCnt="{len(rows)}" colCnt="{columns}" cellSpacing="0" borderFillIDRef="{self.styles.fill(Fill(_LINE))}" '
            f'noAdjust="0"><hp:sz width="{_TEXT_WIDTH}" widthRelTo="ABSOLUTE" height="{height}" heightRelTo="ABSOLUTE" '
            'protect="0"/><hp:pos treatAsChar="0" affectLSpacing="0" flowWithText="1" allowOverlap="0" '
            'holdAnchorAndSO="0" vertRelTo="PARA" horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" vertOffset="0" '
            'horzOffset="0"/><hp:outMargin left="0" right="0" top="141" bottom="283"/>'
            f'<hp:inMargin left="{side}" right="{side}" top="{top}" bottom="{top}"/>{"".join(row for row, _ in rows)}</hp:tbl>'
        )
        shape, look = self.styles.shape(Shape(after=400, spacing=100)), self.styles.look(Look(500))
        return (
            f'<hp:p id="{next(self._ids)}" paraPrIDRef="{shape}" styleIDRef="0" pageBreak="0" columnBreak="0" merged="0">'
            f'<hp:run charPrIDRef="{look}">{table}<hp:t/></hp:run></hp:p>'
        )

    def _box(self, box: Box) -> str:
        colour, left = _TONES[box.tone]
        lines: Cell = (((Span(box.title, bold=True),),) if box.title else ()) + tuple(flat_lines(box.parts))
        height = _height(lines, _TEXT_WIDTH, CELL_SIZE)
        inside = self._paragraph(_join(lines), Shape("LEFT", spacing=140), Look(CELL_SIZE, gothic=True))
        fill = Fill(_LINE if box.tone != "quote" else "", colour, left_line=left)
        cell = self._cell(inside, 0, 0, _TEXT_WIDTH, height, fill, is_head=False)
        return self._table([(f"<hp:tr>{cell}</hp:tr>", height)], 1, repeats=False, splits=height > _PAGE_HEIGHT // 2)

    def _field(self, field: Field) -> str:
        label: Spans = (Span(field.label, bold=True), *((Span("  "), *field.hint) if field.hint else ()))
        inside = self._paragraph(label, Shape("LEFT", spacing=140), Look(CELL_SIZE, gothic=True))
        height, empty = _height((label,), _TEXT_WIDTH, CELL_SIZE), _height(((),) * field.lines, _TEXT_WIDTH, BODY)
        top = self._cell(inside, 0, 0, _TEXT_WIDTH, height, Fill(_LINE, _HEAD_COLOUR), is_head=True)
        free = self._paragraph((), Shape("LEFT"), Look())
        below = self._cell(free, 0, 1, _TEXT_WIDTH, empty, Fill(_LINE), is_head=False)
        rows = [(f"<hp:tr>{top}</hp:tr>", height), (f"<hp:tr>{below}</hp:tr>", empty)]
        return self._table(rows, 1, repeats=False, splits=False)

    def _picture(self, picture: Picture) -> str:
        prepared = self._pictures.get(picture.path)
        if prepared is None:
            return self._paragraph((Span(picture.alt),), _BODY.shape, _BODY.look)
        width = min(_TEXT_WIDTH, prepared.width * _PIXEL)
        height = max(1, width * prepared.height // prepared.width)
        if height > _TALLEST_PICTURE:
            width, height = max(1, width * _TALLEST_PICTURE // height), _TALLEST_PICTURE
        shown = self._image(self._item_by_path[picture.path], picture.alt, width, height)
        look = self.styles.look(Look())
        shape = self.styles.shape(Shape("CENTER", before=300, after=100, keep_with_next=True))
        holder = (
            f'<hp:p id="{next(self._ids)}" paraPrIDRef="{shape}" styleIDRef="0" pageBreak="0" columnBreak="0" merged="0">'
            f'<hp:run charPrIDRef="{look}">{shown}<hp:t/></hp:run></hp:p>'
        )
        caption = self._paragraph((Span(picture.alt),), Shape("CENTER", after=500), Look(QUIET_SIZE, colour=_QUIET))
        return holder + (caption if picture.alt else "")

    def _image(self, item: str, alt: str, width: int, height: int) -> str:
        number = next(self._ids)
        unit = 'e1="1" e2="0" e3="0" e4="0" e5="1" e6="0"'
        return (
            f'<hp:pic id="{number}" zOrder="0" numberingType="PICTURE" textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" '
            f'lock="0" dropcapstyle="None" href="" groupLevel="0" instid="{number}" reverse="0"><hp:offset x="0" y="0"/>'
            f'<hp:orgSz width="{width}" height="{height}"/><hp:curSz width="{width}" height="{height}"/>'
            f'<hp:flip horizontal="0" vertical="0"/><hp:rotationInfo angle="0" centerX="{width // 2}" '
            f'centerY="{height // 2}" rotateimage="1"/><hp:renderingInfo><hc:transMatrix {unit}/><hc:scaMatrix {unit}/>'
            f"<hc:rotMatrix {unit}/></hp:renderingInfo>"
            f'<hp:imgRect><hc:pt0 x="0" y="0"/><hc:pt1 x="{width}" y="0"/><hc:pt2 x="{width}" y="{height}"/>'
            f'<hc:pt3 x="0" y="{height}"/></hp:imgRect><hp:imgClip left="0" right="{width}" top="0" bottom="{height}"/>'
            '<hp:inMargin left="0" right="0" top="0" bottom="0"/>'
            f'<hp:imgDim dimwidth="{width}" dimheight="{height}"/>'
            f'<hc:img binaryItemIDRef="{item}" bright="0" contrast="0" effect="REAL_PIC" alpha="0"/><hp:effects/>'
            f'<hp:sz width="{width}" widthRelTo="ABSOLUTE" height="{height}" heightRelTo="ABSOLUTE" protect="0"/>'
            '<hp:pos treatAsChar="1" affectLSpacing="0" flowWithText="1" allowOverlap="0" holdAnchorAndSO="0" '
            'vertRelTo="PARA" horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
            '<hp:outMargin left="0" right="0" top="0" bottom="0"/>'
            f"<hp:shapeComment>{text_xml(alt)}</hp:shapeComment></hp:pic>"
        )


def _title_look(document: Flowing) -> Look:
    return _TITLE.look._replace(height=1600) if len(document.title) > _LONG_TITLE else _TITLE.look


def _sub_list(inside: str, align: str) -> str:
    return (
        f'<hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK" vertAlign="{align}" linkListIDRef="0" '
        f'linkListNextIDRef="0" textWidth="0" textHeight="0" hasTextRef="0" hasNumRef="0">{inside}</hp:subList>'
    )


def _share(shares: Sequence[int], whole: int) -> list[int]:
    """Return the widths that add up to the whole."""
    total = sum(shares)
    widths = [whole * share // total for share in shares]
    widths[-1] += whole - sum(widths)
    return widths


def _join(cell: Cell) -> Spans:
    """Return the lines of a cell as one paragraph: not every viewer sets a second one below the first."""
    joined: list[Span] = []
    for spans in cell:
        joined += [Span("\n"), *spans] if joined else spans
    return tuple(joined)


def _height(cell: Cell, width: int, size: int) -> int:
    """Return about how high the text of a cell will stand: 한글 makes a row higher where it needs to, never lower."""
    per_line = max(1, (width - 2 * _CELL_MARGIN[0]) * 2 // size)
    lines = sum(max(1, -(-width_of(text_of(spans)) // per_line)) for spans in cell) if cell else 1
    return lines * size * 14 // 10 + 2 * _CELL_MARGIN[1]
