"""Plain questions: what is understood, what is left over and said, and what must be refused."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.ask import ask, understand
from kg.ask.patterns import patterns
from kg.ask.words import participle, past, present
from kg.errors import NotFound, NotUnderstood
from kg.query import find
from kg.store import Store

CE, CEB = "customer engagement", "customer engagement behavior"

# Question → the query that it means, with its parameters; "a | b" is b where a has no rows.
UNDERSTOOD = {
    "customer engagement": "definitions construct=customer engagement | statements construct=customer engagement",
    "trust loyalty": "evidence cause=trust effect=loyalty either=true",
    "H2a of Moorland & Okoro 2021": "hypotheses number=H2a paper=Moorland & Okoro 2021",
    "in which country was the study of Moorland and Okoro made": "methods paper=Moorland & Okoro 2021",
    "which papers were published before 2020": "papers until=2019",
    "studies using structural equation modelling in banks": "methods method=structural equation modeling place=banks",
    "the antecedents and outcomes of trust": "antecedents construct=trust & outcomes construct=trust",
    "is the effect of trust on loyalty contested": "evidence cause=trust effect=loyalty",
    "what drives customer engagement": f"antecedents construct={CE}",
    "What drives customer engagement?": f"antecedents construct={CE}",
    "what drives consumer engagements": f"antecedents construct={CE}",
    "which factors can positively influence loyalty?": "antecedents construct=loyalty",
    "What are the antecedents of customer engagement?": f"antecedents construct={CE}",
    "which drivers of customer engagement are known": f"antecedents construct={CE}",
    "what is customer engagement driven by": f"antecedents construct={CE}",
    "By what is loyalty affected?": "antecedents construct=loyalty",
    "What does loyalty depend on?": "antecedents construct=loyalty",
    "how does trust arise?": "antecedents construct=trust",
    "what increases trust": "antecedents construct=trust sign=+ | antecedents construct=trust",
    "what lowers or erodes loyalty": "antecedents construct=loyalty sign=- | antecedents construct=loyalty",
    "what are barriers to customer engagement": f"antecedents construct={CE} sign=- | antecedents construct={CE}",
    "how can firms foster loyalty": "antecedents construct=loyalty",
    "Please tell me what leads to loyalty": "antecedents construct=loyalty",
    "what strengthens trust": "antecedents construct=trust sign=+ | antecedents construct=trust",
    "What follows from customer engagement?": f"outcomes construct={CE}",
    "what does trust lead to": "outcomes construct=trust",
    "what does joy affect": "outcomes construct=joy",
    "What outcomes does trust have?": "outcomes construct=trust",
    "outcomes of trust": "outcomes construct=trust",
    "what are the consequences of high levels of trust?": "outcomes construct=trust",
    "what effects does customer engagement have": f"outcomes construct={CE}",
    "what is affected by trust": "outcomes construct=trust",
    "what is trust said to cause": "outcomes construct=trust",
    "Through what does trust affect loyalty?": "mediators cause=trust effect=loyalty",
    "by which mechanism does trust lead to loyalty": "mediators cause=trust effect=loyalty",
    "what mediates the relationship between trust and loyalty": "mediators cause=trust effect=loyalty",
    "does customer engagement mediate the effect of trust on loyalty?": (
        f"mediators cause=trust effect=loyalty construct={CE}"
    ),
    "what does customer engagement mediate": f"mediators construct={CE}",
    "How does trust affect loyalty?": (
        "mediators cause=trust effect=loyalty | evidence cause=trust effect=loyalty"
    ),
    "When does customer engagement increase loyalty?": f"moderators cause={CE} effect=loyalty",
    "under what conditions does customer engagement raise loyalty": f"moderators cause={CE} effect=loyalty",
    "What strengthens the effect of customer engagement on loyalty?": f"moderators cause={CE} effect=loyalty",
    "what weakens the link between customer engagement and loyalty": f"moderators cause={CE} effect=loyalty",
    "which factors moderate the impact of trust on customer engagement": f"moderators cause=trust effect={CE}",
    "what does usage frequency moderate": "moderators construct=usage frequency",
    "Does trust affect loyalty?": "evidence cause=trust effect=loyalty",
    "is there evidence that trust increases customer engagement": f"evidence cause=trust effect={CE}",
    "what is the effect of trust on loyalty": "evidence cause=trust effect=loyalty",
    "evidence for the effect of trust on loyalty": "evidence cause=trust effect=loyalty",
    "is loyalty affected by trust": "evidence cause=trust effect=loyalty",
    "trust -> loyalty": "evidence cause=trust effect=loyalty",
    "Can you tell me whether trust improves loyalty?": "evidence cause=trust effect=loyalty",
    "What is the relationship between trust and loyalty?": "evidence cause=trust effect=loyalty either=true",
    "is trust related to loyalty": "evidence cause=trust effect=loyalty either=true",
    "how strong is the effect of trust on customer engagement": (
        f"effect-sizes cause=trust effect={CE} | evidence cause=trust effect={CE}"
    ),
    "to what extent does trust shape customer engagement": (
        f"effect-sizes cause=trust effect={CE} | evidence cause=trust effect={CE}"
    ),
    "paths from trust to loyalty": "paths from=trust to=loyalty",
    "How is customer engagement defined?": f"definitions construct={CE}",
    "what is customer engagement": f"definitions construct={CE}",
    "What's customer engagement?": f"definitions construct={CE}",
    "what is meant by “customer engagement”?": f"definitions construct={CE}",
    "who defined customer engagement": f"definitions construct={CE}",
    "How does Moor (1999) define customer engagement?": f"definitions construct={CE} work=Moor 1999",
    "how is customer engagement defined by Moor 1999": f"definitions construct={CE} work=Moor 1999",
    "How has the definition of customer engagement changed over time?": f"definitions-over-time construct={CE}",
    "whose definition of customer engagement is used": f"definition-sources construct={CE}",
    "Which papers disagree about customer engagement?": f"contradictions construct={CE}",
    "where do the papers contradict each other on loyalty": "contradictions construct=loyalty",
    "are there contradictions": "contradictions",
    "in which contexts do papers disagree about loyalty": "disagreements construct=loyalty",
    "what are the dimensions of customer engagement": f"dimensions construct={CE}",
    "what does customer engagement consist of": f"dimensions construct={CE}",
    "which types of customer engagement are there": f"types construct={CE}",
    "what kinds of customer engagement are distinguished": f"types construct={CE}",
    "which hypotheses about customer engagement were supported": f"hypotheses construct={CE} status=supported",
    "Which hypotheses were not supported?": "hypotheses status=not_supported",
    "which hypotheses on loyalty were rejected": "hypotheses construct=loyalty status=not_supported",
    "which hypothesis was only partly supported": "hypotheses status=partially_supported",
    "what hypotheses are there about trust": "hypotheses construct=trust",
    "which hypotheses does Moorland & Okoro 2021 test": "hypotheses paper=Moorland & Okoro 2021",
    "which propositions were made about customer engagement": f"propositions construct={CE}",
    "what has never been tested": "untested",
    "research gaps on customer engagement": f"untested construct={CE}",
    "What does Moorland and Okoro (2021) say about loyalty?": (
        "statements construct=loyalty paper=Moorland & Okoro 2021"
    ),
    "what do Moorland and Okoro say about loyalty": "statements construct=loyalty paper=Moorland & Okoro 2021",
    "what does 10.5555/ekg.1 say": "statements paper=Moorland & Okoro 2021",
    "which methods did Adeyemi 2019 use": "methods paper=Adeyemi 2019",
    "what was the sample of cases.html": "methods paper=Adeyemi 2019",
    "which papers use structural equation modeling": "methods method=structural equation modeling",
    "how is loyalty studied": "methods construct=loyalty",
    "who cites Moor 1999?": "citations work=Moor 1999",
    "where is Moor (1999) cited": "work work=Moor 1999",
    "which works are cited most often": "citations",
    "what is known about loyalty": "statements construct=loyalty",
    "what is studied together with trust": "studied-together construct=trust",
    "which papers are there": "papers",
    "What drives customer engagement according to Moorland & Okoro (2021)?": (
        f"antecedents construct={CE} paper=Moorland & Okoro 2021"
    ),
    "according to Adeyemi (2019), what drives customer engagement?": (
        f"antecedents construct={CE} paper=Adeyemi 2019"
    ),
    "What did Adeyemi find to drive customer engagement": f"antecedents construct={CE} paper=Adeyemi 2019",
    "customer engagement definition": f"definitions construct={CE}",
    "customer engagement drivers": f"antecedents construct={CE}",
    "trust outcomes": "outcomes construct=trust",
    "how can I build trust?": "antecedents construct=trust",
    "ways to increase loyalty": "antecedents construct=loyalty",
    "what is needed for strong customer engagement": f"antecedents construct={CE}",
    "what did Adeyemi find to be needed for loyalty": "antecedents construct=loyalty paper=Adeyemi 2019",
    "What follows when customer engagement is high?": f"outcomes construct={CE}",
    "which documents contain, cite or excerpt Moor 1999": "work work=Moor 1999",
    "in which journal was Moor (1999) published?": "work work=Moor 1999",
    "what is the title of Adeyemi 2019": "work work=Adeyemi 2019",
    "was H2 supported?": "hypotheses number=H2",
    "was h1 supported in Moorland & Okoro (2021)": "hypotheses number=H1 paper=Moorland & Okoro 2021",
    "What role does trust play in loyalty?": "evidence cause=trust effect=loyalty",
    "is there a positive relationship between trust and loyalty": "evidence cause=trust effect=loyalty either=true",
    "what are the main reasons for loyalty": "antecedents construct=loyalty",
    "how do authors conceptualise customer engagement": f"definitions construct={CE}",
    "which forms can customer engagement take": f"types construct={CE}",
    "are results about loyalty consistent": "contradictions construct=loyalty",
    "what should managers do about loyalty": "statements kind=implication construct=loyalty",
    "which research questions remain open": "statements kind=research_question",
    "findings on loyalty": "statements kind=finding construct=loyalty",
    "what was the sample size in Adeyemi (2019)": "methods paper=Adeyemi 2019",
    "how many people did Adeyemi 2019 interview": "methods paper=Adeyemi 2019",
    "is trust an antecedent of loyalty": "evidence cause=trust effect=loyalty",
    "is loyalty a consequence of trust": "evidence cause=trust effect=loyalty",
    "what evidence supports the link between trust and loyalty": "evidence cause=trust effect=loyalty either=true",
    "who says that trust affects loyalty": "evidence cause=trust effect=loyalty",
    "which types of customer engagement does Adeyemi (2019) distinguish": f"types construct={CE} paper=Adeyemi 2019",
    "which statements mention loyalty": "statements construct=loyalty",
    "who studies loyalty": "statements construct=loyalty",
    # Several things, papers or questions at once are a part each.
    "what drives trust and loyalty": "antecedents construct=trust & antecedents construct=loyalty",
    "how do Adeyemi (2019) and Moorland & Okoro (2021) define customer engagement": (
        f"definitions construct={CE} work=Adeyemi 2019 & definitions construct={CE} work=Moorland & Okoro 2021"
    ),
    "what did Adeyemi (2019) and Moorland & Okoro (2021) say about loyalty": (
        "statements construct=loyalty paper=Adeyemi 2019 & statements construct=loyalty paper=Moorland & Okoro 2021"
    ),
    "what is trust, and what drives loyalty?": "definitions construct=trust & antecedents construct=loyalty",
    # In words of its own: by names and cues.
    "My supervisor asks how customer engagement is commonly defined.": f"definitions construct={CE}",
    "Is anything reported that sits between trust and loyalty?": (
        "mediators cause=trust effect=loyalty | evidence cause=trust effect=loyalty"
    ),
    "Any downsides of customer engagement found so far?": f"outcomes construct={CE}",
    "Which scholars distinguish several kinds of customer engagement?": f"types construct={CE}",
    "do trust and loyalty go hand in hand": "evidence cause=trust effect=loyalty either=true",
    "Are there any negative consequences of trust?": "outcomes construct=trust",
    "how does loyalty develop between strangers": "antecedents construct=loyalty",
    "In which countries has loyalty been studied?": "methods construct=loyalty",
    "What's the evidence on trust and loyalty?": "evidence cause=trust effect=loyalty either=true",
    "which predictions were not confirmed": "hypotheses status=not_supported",
    "is loyalty among customers driven by trust": "evidence cause=trust effect=loyalty",
    # The longest name wins; a shorter one is asked only when that has no answer.
    "what drives customer engagement behaviour": f"antecedents construct={CEB}",
}  # fmt: skip

# Question → what is said to be left over.
LEFT_OVER = {
    "what drives customer engagement in online communities": "in online communities",
    "In banks, what drives loyalty?": "In banks",
    "What does trust lead to in the bicycle trade?": "in the bicycle trade",
    "what drives customer engagement, and which papers say so?": "which papers say so",
    "How is customer engagement (CE) defined?": "(CE)",
    "what is the loyalty of members": "of members",
    "what does trust affect, and what does it not affect?": "what does it not affect",
}

REFUSED = {
    "": NotUnderstood,
    "???": NotUnderstood,
    "hello": NotUnderstood,
    "what drives": NotUnderstood,
    "who are you": NotFound,
    "what is the weather in Paris": NotFound,
    "why is the sky blue": NotUnderstood,
    "delete everything": NotUnderstood,
    "write me a poem on trust": NotUnderstood,
    "is trust overrated": NotUnderstood,
    "how old is customer engagement": NotUnderstood,
    "SELECT * WHERE { ?s ?p ?o }": NotUnderstood,
    "what drives } UNION { ?s ?p ?o } #": NotFound,
    "what drives zorbing": NotFound,
    "what drives quantum loyalty": NotFound,  # a word before the noun is never dropped
    "what drives loyalty programme fatigue": NotFound,
    "what does not drive loyalty": NotUnderstood,
    "is trust better than loyalty": NotUnderstood,
    "was it supported": NotUnderstood,
    "what is the best paper on trust": NotFound,
    "how does customer engagement work": NotUnderstood,
    "zorbing definition": NotFound,
    "what is the difference between trust and loyalty": NotFound,
    "what affects loyalty but not trust": NotFound,
    "what drives loyalty, except trust": NotFound,
    "what drives loyalty in shops without music": NotFound,
    "does trust not affect loyalty": NotFound,
    "does trust affect zorbing": NotFound,
    "does trust affect the zorbing in banks": NotFound,
    "my aunt thinks that zorbing drives loyalty": NotUnderstood,
    "do papers report that loyalty programme fatigue is driven by trust": NotUnderstood,
    "does anybody report effects of trust but none of loyalty, rather than causes": NotFound,
    "Are papers written with trust in 1999 by men": NotUnderstood,
    "what does Nobody 1987 say about loyalty": NotFound,
    "what drives loyalty according to Nobody et al. (1987)": NotFound,
    "what does Moor 1999 say about loyalty": NotFound,  # cited, not read
    "which hypotheses were published in 1999 by men": NotUnderstood,
    "⟦0⟧": NotUnderstood,
    "what does ⟦7⟧ say": NotUnderstood,
    "what drives " + "very " * 200 + "loyalty": NotUnderstood,
}  # fmt: skip


def said(store: Store, question: str) -> str:
    """What is understood: " | " before what is asked where the first has no rows, " & " between the parts."""
    parts = understand(store, question)
    return " & ".join(
        " | ".join(" ".join([r.query, *(f"{name}={value}" for name, value in r.given)]) for r in part)
        for part in parts
    )


@pytest.mark.parametrize("question", UNDERSTOOD)
def test_a_question_is_understood(library: Store, question: str) -> None:
    assert said(library, question) == UNDERSTOOD[question]


@pytest.mark.parametrize("question", LEFT_OVER)
def test_what_is_not_used_is_said(library: Store, question: str) -> None:
    assert understand(library, question)[0][0].unused == (LEFT_OVER[question],)


@pytest.mark.parametrize("question", REFUSED)
def test_a_question_is_refused(library: Store, question: str) -> None:
    with pytest.raises(REFUSED[question]):
        understand(library, question)


def test_a_refusal_shows_how_to_ask(library: Store) -> None:
    with pytest.raises(NotUnderstood, match="what drives customer engagement"):
        understand(library, "flurb the wug")


def test_a_refusal_names_the_nearest_query(library: Store) -> None:
    with pytest.raises(NotUnderstood, match=r"what of 'aunt', .*kg query antecedents -p construct=loyalty"):
        understand(library, "my aunt thinks that zorbing drives loyalty")


def test_an_unknown_construct_brings_near_names(library: Store) -> None:
    with pytest.raises(NotFound, match="'customer engagment'; did you mean customer engagement"):
        understand(library, "what drives customer engagment")


def test_every_word_that_is_understood_can_be_asked(library: Store) -> None:
    for question in UNDERSTOOD:
        for reading in (each for part in understand(library, question) for each in part):
            known = {parameter.name for parameter in find(reading.query).parameters}
            assert {name for name, _ in reading.given} <= known, reading.command


def test_the_first_reading_with_rows_answers(library: Store) -> None:
    (asked,) = ask(library, "what lowers customer engagement").parts
    assert asked.reading.given == (("construct", CE),)
    assert [reading.given for reading in asked.without_rows] == [(("construct", CE), ("sign", "-"))]
    assert asked.answer.rows


def test_an_understood_question_may_have_no_answer(library: Store) -> None:
    asked, *passages = ask(library, "what are the dimensions of trust").parts
    assert (asked.reading.query, asked.answer.rows) == ("dimensions", ())
    assert all(part.is_passages for part in passages)


def test_one_paper_is_asked(library: Store) -> None:
    both = ask(library, "what drives customer engagement").answer
    one = ask(library, "what drives customer engagement according to Adeyemi (2019)").answer
    assert {str(row["paper"]) for row in one} == {"Adeyemi 2019"} < {str(row["paper"]) for row in both}


def test_the_command_can_be_copied(library: Store) -> None:
    command = understand(library, "what's customer engagement")[0][0].command
    assert command == "kg query definitions -p construct='customer engagement'"


def test_every_template_names_a_query_and_its_parameters() -> None:
    for pattern in patterns():
        for template in pattern.templates:
            name, *parameters = template.split()
            known = {parameter.name for parameter in find(name).parameters}
            assert {parameter.partition("=")[0] for parameter in parameters} <= known, template
            slots = set(re.findall(r"\$(\w+)", template))
            assert slots <= set(pattern.expression.groupindex), template


def test_no_form_stands_twice() -> None:
    forms = [pattern.expression.pattern for pattern in patterns()]
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("drive", ("drives", "drove", "driven")),
        ("lead to", ("leads to", "led to", "led to")),
        ("amplify", ("amplifies", "amplified", "amplified")),
        ("diminish", ("diminishes", "diminished", "diminished")),
        ("destroy", ("destroys", "destroyed", "destroyed")),
        ("bring about", ("brings about", "brought about", "brought about")),
    ],
)
def test_verbs_are_inflected(verb: str, forms: tuple[str, str, str]) -> None:
    assert (present(verb), past(verb), participle(verb)) == forms


def test_the_documented_questions_are_understood_as_documented(library: Store, project: Path) -> None:
    page = (project / "docs" / "asking.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| ([^|`]+) \| (`[^|]+) \|$", page, re.MULTILINE)
    assert len(table) > 20
    for question, asks in table:
        assert re.findall(r"`([^`]+)`", asks) == list(
            dict.fromkeys(r.query for part in understand(library, question) for r in part)
        )


WORDS = [
    "what",
    "does",
    "drives",
    "affect",
    "of",
    "and",
    "or",
    "the",
    "in",
    "trust",
    "loyalty",
    "is",
    "how",
    "(",
    ")",
    ",",
    "not",
    "Moor",
    "1999",
    "et",
    "al.",
    "customer",
    "engagement",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12) | st.text(max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_are_understood_or_refused(library: Store, words: list[str] | str) -> None:
    question = words if isinstance(words, str) else " ".join(words)
    try:
        readings = understand(library, question)
    except (NotFound, NotUnderstood):
        return
    assert readings and all(reading.query for part in readings for reading in part)


@pytest.mark.parametrize(
    "question", ["does " + "affect " * 70, "what is the effect of " + "of a on " * 55, "what " + "increase or " * 38]
)
def test_a_tangled_question_is_refused_soon(library: Store, question: str) -> None:
    started = time.process_time()
    with pytest.raises((NotFound, NotUnderstood)):
        understand(library, question)
    assert time.process_time() - started < 10
