"""Parameters of queries: their types, and how a typed word becomes an RDF term."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from rdflib import XSD, Literal, URIRef

from kg.errors import BadParameter
from kg.iris import ONTOLOGY
from kg.lookup import reference_key
from kg.store import Term
from pipelines.canonical import singular

SIGNS = {"+": "positive", "-": "negative", "0": "noEffect", "nonlinear": "nonlinear"}
STATUSES = {"supported": "supported", "not_supported": "notSupported", "partially_supported": "partiallySupported"}
SIGN_SYNONYMS = {"positive": "+", "negative": "-", "none": "0", "no effect": "0", "curvilinear": "nonlinear"}
# What people call a status, beside the words above.
STATUS_SYNONYMS = {
    "supported": "accepted confirmed corroborated held significant upheld validated verified yes",
    "not_supported": "disconfirmed failed insignificant nonsignificant not_accepted not_confirmed not_significant "
    "no refuted rejected unconfirmed unsupported",
    "partially_supported": "mixed partial partially partly partly_supported partially_confirmed",
}
KINDS = {
    "hypothesis": "Hypothesis",
    "proposition": "Proposition",
    "finding": "Finding",
    "claim": "Claim",
    "implication": "Implication",
    "research_question": "ResearchQuestion",
}
LINKS = {name: name for name in ("tests", "restates", "supports", "contradicts", "refines")}
LONGEST = 10_000  # characters of a value: longer ones are a mistake, and no label, name or wording is


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a query may be given. ``default`` is as typed; it is bound when nothing else is given."""

    name: str
    type: str
    variable: str
    required: bool = False
    default: str | None = None
    description: str = ""

    @property
    def usage(self) -> str:
        """The parameter as it is given on the command line; brackets where it may be left away."""
        shown = f"{self.name}={self.default or self.type.upper()}"
        return shown if self.required else f"[{shown}]"

    def term(self, value: str) -> Term:
        """The RDF term that ``value`` stands for; a paper's or construct's name is looked up later.

        Raises:
            BadParameter: it is not of the parameter's type.
        """
        if len(value) > LONGEST:
            raise BadParameter(f"{self.name}: a value of {len(value)} characters is too long; at most {LONGEST}")
        if not value.strip():
            raise BadParameter(f"{self.name}: the value is empty; {TYPES[self.type].wanted}")
        try:
            return TYPES[self.type].read(value.strip())
        except (KeyError, ValueError) as exc:
            raise BadParameter(f"{self.name}: {value[:80]!r} will not do; {TYPES[self.type].wanted}") from exc


@dataclasses.dataclass(frozen=True, slots=True)
class Type:
    """A kind of value: how it is read, and what to tell whoever gives another."""

    read: Callable[[str], Term]
    wanted: str


def _iri(value: str) -> URIRef:
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S+\Z", value) or re.search(r'[<>"{}|\\^`\x00-\x20]', value):
        raise ValueError(value)
    return URIRef(value)


def _integer(value: str) -> Literal:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        raise ValueError(value)
    return Literal(int(value))


def _number(value: str) -> Literal:
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?", value):
        raise ValueError(value)
    return Literal(float(value))


def _boolean(value: str) -> Literal:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if value.lower() not in words:
        raise ValueError(value)
    return Literal(words[value.lower()])


def _year(value: str) -> Literal:
    if not re.fullmatch(r"[0-9]{4}", value):
        raise ValueError(value)
    return Literal(value, datatype=XSD.gYear)


def _citation(value: str) -> Literal:
    if not re.search("[0-9A-Za-z]", value):
        raise ValueError(value)
    return Literal(reference_key(value))


def status_named(words: str) -> str:
    """The status that a person means: "rejected" is not_supported.

    Raises:
        BadParameter: no status is called so.
    """
    plain = re.sub(r"[\s-]+", "_", words.strip().lower())
    for status, synonyms in STATUS_SYNONYMS.items():
        if plain == status or plain in synonyms.split():
            return status
    raise BadParameter(f"status: {words[:80]!r} will not do; give one of {', '.join(STATUSES)}, or a word for one")


def _status(value: str) -> URIRef:
    try:
        return URIRef(ONTOLOGY + STATUSES[status_named(value)])
    except BadParameter as exc:
        raise ValueError(value) from exc


def _sign(value: str) -> URIRef:
    plain = value.strip().lower().replace("−", "-")
    return URIRef(ONTOLOGY + SIGNS[SIGN_SYNONYMS.get(plain, plain)])


def _kind(value: str) -> URIRef:
    return URIRef(ONTOLOGY + KINDS[singular(value.lower()).replace(" ", "_")])


def _one_of(words: Mapping[str, str]) -> Type:
    def read(value: str) -> URIRef:
        if value not in words:
            raise ValueError(value)
        return URIRef(ONTOLOGY + words[value])

    return Type(read, f"give one of {', '.join(words)}")


TYPES: Mapping[str, Type] = MappingProxyType(
    {
        "label": Type(Literal, "give a construct's name, such as customer engagement"),
        "paper": Type(Literal, "give a paper's DOI, IRI, title, file name, or a reference such as Jaakkola 2014"),
        "citation": Type(_citation, "give a reference, such as Bowden 2009"),
        "iri": Type(_iri, "give a whole IRI, such as https://doi.org/10.1000/1"),
        "string": Type(Literal, "give some words"),
        "integer": Type(_integer, "give a whole number"),
        "number": Type(_number, "give a number"),
        "boolean": Type(_boolean, "give true or false"),
        "year": Type(_year, "give a year of four digits"),
        "sign": Type(_sign, f"give one of {', '.join(SIGNS)}"),
        "status": Type(_status, f"give one of {', '.join(STATUSES)}, or a word for one, such as rejected"),
        "kind": Type(_kind, f"give one of {', '.join(KINDS)}"),
        "link": _one_of(LINKS),
    }
)
