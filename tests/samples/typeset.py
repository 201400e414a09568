"""Typesets marked-up papers as PDF, in three layouts that papers really come in.

    python -m tests.samples.typeset      # sets every sample paper anew into tests/samples/papers/

``two_columns`` is a journal page with running heads; ``numbered_lines`` a double-spaced manuscript with line numbers
in the margin; ``footnoted`` a manuscript with notes at the foot of the page. Each takes a ``Source`` and returns the
bytes of a PDF, the same bytes for the same source and library versions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer

from tests.samples.flowables import BOLD, ITALIC, SERIF, Look, dress, flow, small, style
from tests.samples.markup import Source, parse
from tests.samples.press import Job, Sheet, print_job
from tests.samples.webpage import web_page

HERE = Path(__file__).resolve().parent


JOURNAL = Look(size=9.7, leading=11.8, indent=10, ligatures=True)
DRAFT = Look(size=11, leading=22, indent=24, justified=False, small=0.9)
ESSAY = Look(size=10.5, leading=14, indent=0, between=6)


def two_columns(source: Source) -> bytes:
    """A journal article: title block over both columns, running heads with authors and journal, floats on top."""
    sheet = Sheet(size=(522, 738), top=684, bottom=56, columns=((42, 211), (269, 211)))
    return print_job(lambda: _journal_job(source, sheet))


def numbered_lines(source: Source) -> bytes:
    """A manuscript under review: one column, double-spaced, every line numbered in the left margin."""
    sheet = Sheet(size=LETTER, top=700, bottom=72, columns=((90, 450),))
    return print_job(lambda: _draft_job(source, sheet))


def footnoted(source: Source) -> bytes:
    """A working paper: one column of justified text with footnotes."""
    sheet = Sheet(size=A4, top=770, bottom=72, columns=((84, 428),))
    return print_job(lambda: _essay_job(source, sheet))


def _info(source: Source) -> dict[str, str]:
    journal = f"{source.get('journal')}, {source.get('volume')}({source.get('issue')}), {source.get('pages')}"
    doi = f". doi:{source.get('doi')}" if source.get("doi") else ""
    return {
        "title": source.get("title"),
        "author": "; ".join(name for name, *_ in source.parts("author")),
        "subject": journal + doi if source.get("volume") else source.get("journal") + doi,
        "keywords": source.get("keywords"),
        "creator": "tests.samples.typeset (fictional paper, CC0)" if source.head else "tests.samples.typeset",
    }


def _authors(source: Source) -> str:
    names = [f"{escape(name)}<super size='6'>{''.join(rest[:1])}</super>" for name, *rest in source.parts("author")]
    return ", ".join(names[:-1]) + f", and {names[-1]}" if len(names) > 2 else " and ".join(names)


def _front_notes(source: Source, look: Look) -> dict[str, Paragraph]:
    """Affiliations, correspondence, dates and the licence, as they stand at the foot of a first page."""
    plain = small(look, fontSize=7, leading=8.4, alignment=TA_LEFT)
    lines = [f"<super size='5'>{key}</super> {escape(place)}" for key, place in source.parts("affiliation")]
    mails = [f"{escape(n)}, {rest[1]}" for n, *rest in source.parts("author") if len(rest) > 1]
    lines += [f"<i>Corresponding author:</i> {mail}" for mail in mails]
    lines += [escape(source.get(key)) for key in ("received", "copyright", "fiction") if source.get(key)]
    return {f"front{n}": Paragraph(line, plain) for n, line in enumerate(lines)}


def _foot_notes(source: Source, look: Look) -> dict[str, Paragraph]:
    plain = small(look, fontSize=look.size * 0.82, leading=look.size)
    return {
        key: Paragraph(f"<super size='5'>{key}</super> {dress(text, source, look)}", plain)
        for key, text in source.notes.items()
    }


def _rule(canvas: Canvas, sheet: Sheet, y: float) -> None:
    left, width = sheet.span
    canvas.setLineWidth(0.4)
    canvas.line(left, y, left + width, y)


def _journal_title(source: Source, look: Look) -> Iterable[Flowable]:
    if not source.head:
        return
    yield Paragraph(
        escape(source.get("title")),
        style(look, fontName=BOLD, fontSize=17, leading=20, alignment=TA_LEFT, hyphenationLang=""),
    )
    yield Paragraph(_authors(source), style(look, fontSize=10.5, leading=15, alignment=TA_LEFT, spaceBefore=8))
    abstract = dress(source.get("abstract"), source, look)
    box = {"leftIndent": 18, "rightIndent": 18, "spaceBefore": 8}
    yield Paragraph("<b>Abstract</b>", style(look, **box, alignment=TA_LEFT))
    yield Paragraph(abstract, style(look, **{**box, "spaceBefore": 2}))
    keywords = dress(source.get("keywords").replace(";", ","), source, look)
    yield Paragraph(f"<b>Keywords:</b> {keywords}", style(look, **{**box, "spaceBefore": 4}, alignment=TA_LEFT))
    yield Paragraph(f"DOI: {escape(source.get('doi'))}", style(look, **{**box, "spaceBefore": 2}))
    yield Spacer(1, 14)


def _journal_head(canvas: Canvas, source: Source, sheet: Sheet, page: int) -> None:
    """The line above the columns: the issue on the first page, then journal and authors by turns."""
    left, width = sheet.span
    height = sheet.top + 22
    number = str(int(source.get("first_page") or 1) + page - 1)
    canvas.setFont(ITALIC, 8)
    if page == 1 and source.head:
        issue = f"Vol. {source.get('volume')} No. {source.get('issue')}, {source.get('year')}"
        pages = source.get("pages").replace("-", "–")
        canvas.drawString(left, height, f"{source.get('journal')}, {issue}, pp. {pages}")
    elif page % 2:
        canvas.drawString(left, height, source.get("journal") or "Journal of Typeset Texts")
        canvas.drawRightString(left + width, height, number)
    else:
        title = f"{source.get('short_authors')} / {source.get('running')}".strip(" /")
        canvas.drawString(left, height, number)
        canvas.drawRightString(left + width, height, title)
    _rule(canvas, sheet, height - 6)


def _journal_job(source: Source, sheet: Sheet) -> Job:
    front = _front_notes(source, JOURNAL) if source.head else {}

    def furnish(canvas: Canvas, page: int) -> None:
        left, width = sheet.span
        _journal_head(canvas, source, sheet, page)
        canvas.setFont(SERIF, 7)
        canvas.drawCentredString(left + width / 2, 34, source.get("copyright") or "© The Authors")

    return Job(
        sheet=sheet,
        title=list(_journal_title(source, JOURNAL)),
        body=list(flow(source, JOURNAL)),
        notes={**front, **_foot_notes(source, JOURNAL)},
        fixed={(1, 0): list(front)},
        info=_info(source),
        furnish=furnish,
    )


def _draft_title(source: Source, look: Look) -> Iterable[Flowable]:
    if not source.head:
        return
    yield Paragraph(
        escape(source.get("title")),
        style(look, fontName=BOLD, fontSize=15, leading=22, alignment=TA_CENTER, hyphenationLang=""),
    )
    yield Paragraph(_authors(source), style(look, alignment=TA_CENTER))
    for key, place in source.parts("affiliation"):
        yield Paragraph(f"<super size='6'>{key}</super> {escape(place)}", style(look, leading=15, alignment=TA_CENTER))
    yield Paragraph(escape(source.get("received")), style(look, leading=15, alignment=TA_CENTER, spaceBefore=4))
    yield Paragraph(escape(source.get("fiction")), small(look, alignment=TA_CENTER, spaceBefore=4))
    yield Paragraph("<b>Abstract</b>", style(look, spaceBefore=6))
    yield Paragraph(dress(source.get("abstract"), source, look), style(look, leading=16))
    yield Paragraph(f"<b>Keywords:</b> {escape(source.get('keywords'))}", style(look, leading=16, spaceAfter=8))


def number_lines(canvas: Canvas, flowable: Flowable, x: float, y: float, *, left: float, count: list[int]) -> None:
    """Number a paragraph's lines in the margin at their own baselines; ``count`` holds the last number."""
    if not isinstance(flowable, Paragraph):
        return
    first = y + flowable.height - flowable.style.fontSize
    for line in range(len(flowable.blPara.lines)):
        count[0] += 1
        canvas.setFont(SERIF, 7.5)
        canvas.drawRightString(left, first - line * flowable.style.leading, str(count[0]))


def _draft_job(source: Source, sheet: Sheet) -> Job:
    count = [0]

    def furnish(canvas: Canvas, page: int) -> None:
        left, width = sheet.span
        count[0] = 0
        canvas.setFont(SERIF, 9)
        canvas.drawString(left, 742, source.get("running") or "Manuscript under review")
        canvas.drawRightString(left + width, 742, f"Page {page}")
        canvas.drawCentredString(left + width / 2, 40, source.get("foot"))

    return Job(
        sheet=sheet,
        title=list(_draft_title(source, DRAFT)),
        body=list(flow(source, DRAFT)),
        notes=_foot_notes(source, DRAFT),
        info=_info(source),
        furnish=furnish,
        after=lambda canvas, flowable, x, y: number_lines(canvas, flowable, x, y, left=68, count=count),
    )


def _essay_job(source: Source, sheet: Sheet) -> Job:
    def furnish(canvas: Canvas, page: int) -> None:
        left, width = sheet.span
        canvas.setFont(SERIF, 9)
        canvas.drawCentredString(left + width / 2, 44, str(page))

    return Job(
        sheet=sheet,
        title=list(_draft_title(source, ESSAY)),
        body=list(flow(source, ESSAY)),
        notes=_foot_notes(source, ESSAY),
        info=_info(source),
        furnish=furnish,
    )


LAYOUTS: dict[str, Callable[[Source], bytes]] = {
    "repair-communities.pdf": two_columns,
    "engagement-turns.pdf": numbered_lines,
    "bicycle-workshop.html": lambda source: web_page(source).encode(),
}


def read_source(stem: str) -> Source:
    """The source of a sample paper by its stem."""
    return parse((HERE / "sources" / f"{stem}.md").read_text(encoding="utf-8"))


def main() -> None:
    """Set every sample paper anew."""
    for name, layout in LAYOUTS.items():
        (HERE / "papers" / name).write_bytes(layout(read_source(name.partition(".")[0])))


if __name__ == "__main__":
    main()
