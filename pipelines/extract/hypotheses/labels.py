"""Labelled hypotheses and propositions: "H1", "Hypothesis 2a:", "H3 (a)", "Hypotheses 4 and 5", "P1", "Proposition 3".

A label opens a statement ("H1: Trust raises loyalty."), closes one ("… raises loyalty (H1)."), is told about
("H1 predicts that …") or stands in a table of hypotheses. The same label may do so in many places of a paper; each
place is a candidate, and the best-worded one from where the hypotheses are developed speaks for the label.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from pipelines.extract.words import cues
from pipelines.extract.words.sentences import ROUND, SQUARE, Reading, Sentence, ranges
from pipelines.text import Block, Text

TestableKind = Literal["hypothesis", "proposition"]

NAME = (
    r"(?:(?P<word>(?:Research|Working|RESEARCH|(?:[Aa]lternat(?:iv)?e|[Rr]ival|[Cc]ompeting|[Nn]ull)(?=\s))?\s?(?:Hypothes[ie]s|HYPOTHES[IE]S|hypothes[ie]s"
    r"|Propositions?|PROPOSITIONS?|propositions?|Hyp\.|HYP\.|Prop\.))\s*(?:No\.?\s*|\#)?|(?P<short>RH|HP|RP|H|P)[\s-]?)"
)
NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,2})?)"
LETTER = r"(?:(?:\s?\(?(?P<letter>[a-h])|[\s-]?\(?(?P<rival>alt))\)?(?![\w’']))?"
# What may follow in one label: "H1a-c", "H1a/b", "H1a, b and c", "Hypotheses 4 and 5", "H2a and H2b".
MORE = r"(?P<more>(?:\s*(?:[-–—/&,]|and|to|through|,\s?and)\s*(?:(?:RH|HP|RP|H|P)?\d{1,2}[a-h]?|[a-h])(?![\w’']))*)"
LABEL = re.compile(rf"{NAME}{NUMBER}{LETTER}{MORE}")
SEPARATOR = re.compile(
    r"(?:\s*[(\[](?:RH|HP|RP|H|P)\s?\d{1,2}[a-h]?[)\]])?"  # "Hypothesis 1 (H1)"
    r"(?:\s?[+−](?=\s?[:.]))?"  # "H1+:"
    r"\s*(?:\([+\-–−/, ]*(?:positive|negative|null|rival|competing|alternat(?:iv)?e)?(?: hypothesis)?\))?"  # "H1 (+)"
    r"(?:\s*[:.–—)\]|→-]+\s*|\s+(?=[“\"'‘(\[]?[A-ZÀ-Ý]))"
)
OPENS = re.compile(r"(?:^|[.:;!?•*·▪■|)\]–—]\s*|\bthat\s+|\s{2,})[\[(“\"]?\s*$")
BRACKETED = re.compile(rf"[(\[]\s*(?:see\s+)?{LABEL.pattern}(?:,?\s+respectively)?\s*[)\]]")
TOLD = re.compile(
    rf"{LABEL.pattern}\s*(?:,\s*which\s+)?(?:also\s+|further\s+)?(?:predicts?|predicted|posits?|posited|states?|stated|proposes?|proposed"
    r"|suggests?|suggested|hypothesi[sz]e[sd]?|argues?|argued|postulates?|postulated|expects?|expected|holds|held|asserts?)\s+that\s+"
)
FURTHER = re.compile(rf"{LABEL.pattern}\s*,?\s+that\s+")  # "H1 predicts that …, and H2 that …"
PREAMBLE = re.compile(
    r"^(?:,\s*)?(?:which\s+|it\s+(?:is|was)\s+)?(?:also\s+)?(?:stated|states|posited|posits|suggested|suggests|predicted|predicts|proposed|proposes"
    r"|argued|argues|postulated|postulates|hypothesi[sz]ed|hypothesi[sz]es|expected|expects)\s+that\s+",
    re.IGNORECASE,
)
LED_TO = re.compile(r"^(?:\w+[ ,]*){1,8},\s*$")  # "Thus, H1: …", "Based on the above, H2: …"
# Where a list of alternatives turns: "positively related to (a) calm, (b) joy, and negatively related to (c) stress".
TURN = re.compile(r",?\s*\b(?:and|but|while)\s+(?P<turned>(?:positive|negative|inverse)ly\s[^()]*)$")
HEADED = re.compile(r"\b(?:positive|negative|inverse)ly\s[^()]*$")
ONLY = re.compile(rf"^[(\[]?\s*{LABEL.pattern}\s*[)\].:]*$")
# Words that tell about a hypothesis instead of stating one.
ABOUT = cues.read_pattern("not-a-statement")
VERDICT = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|being|not|partially|fully|also|thus|therefore|hence)\s+(?:\w+ly\s+)?"
    r"(?:supported|rejected|confirmed|accepted|corroborated|verified|falsified)|(?:receive|find|found|provide|lend|get|gain)\w*\s+"
    r"(?:\w+\s+){0,3}support|support(?:s|ing)?\s+(?:for\s+)?(?:our\s+|the\s+)?(?:hypothes|H\d))",
    re.IGNORECASE,
)
LATE = re.compile(
    r"result|finding|discussion|conclusion|implication|appendix|summary|analysis|test(?:s|ing)\b|limitation|method",
    re.I,
)
EARLY = re.compile(r"abstract|introduction|executive|overview|contribution", re.I)
SUB_ITEM = re.compile(r"\(([a-h])\)|(?<![\w(.])([a-h])\)")
TAIL = re.compile(
    r"\s(?=(?:(?:is|are|was|were|will|would|has|have|can|may|should)\b|(?:positive|negative|significant|direct|inverse)ly\b"
    r"|(?:affect|influence|increase|enhance|reduce|decrease|drive|lead|predict|improve|moderate|mediate|strengthen|weaken"
    r"|impact|relate|contribute|foster|promote|determine|stimulate|facilitate|have)s?\b))"
)
PARTICIPANT = re.compile(r"^[“\"‘']|\b(?:I|my|me|I'm|I’m)\b")


class Portion(NamedTuple):
    """The part of a sentence that is one label's, at ``[start, end)`` of the content.

    ``alone`` tells that it can be read by itself; ``of`` labels share a sentence's relations in order, this one at
    ``turn``.
    """

    start: int
    end: int
    alone: bool = False
    turn: int = 0
    of: int = 0


class Labelled(NamedTuple):
    """A labelled statement at ``[start, end)`` of the content. ``rank`` tells how well its place suits a statement.

    ``portion`` is its part of a sentence that words several.
    """

    label: str
    kind: TestableKind
    start: int
    end: int
    rank: float
    section: str | None
    words: str | None = (
        None  # a table's cell over several lines: its words, with other cells' between them in the content
    )
    portion: Portion | None = None


def find_labelled(text: Text, sentences: Sequence[Sentence]) -> list[Labelled]:
    """The best place of every label, in the order of the places."""
    best: dict[str, Labelled] = {}
    for candidate in find_candidates(text, sentences):
        known = best.get(candidate.label)
        if known is None or candidate.rank > known.rank:
            best[candidate.label] = candidate
    for label in [label for label in best if any(_is_part(other, best[label]) for other in best.values())]:
        del best[label]
    return sorted(best.values(), key=lambda c: (c.start, c.label))


def _is_part(one: Labelled, whole: Labelled) -> bool:
    """Whether a place words a part, "P5b", of what the other one words as a whole, "P5"."""
    named = one.label[:-1] == whole.label and one.label[-1].isalpha()
    return named and whole.start <= one.start and one.end <= whole.end


def find_candidates(text: Text, sentences: Sequence[Sentence]) -> list[Labelled]:
    """Every place that words a label: in running text, before its label, and in tables."""
    candidates = [*_opening(text), *_closing(sentences), *_in_tables(text)]
    if any(c.kind == "proposition" and _is_spelled(text, "proposition") for c in candidates):
        return candidates
    return [c for c in candidates if c.kind == "hypothesis" or c.rank >= 2.5]


def opening_label(words: str) -> str | None:
    """The label that a sentence opens with, as a hypothesis' own: "H2a: …", "Hypothesis 3 (H3). …"."""
    found = LABEL.match(words)
    return names(found)[0] if found is not None and SEPARATOR.match(words, found.end()) else None


def names(found: re.Match[str]) -> list[str]:
    """Normal labels that a match stands for: "H1a-c" is H1a, H1b, H1c; "Hypotheses 4 and 5" is H4, H5.

    "Null hypothesis 1" is H01, as papers with null hypotheses number them: it is not the hypothesis that it denies.
    """
    letter = "P" if (found["word"] or found["short"]).upper().lstrip("R").startswith(("P", "ESEARCH P")) else "H"
    if found["word"] and "proposition" in found["word"].lower():
        letter = "P"
    number, sub = found["number"], found["letter"] or found["rival"] or ""
    labels = [(number, sub)]
    for joint, more in re.findall(
        r"([-–—/&,]|and|to|through)\s*((?:RH|HP|RP|H|P)?\d{1,2}[a-h]?|[a-h])(?![\w’'])", found["more"] or ""
    ):
        labels += _following(labels[-1], joint, more)
    null = "0" if (found["word"] or "").lower().startswith("null") else ""
    return [f"{letter}{n if n.startswith('0') else null + n}{s}" for n, s in labels]


def _following(last: tuple[str, str], joint: str, more: str) -> list[tuple[str, str]]:
    """What a further part of a label adds: the next one, or all up to it after a dash."""
    number = re.search(r"\d+", more)
    sub = more[-1] if more[-1].isalpha() else ""
    here = (number[0] if number else last[0], sub)
    is_range = joint in {"-", "–", "—", "to", "through"}
    if is_range and here[0] == last[0] and len(last[1]) == 1 and sub > last[1]:
        return [(here[0], chr(c)) for c in range(ord(last[1]) + 1, ord(sub) + 1)]
    if (
        is_range
        and not sub
        and not last[1]
        and here[0].isdecimal()
        and last[0].isdecimal()
        and int(last[0]) < int(here[0]) <= int(last[0]) + 20
    ):
        return [(str(n), "") for n in range(int(last[0]) + 1, int(here[0]) + 1)]
    return [here]


def kind_of(label: str) -> TestableKind:
    """What a normal label names."""
    return "proposition" if label.startswith("P") else "hypothesis"


def sub_readings(content: str, start: int, end: int) -> dict[str, Reading]:
    """Readings of each "(a) … (b) …" variant of a statement: the shared words with one alternative each."""
    marks = [(m.start(), m.end(), m[1] or m[2]) for m in SUB_ITEM.finditer(content, start, end)]
    groups: list[list[tuple[int, int, str]]] = []
    for mark in marks:
        if mark[2] == "a":
            groups.append([mark])
        elif groups and ord(mark[2]) == ord(groups[-1][-1][2]) + 1:
            groups[-1].append(mark)
    groups = [g for g in groups if len(g) > 1]
    if not groups:
        return {}
    letters = [mark[2] for mark in max(groups, key=len)]
    return {letter: _variant(content, start, end, groups, letter) for letter in letters}


def _variant(content: str, start: int, end: int, groups: list[list[tuple[int, int, str]]], letter: str) -> Reading:
    dropped: list[tuple[int, int]] = []
    turned: list[tuple[int, int]] = []
    for n, group in enumerate(groups):
        limit = groups[n + 1][0][0] if n + 1 < len(groups) else end
        close = _end_of_item(content, group, limit)
        for i, (begin, after, name) in enumerate(group):
            finish = group[i + 1][0] if i + 1 < len(group) else close
            if name != letter:
                dropped.append((begin, finish))
                continue
            turn = TURN.search(content, after, finish) if i + 1 < len(group) else None
            item = content[after : turn.start() if turn else finish]
            kept = re.sub(r"(?:[,;]|\s|\band/?or\b|\band\b|\bor\b)+$", "", item) if i + 1 < len(group) else item
            dropped += [(begin, after), (after + len(kept), finish)]
            for head, instead in _turns(content, start, group[: i + 1]):
                dropped.append(head)
                turned.append(instead)
    places = [
        i for i in range(start, end) if any(a <= i < b for a, b in turned) or not any(a <= i < b for a, b in dropped)
    ]
    joined = "".join(content[i] for i in places)
    return Reading(joined, tuple(places)).without(SQUARE).without(ROUND)


def _turns(
    content: str, start: int, group: list[tuple[int, int, str]]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The head that an alternative does not have, and what its list put instead of it: "negatively related to"."""
    items = [(one[1], other[0]) for one, other in itertools.pairwise(group)]
    turns = [turn for item in items if (turn := TURN.search(content, *item))]
    head = HEADED.search(content, start, group[0][0])
    if turns and head:
        yield head.span(), turns[-1].span("turned")


def _end_of_item(content: str, group: list[tuple[int, int, str]], limit: int) -> int:
    """Where the last alternative ends: before the verb that all share, or where the statement does."""
    last = group[-1][1]
    others = content[group[0][1] : group[-1][0]]
    tail = TAIL.search(content, last, limit)
    if tail and not TAIL.search(others):
        return tail.start()
    stop = re.search(r"[.;]?\s*$", content[last:limit])
    return last + stop.start() if stop else limit


def _opening(text: Text) -> Iterator[Labelled]:
    """Labels that open a statement in running text, lists, quotes, and headings."""
    section: str | None = None
    blocks = text.blocks or (Block(start=0, end=len(text.content), role="paragraph"),)
    for n, block in enumerate(blocks):
        if block.role == "heading":
            section = text.content[block.start : block.end].strip().lstrip("# ")
        if block.role in {"paragraph", "abstract", "list_item", "quote", "heading"}:
            following = blocks[n + 1] if n + 1 < len(blocks) else None
            yield from _opening_in(text, block, following, section)


def _opening_in(text: Text, block: Block, following: Block | None, section: str | None) -> Iterator[Labelled]:
    words = text.content[block.start : block.end]
    if (
        following is not None
        and ONLY.match(words.strip().lstrip("# "))
        and following.role in {"paragraph", "list_item", "quote"}
    ):
        found = LABEL.search(words)
        first = ranges(text.content[following.start : following.end])[:1]
        if found and first:
            span = (following.start + first[0][0], following.start + first[0][1])
            yield from _labelled(text.content, found, *span, 3.0 + _place(section), section)
        return
    places = [found for found in LABEL.finditer(words) if _opens(words, found)]
    for n, found in enumerate(places):
        separator = SEPARATOR.match(words, found.end())
        if separator is None:
            continue
        limit = places[n + 1].start() if n + 1 < len(places) else len(words)
        first = ranges(words[separator.end() : limit])[:1]
        if not first:
            continue
        start = block.start + separator.end() + first[0][0] + _preamble(words[separator.end() + first[0][0] :])
        end = block.start + separator.end() + first[0][1]
        clear = bool(re.search(r"[:.–—)\]|]", separator[0])) and found.start() < 40
        rank = (3.0 if clear else 2.4) + _place(section) - (0.5 if block.role == "heading" else 0.0)
        yield from _labelled(text.content, found, start, end, rank, section)


def _preamble(words: str) -> int:
    """How many characters of "posited that" or "it was suggested that" stand before the statement proper."""
    found = PREAMBLE.match(words)
    return found.end() if found else 0


def _opens(words: str, found: re.Match[str]) -> bool:
    before = words[max(0, found.start() - 12) : found.start()]
    if found.start() == 0 or (before.strip("# ") == "" and found.start() < 4) or OPENS.search(before):
        return True
    sentence = re.split(r"[.!?:;]\s+", words[: found.start()])[-1]
    return words[found.end() :].lstrip()[:1] == ":" and bool(LED_TO.match(sentence))


def _labelled(
    content: str, found: re.Match[str], start: int, end: int, rank: float, section: str | None
) -> Iterator[Labelled]:
    """One candidate a label, or one for each sub-hypothesis that the statement lists."""
    words = content[start:end].strip()
    end = start + len(words.rstrip("|;, "))
    if not _is_statement(words):
        return
    if (found["short"] or "").endswith("P") and PARTICIPANT.search(words):
        return
    labels = names(found)
    if len(labels) == 1 and labels[0][-1].isdigit():
        letters = sub_readings(content, start, end)
        labels = [labels[0] + letter for letter in letters] or labels
    for label in labels:
        yield Labelled(label, kind_of(label), start, end, rank - 0.01 * (len(words) < 40), section)


def _is_statement(words: str) -> bool:
    return len(words.split()) >= 4 and not ABOUT.match(words) and not VERDICT.search(words) and not _is_path(words)


def _is_path(words: str) -> bool:
    """ "AISE -> PEOU 0.42": a path in a table, not a sentence."""
    return bool(re.search(r"→|->|--|⟶|\d\.\d+.*\d\.\d+", words)) and len(words.split()) < 14


def _closing(sentences: Sequence[Sentence]) -> Iterator[Labelled]:
    """ "… raises loyalty (H1)." and "H1 predicts that …": places that state what they label, second best."""
    for sentence in sentences:
        if not LABEL.search(sentence.text):
            continue
        openings = find_openings(sentence.text) if not VERDICT.search(sentence.text) else []
        for label in dict.fromkeys(name for found in openings for name in names(found)):
            rank = 1.5 + _place(sentence.section)
            yield Labelled(label, kind_of(label), sentence.start, sentence.end, rank, sentence.section)
        bracketed = list(BRACKETED.finditer(sentence.text))
        if bracketed and _is_statement(sentence.text) and not LATE.search(sentence.section or ""):
            for label in {name for m in bracketed for name in names(m)}:
                yield Labelled(
                    label,
                    kind_of(label),
                    sentence.start,
                    sentence.end,
                    2.0 + _place(sentence.section),
                    sentence.section,
                )


def find_openings(sentence: str) -> list[re.Match[str]]:
    """Where a sentence begins to say what a label states; behind the first, "and H2 that" is enough."""
    told = list(TOLD.finditer(sentence))
    if not told:
        return []
    starts = {match.start() for match in told}
    further = (match for match in FURTHER.finditer(sentence, told[0].end()) if match.start() not in starts)
    return sorted([*told, *further], key=lambda match: match.start())


def _in_tables(text: Text) -> Iterator[Labelled]:
    """Rows that name a hypothesis and word it: the label in a cell of its own, or before the words."""
    for table in text.tables:
        for row in joined_rows(table.rows):
            for n, cell in enumerate(row):
                found = LABEL.match(cell.strip())
                if found is None:
                    continue
                rest = SEPARATOR.sub("", cell.strip()[found.end() :], count=1).strip()
                wording = rest or next((c.strip() for c in row[n + 1 : n + 2]), "")
                span = _locate(text.content, wording, table.start, table.end)
                if span and _is_statement(wording):
                    for label in names(found):
                        yield Labelled(label, kind_of(label), *span, 1.0, table.caption, wording)
                break


def joined_rows(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows with lines that only carry on a cell joined to it: such a line is one cell that begins in lower case."""
    joined: list[tuple[str, ...]] = []
    for row in rows:
        cells = [c for c in row if c.strip()]
        if joined and len(cells) == 1 and _carries_on(joined[-1], cells[0]):
            longest = max(range(len(joined[-1])), key=lambda i: len(joined[-1][i]))
            joined[-1] = tuple(f"{c} {cells[0]}" if i == longest else c for i, c in enumerate(joined[-1]))
        else:
            joined.append(row)
    return joined


def _carries_on(row: tuple[str, ...], cell: str) -> bool:
    longest = max(row, key=len)
    opens_anew = LABEL.match(cell.strip()) or longest.rstrip().endswith((".", ";"))
    return len(longest.split()) >= 4 and not opens_anew and bool(re.match(r"[a-z(\d]", cell.strip()))


def _locate(content: str, wording: str, start: int, end: int) -> tuple[int, int] | None:
    if not wording:
        return None
    pattern = re.compile(r"\s+(?:[\w* ]{0,24}?supported\s+(?:\d+\s+)?)?".join(map(re.escape, wording.split())))
    found = pattern.search(content, start, end)
    return (found.start(), found.end()) if found else None


def _place(section: str | None) -> float:
    """How well a section suits the statement of a hypothesis."""
    if section is None:
        return 0.0
    if LATE.search(section) and not re.search(r"hypothes|proposition|development|theor", section, re.I):
        return -1.0
    return -0.6 if EARLY.search(section) else 0.0


def _is_spelled(text: Text, word: str) -> bool:
    return word in text.content.lower()
