"""What can go wrong on the graph side, under the root that ``pipelines.errors`` draws.

EngagementError
    StoreError              the store could not do what was asked
        StoreLocked         another process holds it
        StoreUnusable       not a store, not readable, or not writable
        StoreUnreachable    no server answers at the URL
        StoreMismatch       its base or data model is not this program's
    QueryError              a question could not be asked
        UnknownQuery        no named query has this name
        BadParameter        a parameter is missing, unknown or ill-typed
        MalformedQuery      the SPARQL does not parse
        QueryTimeout        the time limit ran out
        TooLarge            the answer is larger than allowed
        NotUnderstood       no form of words that plain questions may have fits this one
    CurationRefused         a judgement cannot stand
    NotFound                nothing in the store has this IRI, DOI or label
    InvalidRdf              an RDF file does not parse
    MissingLibrary          an optional part of this project is not installed
"""

from __future__ import annotations

from pipelines.errors import EngagementError


class StoreError(EngagementError):
    """The store could not do what was asked."""


class StoreLocked(StoreError):
    """Another process holds the store."""


class StoreUnusable(StoreError):
    """The locator is not a store, or it cannot be read or written."""


class StoreMismatch(StoreError):
    """The store has another base, or another data model, than this program."""


class StoreUnreachable(StoreError):
    """No SPARQL server answers at the locator."""


class QueryError(EngagementError):
    """A question could not be asked."""


class UnknownQuery(QueryError):
    """No named query has this name."""

    exit_code = 2


class BadParameter(QueryError):
    """A parameter is missing, unknown or ill-typed."""

    exit_code = 2


class MalformedQuery(QueryError):
    """The SPARQL does not parse."""


class QueryTimeout(QueryError):
    """The query's time limit ran out."""


class TooLarge(QueryError):
    """The answer is larger than allowed, or needs more memory on the way."""


class NotUnderstood(QueryError):
    """No form of words that plain questions may have fits this one."""


class CurationRefused(EngagementError):
    """A curator's judgement cannot stand: two constructs that must not be merged, one that is curated already."""


class NotFound(EngagementError):
    """Nothing in the store has this IRI, DOI or label."""


class InvalidRdf(EngagementError):
    """An RDF file does not parse."""


class MissingLibrary(EngagementError):
    """An optional part of this project is not installed. ``extra`` is the one that brings ``library``."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(f"{library} is not installed; it comes with: pip install 'engagement-kg[{extra}]'")
        self.library = library
        self.extra = extra
