"""What grows in something, as models say it: "profit is increasing in quality", "effort is decreasing in trust"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipelines.extract.relations import arguments
from pipelines.extract.relations.arguments import word_after
from pipelines.extract.relations.frames import End, Frame, VerbCue, oriented
from pipelines.extract.words import cues

GROWING = {
    "increasing": VerbCue("causal", "<", "+", weak=False),
    "decreasing": VerbCue("causal", "<", "-", weak=False),
}


def growing_frames(doc: Doc) -> list[Frame]:
    """Frames of what is increasing or decreasing in a cause, but not "in number", "in Europe" or "in recent years"."""
    found = []
    for token in doc:
        cue = GROWING.get(token.lower_)
        if cue is None or not _is_said(token):
            continue
        near = arguments.subjects(token if token.dep_ not in {"acomp", "attr"} else token.head)
        far: list[End] = [end for end in arguments.after(token, frozenset({"in"})) if _may_cause(end, token)]
        frame = oriented(token, cue, near, far, "growing")
        if frame is not None:
            found.append(frame)
    return found


def _is_said(token: Token) -> bool:
    """ "is increasing in", "are strictly decreasing in": a form of "be" before the word, "in" right after it."""
    follows = word_after(token) == "in"
    before = [t for t in token.children if t.dep_ == "aux"] + ([token.head] if token.dep_ in {"acomp", "attr"} else [])
    return follows and any(t.lemma_ == "be" for t in before)


def _may_cause(end: End, cue: Token) -> bool:
    """Whether something is grown in as a cause: it follows; no name, no number, no bare measure, time or place."""
    if not isinstance(end, Token) or end.i < cue.i or end.pos_ in {"PROPN", "NUM"}:
        return False
    measured = any(c.dep_ == "compound" or c.lower_ == "of" for c in end.children)
    return measured or end.lower_ not in cues.read_words("spans")
