"""Places flowables on pages: columns, floats at the top of a page, footnotes at the foot of a column.

reportlab's own document templates know no footnotes and no floats, hence this small one. Room for footnotes must be
known before a column is set; the text is therefore set again until the notes stay where they were.
"""

from __future__ import annotations

import collections
import dataclasses
import io
import itertools
from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

Place = tuple[int, int]  # page from 1, column from 0
Called = dict[Place, list[str]]  # the footnotes called from each column
RULE = 8  # points between a column's text and its footnotes, with a short rule in the middle


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The measures of a page in points; ``columns`` are (left, width) pairs."""

    size: tuple[float, float]
    top: float
    bottom: float
    columns: tuple[tuple[float, float], ...]

    @property
    def span(self) -> tuple[float, float]:
        """Left edge and width of all columns together."""
        left, (last, width) = self.columns[0][0], self.columns[-1]
        return left, last + width - left


@dataclasses.dataclass(slots=True, kw_only=True)
class Job:
    """What is to be set. ``furnish`` draws running heads and feet, ``after`` sees each flowable that was drawn."""

    sheet: Sheet
    title: Sequence[Flowable]
    body: Sequence[Flowable]
    notes: dict[str, Paragraph] = dataclasses.field(default_factory=dict)
    fixed: Called = dataclasses.field(default_factory=dict)  # notes of the first page that no mark calls
    info: dict[str, str] = dataclasses.field(default_factory=dict)
    furnish: Callable[[Canvas, int], None] = lambda canvas, page: None
    after: Callable[[Canvas, Flowable, float, float], None] = lambda canvas, flowable, x, y: None


def print_job(make: Callable[[], Job], *, tries: int = 6) -> bytes:
    """Set a job and return the PDF. ``make`` gives the job afresh, since flowables cannot be set twice.

    Raises:
        ValueError: footnotes still wander after so many tries; a change of words mends it.
    """
    called: Called = {}
    for _ in range(tries):
        before = called
        pdf, called = _set(make(), before)
        if called == before:
            return pdf
    raise ValueError("footnotes do not settle: change the wording near a page break")


def _set(job: Job, notes_at: Called) -> tuple[bytes, Called]:
    """Set the job once with notes where ``notes_at`` says; also tell where they were really called."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=job.sheet.size, invariant=1, pageCompression=1)
    _describe(canvas, job.info)
    called: Called = collections.defaultdict(list)
    here: Place = (0, 0)
    canvas.setNamedCB("note", lambda _canvas, _kind, label: called[here].append(label))
    queue, floats = collections.deque(job.body), collections.deque[Flowable]()
    page = 0
    while queue or floats or page == 0:
        page += 1
        job.furnish(canvas, page)
        top = _stack(canvas, job.title, job.sheet, job.sheet.top) if page == 1 else job.sheet.top
        top = _place_floats(canvas, floats, job.sheet, top)
        for column in range(len(job.sheet.columns)):
            here = (page, column)
            labels = [*job.fixed.get(here, []), *notes_at.get(here, [])]
            bottom = _place_notes(canvas, [job.notes[label] for label in labels], job.sheet, column)
            _fill(canvas, job, queue, floats, column=column, top=top, bottom=bottom)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue(), dict(called)


def _describe(canvas: Canvas, info: dict[str, str]) -> None:
    canvas.setTitle(info.get("title", ""))
    canvas.setAuthor(info.get("author", ""))
    canvas.setSubject(info.get("subject", ""))
    canvas.setKeywords(info.get("keywords", ""))
    canvas.setCreator(info.get("creator", ""))


def _fill(
    canvas: Canvas,
    job: Job,
    queue: collections.deque[Flowable],
    floats: collections.deque[Flowable],
    *,
    column: int,
    top: float,
    bottom: float,
) -> None:
    """Fill one column from the queue; what is marked ``wide`` waits among the floats for the next page."""
    x, width = job.sheet.columns[column]
    y, gap = top, 0.0
    while queue:
        flowable = queue[0]
        if getattr(flowable, "wide", False):
            floats.append(queue.popleft())
            continue
        gap = 0.0 if y == top else max(gap, flowable.getSpaceBefore())
        room = y - gap - bottom
        height = flowable.wrap(width, room)[1]
        follower = _follower_needs(queue, width)
        if y != top and follower and height + follower > room:
            return
        if height > room:
            parts = flowable.split(width, room)
            if len(parts) < 2:
                if y != top:
                    return
                parts = [flowable]
            queue.popleft()
            queue.extendleft(reversed(parts[1:]))
            flowable = parts[0]
            height = flowable.wrap(width, room)[1]
            _draw(canvas, job, flowable, x, y - gap - height)
            return
        _draw(canvas, job, queue.popleft(), x, y - gap - height)
        y -= gap + height
        gap = flowable.getSpaceAfter()


def _follower_needs(queue: collections.deque[Flowable], width: float) -> float:
    """What must stand below a heading at the foot of a column: further headings, and as much text as may be parted."""
    needs = 0.0
    for flowable, follower in itertools.pairwise(itertools.islice(queue, 4)):
        if not flowable.getKeepWithNext():
            break
        height = float(follower.wrap(width, 10_000)[1])
        if isinstance(follower, Paragraph):
            height = min(height, (2 if height > 3.5 * follower.style.leading else 3) * follower.style.leading)
        needs += height + follower.getSpaceBefore()
    return needs


def _draw(canvas: Canvas, job: Job, flowable: Flowable, x: float, y: float) -> None:
    flowable.drawOn(canvas, x, y)
    job.after(canvas, flowable, x, y)


def _stack(canvas: Canvas, flowables: Sequence[Flowable], sheet: Sheet, top: float) -> float:
    """Draw flowables over the whole width, one under the other; the height that is left begins at the result."""
    x, width = sheet.span
    for flowable in flowables:
        top -= flowable.getSpaceBefore()
        height = flowable.wrap(width, top)[1]
        flowable.drawOn(canvas, x, top - height)
        top -= height + flowable.getSpaceAfter()
    return top


def _place_floats(canvas: Canvas, floats: collections.deque[Flowable], sheet: Sheet, top: float) -> float:
    while floats and (height := floats[0].wrap(sheet.span[1], top)[1] + 12) < (top - sheet.bottom) * 0.8:
        floats[0].drawOn(canvas, sheet.span[0], top - height + 12)
        floats.popleft()
        top -= height
    return top


def _place_notes(canvas: Canvas, notes: Sequence[Paragraph], sheet: Sheet, column: int) -> float:
    """Draw a column's footnotes at its foot, and give the height at which its text must end."""
    if not notes:
        return sheet.bottom
    x, width = sheet.columns[column]
    y = sheet.bottom
    for note in reversed(notes):
        height = note.wrap(width, 10_000)[1]
        note.drawOn(canvas, x, y)
        y += height + 2
    canvas.setLineWidth(0.4)
    canvas.line(x, y + RULE / 2, x + width / 3, y + RULE / 2)
    return y + RULE
