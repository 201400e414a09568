"""Constructs in the words of a question, by any of their names."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from rdflib import Literal

from kg.actors import ACTORS
from kg.errors import NotFound
from kg.lookup import PREFIXES, construct_keys, near_labels
from kg.store import Store
from kg.store.terms import to_sparql
from kg.wordings import wordings
from pipelines.canonical import key

# Words that add nothing to a construct's name, and those that begin what stands around it.
LIGHT_START = re.compile(
    r"(?:an?|any|the|some|this|these|those|their|its|his|her|our|your|more|less|high|higher|low|lower|great|greater|"
    r"strong|stronger|weak|weaker|"
    r"(?:a |the )?(?:high |low )?(?:level|levels|degree|degrees|extent|concept|notion|construct|term|idea|phenomenon|"
    r"presence|development) of)\s+",
    re.IGNORECASE,
)
LIGHT_END = re.compile(r"\s+(?:at all|itself|overall|in general|to (?:occur|happen|arise)|happen)$", re.IGNORECASE)
AROUND = r"(?:in|among|amongst|within|for|at|during|across|on|according to|from|by|with|when|where|as|towards?|under)"


# Where something is studied, or among whom: not what it is directed at, as in "trust in partners".
CONTEXT = re.compile(
    r"^(?:in|among|amongst|within|at|during|across) (?:[\w'’-]+ )*(?:"
    r"banks?|banking|cities|city|classrooms?|communit(?:y|ies)|compan(?:y|ies)|contexts?|countr(?:y|ies)|econom(?:y|ies)|"
    r"education|environments?|firms|groups?|hospitals?|hospitality|hotels?|industr(?:y|ies)|institutions?|markets?|"
    r"media|networks?|organi[sz]ations?|platforms?|regions?|retail\w*|schools?|sectors?|settings?|smes|societ(?:y|ies)|"
    r"students|teams?|tourism|universit(?:y|ies)|world)$|^(?:in|across) (?-i:[A-Z])\w+$",
    re.IGNORECASE,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A construct of the store that was found in words, and the words around it that were left over."""

    label: str
    leftover: str = ""


def find_constructs(store: Store, words: str) -> tuple[tuple[Named, ...], ...]:
    """For each construct that ``words`` name side by side, those that may be meant, the longest name first.

    "Trust in partners" is a construct of that name, where the store has it. "Engagement in online communities" is
    engagement, and where or among whom is left over, although a paper may have a construct of the whole name. A word
    before the noun is never dropped: quantum engagement is not engagement. Where no construct has the name, "trust
    and loyalty" are two, else one of the same words in another order will do.

    Raises:
        NotFound: the store has no construct of such a name; the message has near ones.
    """
    candidates = list(_candidates(words))
    labels = labels_of(store, [name for name, _ in candidates])
    named = {labels[name]: Named(labels[name], leftover) for name, leftover in reversed(candidates) if name in labels}
    if named:
        return _same_things(_context_apart(tuple(reversed(named.values()))))
    shown = candidates[0][0] if candidates else words
    parts = [part for part in re.split(r",? and | or |, ", shown) if part.strip()]
    if len(parts) > 1 and len(found := labels_of(store, parts)) == len(parts):
        return tuple((Named(found[part]),) for part in parts)
    near = near_labels(store, shown) if shown.strip() else ()
    if turned := [label for label in near if _content(label) == _content(shown)]:
        return ((Named(turned[0]),),)
    remedy = f"did you mean {' or '.join(near)}?" if near else "`kg query constructs` lists what there is"
    raise NotFound(f"no construct in the store is called {shown[:100]!r}; {remedy}")


def _context_apart(named: tuple[Named, ...]) -> tuple[Named, ...]:
    """Those first whose leftover words say where or among whom; the longer name is among the wider ones of theirs."""
    return tuple(sorted(named, key=lambda each: CONTEXT.search(each.leftover) is None))


def without_context(words: str) -> str | None:
    """A name without the words at its end that say where or among whom; None where it has none."""
    cuts = (match.start() for match in re.finditer(r" (?:in|among|amongst|within|at|during|across) ", words))
    return next((words[:cut] for cut in cuts if CONTEXT.search(words[cut:].strip())), None)


def _same_things(named: tuple[Named, ...]) -> tuple[tuple[Named, ...], ...]:
    """Two constructs whose names have the same words ("well-being of members", "member well-being") are both meant."""
    first, *others = named
    same = [each for each in others if _content(each.label) == _content(first.label)]
    shorter = tuple(each for each in others if each not in same)
    return tuple((each, *shorter) for each in (first, *same))


def _content(name: str) -> list[str]:
    """The words of a name that carry meaning, in no order: "execution by the firm" is "the firm's execution"."""
    plain = re.sub(r"['’]s?\b", "", key(name) or name)
    return sorted(set(key(plain).split()) - {"by", "of", "for", "in", "the", "a", "an", "to", "and"})


def _candidates(words: str) -> Iterator[tuple[str, str]]:
    """Names that ``words`` may hold with what each leaves over, the longest first."""
    name = " ".join(words.replace('"', " ").split()).strip(" ,;:")
    name = LIGHT_END.sub("", name)
    cuts = [match.start() for match in re.finditer(rf"\s+{AROUND}\s", name)]
    cuts += [match.start() for match in re.finditer(r"\s+\(", name)]
    cuts += [match.start() for match in re.finditer(rf"\s+of (?:the |its |their )?(?:{'|'.join(ACTORS)})\b", name)]
    for end in [len(name), *sorted(cuts, reverse=True)]:
        part, leftover = name[:end], name[end:].strip()
        while part:
            yield part, leftover
            yield from ((turned, leftover) for turned in _turned(part))
            shorter = LIGHT_START.sub("", part, count=1)
            if shorter == part:
                break
            part = shorter


def _turned(name: str) -> Iterator[str]:
    """ "engagement of customers" is also customers' engagement."""
    if match := re.fullmatch(rf"(.+) of (?:the |its |their )?({'|'.join(ACTORS)})", name, re.IGNORECASE):
        yield f"{match[2]} {LIGHT_START.sub('', match[1])}"


def labels_of(store: Store, names: Sequence[str]) -> dict[str, str]:
    """What the constructs with these names are called in answers; names that are none are left out."""
    keys = {name: _keys(name) for name in dict.fromkeys(names)}
    wanted = sorted(set(itertools.chain.from_iterable(keys.values())))
    if not wanted:
        return {}
    values = " ".join(to_sparql(Literal(each)) for each in wanted)
    where = f"VALUES ?key {{ {values} }} GRAPH ?g {{ ?c evc:matchKey ?key ; a evc:Construct ; skos:prefLabel ?label }}"
    found: dict[str, list[str]] = {}
    for row in store.query(PREFIXES + f"SELECT DISTINCT ?key ?label WHERE {{ {where} }} ORDER BY ?key ?label"):
        found.setdefault(str(row["key"]), []).append(str(row["label"]))
    shown = wordings(store, itertools.chain.from_iterable(found.values()))
    found = {each: [shown.get(label, label) for label in labels] for each, labels in found.items()}
    return {name: _label(name, labels) for name, each in keys.items() if (labels := _all(found, each))}


def _label(name: str, labels: Sequence[str]) -> str:
    """The one construct's own name; where the words may mean several, the words."""
    return labels[0] if len(set(labels)) == 1 else name


def _all(found: dict[str, list[str]], keys: Iterable[str]) -> list[str]:
    return [label for each in keys for label in found.get(each, [])]


def _keys(name: str) -> tuple[str, ...]:
    acronym = construct_keys(name.upper()) if re.fullmatch(r"[A-Za-z]{2,6}", name) else ()
    return tuple(k for k in dict.fromkeys([*construct_keys(name), *acronym]) if k.strip())
