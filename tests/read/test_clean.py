"""Each cleaning rule with what it must change and what it must leave alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.read import clean

CHANGED: list[tuple[Callable[[str], str], str, str]] = [
    (clean.join_surrogates, "\ud835\udc5d < .05", "𝑝 < .05"),
    (clean.join_surrogates, "a lone \ud835 half", "a lone \ufffd half"),
    (clean.plain_mathematics, "𝑝 < .05 and 𝛽 = .31", "p < .05 and β = .31"),
    (clean.mend_ligatures, "the ﬁrm’s eﬀort to ﬂow", "the firm’s effort to flow"),
    (clean.mend_ligatures, "oﬃce baﬄed", "office baffled"),
    (clean.mend_spaces, "brand\u00a0love \u2009and\ttrust ", "brand love and trust"),
    (clean.mend_spaces, "co\u200bcreation\x02", "cocreation"),
    (clean.drop_soft_hyphens, "engage\xadment", "engagement"),
    (clean.drop_soft_hyphens, "indi\xad viduals", "individuals"),
    (clean.mend_symbols, "p ⬍ .05", "p < .05"),
    (clean.mend_symbols, "␤ ⫽ .31", "β = .31"),
    (clean.mend_accents, "M¨uller and Garc´ıa", "Müller and García"),
    (clean.mend_statistics, "(β = .31, p , .05)", "(β = .31, p < .05)"),
    (clean.mend_statistics, r"t = 4.1, p \ .001", "t = 4.1, p < .001"),
    (clean.mend_statistics, "n ¼ 45", "n = 45"),
    (clean.mend_statistics, "b ¼ 0:402, p , 0:01", "b = 0.402, p < 0.01"),
    (clean.close_spaced_capitals, "A B S T R A C T", "ABSTRACT"),
    (clean.close_spaced_capitals, "by S Y E D Ahmad", "by SYED Ahmad"),
    (clean.mend_lookalikes, "Hypothesis За", "Hypothesis 3a"),
    (clean.mend_lookalikes, "сustomer trust", "customer trust"),
    (clean.mend_labels, "Hypothesis la: Trust", "Hypothesis 1a: Trust"),
    (clean.mend_labels, "Hl: Trust drives", "H1: Trust drives"),
    (clean.mend_labels, "Hypothesis lO", "Hypothesis lO"),
    (clean.mend_labels, "l0.5465/amj.2010", "10.5465/amj.2010"),
    (clean.raise_labels, "H₁: Trust and H₂ₐ, H₁₂b", "H1: Trust and H2a, H12b"),
    (clean.mend_mojibake, "customersâ€™ views", "customers’ views"),
    (clean.restore_ligatures, "a signicant eect", "a significant effect"),
    (clean.restore_ligatures, "the coecients were inuenced", "the coefficients were influenced"),
]

UNCHANGED: list[tuple[Callable[[str], str], str]] = [
    (clean.join_surrogates, "trust 🙂 and 𝑝"),
    (clean.plain_mathematics, "R² of ½, ℝ and β"),
    (clean.mend_ligatures, "fi fl ff"),
    (clean.mend_spaces, "one two"),
    (clean.drop_soft_hyphens, "co-creation"),
    (clean.drop_soft_hyphens, "engage\xad"),  # at a line's end the joiner decides
    (clean.mend_symbols, "x < y = z, α and β"),
    (clean.mend_accents, "a ˜ b"),
    (clean.mend_accents, "the customers´ trust"),
    (clean.mend_statistics, "in groups p, q and r"),
    (clean.mend_statistics, "(p. 254, 2010)"),
    (clean.mend_statistics, "Brodie et al., 2011"),
    (clean.mend_statistics, "¼ of all customers"),
    (clean.mend_statistics, "at 10:30, ratio 3:12"),
    (clean.mend_statistics, "see M, .5 of"[:5]),
    (clean.close_spaced_capitals, "plan A B C for all"),
    (clean.close_spaced_capitals, "H1 A U S policy"),
    (clean.mend_lookalikes, "журнал исследований"),
    (clean.mend_labels, "H is a letter"),
    (clean.mend_labels, "P I of the study"),
    (clean.mend_labels, "Hill and Hall"),
    (clean.mend_labels, "H1a and H2"),
    (clean.raise_labels, "CO₂ and PH₃, β₁"),
    (clean.mend_mojibake, "château à Paris"),
    (clean.restore_ligatures, "full and fully simply aliases conduct office prolific"),
    (clean.restore_ligatures, "nancial"),  # a line's first letters may end a broken word
]


@pytest.mark.parametrize(("rule", "before", "after"), CHANGED)
def test_what_a_rule_mends(rule: Callable[[str], str], before: str, after: str) -> None:
    assert rule(before) == after


@pytest.mark.parametrize(("rule", "words"), UNCHANGED)
def test_what_a_rule_leaves_alone(rule: Callable[[str], str], words: str) -> None:
    assert rule(words) == words


@pytest.mark.parametrize("rule", clean.RULES)
def test_rules_can_be_applied_twice(rule: Callable[[str], str]) -> None:
    for _, before, after in CHANGED:
        assert rule(rule(before)) == rule(before)
        assert rule(rule(after)) == rule(after)


def test_every_rule_has_a_case_on_both_sides() -> None:
    assert {rule for rule, _, _ in CHANGED} == set(clean.RULES) == {rule for rule, _ in UNCHANGED}


def test_all_rules_together() -> None:
    assert (
        clean.clean_line("Hypothesis За: the ﬁrm’s eﬀect (p\u00a0, .05)")
        == "Hypothesis 3a: the firm’s effect (p < .05)"
    )
