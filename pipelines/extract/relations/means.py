"""Who acts, and with what: "by sharing data, firms raise trust" tells what sharing data does, not what firms do.

People and organisations at large are no construct. Where the sentence says with what they act, that is the cause;
where it does not, the sentence tells what somebody does and no relation of constructs.
"""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.extract.relations import arguments
from pipelines.extract.relations.frames import End, Frame
from pipelines.extract.relations.links import Phrase
from pipelines.extract.relations.phrases import conjuncts, phrases
from pipelines.extract.relations.sharing import is_actor

# Verbs that only hand over what follows them: "by providing incentives" is by incentives.
HANDING = frozenset(
    {"provide", "offer", "give", "get", "have", "use", "employ", "utilize", "utilise", "leverage", "obtain", "apply"}
    | {"adopt", "exploit", "deploy", "implement", "gain", "harness"}
)


def with_means(frames: list[Frame]) -> list[Frame]:
    """The frames in which something other than people at large acts."""
    return [frame for frame in map(_by_means, frames) if frame is not None]


def _by_means(frame: Frame) -> Frame | None:
    actors = [end for end in frame.sources if isinstance(end, Token) and all(map(is_actor, conjuncts(end)))]
    if frame.type != "causal" or not actors or frame.moderators:
        return frame
    means = [m for m in means_of(frame.cue) if not any(m is t or m.is_ancestor(t) for t in frame.target_tokens())]
    rest: list[End] = [end for end in frame.sources if end not in actors]
    found: list[End] = [*rest, *(phrase for m in means for phrase in told(m))]
    if not found:
        return None
    frame.sources = found
    frame.mediators = [m for m in frame.mediators if m not in means]
    return frame


def means_of(verb: Token) -> list[Token]:
    """Heads of what a verb is done with: "by doing X", "through X", "with the help of X", "using X"."""
    found: list[Token] = []
    here: Token | None = verb
    for _ in range(4):
        if here is None:
            break
        found += _own_means(here)
        here = here.head if here.dep_ in {"xcomp", "conj", "ccomp", "pcomp"} and here.head.i != here.i else None
        if found or (here is not None and here.pos_ not in {"VERB", "AUX"}):
            break
    return found


def _own_means(verb: Token) -> list[Token]:
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ == "by":
            found += [c for c in child.children if c.dep_ == "pcomp"]
        elif child.dep_ == "prep" and child.lower_ in {"through", "via"}:
            found += [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
        elif child.dep_ == "prep" and child.lower_ == "with":
            found += [h for c in child.children if c.lower_ in {"help", "aid"} for h in _of(c)]
        elif child.dep_ in {"advcl", "prep"} and child.lower_ == "using":
            found.append(child)
    return found


def _of(noun: Token) -> list[Token]:
    return arguments.after(noun, frozenset({"of"}))


def told(head: Token) -> list[Phrase]:
    """The phrases of a means: what a handing verb hands over, else the act itself."""
    heads = [o for h in conjuncts(head) for o in (arguments.objects(h) if h.lemma_.lower() in HANDING else [h])]
    return [phrase for h in heads for phrase in phrases(h)[: None if h.pos_ not in {"VERB"} else 1]]
