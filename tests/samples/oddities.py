"""Sentences that no paper should hold and some do: cut ones, single words, hundreds of commas, unbalanced brackets.

``odd_sentences(seed)`` gives them without end, the same for the same seed. Sound sentences of the field are damaged,
so that most carry a cue and go through every rule.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Callable, Iterator

SOUND = (
    "H1: Harbour warmth raises visitor calm through perceived care.",
    "Hypothesis 2a proposed that queue length, not price, lowers delight among regular guests.",
    "Trust, by contrast, mediates the effect of repair quality on loyalty (β = .31, p < .01).",
    "We find that neither discounts nor badges have an effect on tool sharing.",
    "Members who mend more than others stay longer, which in turn increases word of mouth.",
    "Community pride is defined as the degree to which members value belonging to a repair hall.",
    "The relationship between crew humour and comfort is stronger when decks are crowded.",
    "Three styles of hosting are distinguished: the calm, the brisk and the playful.",
    "H3 and H4 were supported, but H5a–H5c were not (t(211) = 1.02, n.s.).",
    "How does guest involvement relate to the sharing of stories?",
    "To raise calm, managers should light the quays.",
    "Calm is increasing in light and decreasing in noise.",
    "By lending tools, halls encourage members to help, teach and",
    "Compared with tourists, residents report higher attachment, lower stress and fewer complaints.",
    "The more often members meet, the less they quarrel.",
    "As Moor (2014) and Ito et al. (2019) argue, care¹,⁴ drives trust.",
    "The sample comprised ⁴12 guests of 3² inns; 1,²04 questionnaires were returned.",
)
CLOSERS = "()[]{}“”‘’«»\"'—–-,;:/…·"
LABELS = ("H", "H0", "H²", "H₁₂", "H1-H99999999", "H3⁴", "Hypotheses 1 to ", "P٣", "RQ1²", "H1a–z", "Hypothesis ④")

Damage = Callable[[random.Random, str], str]


def odd_sentences(seed: int) -> Iterator[str]:
    """Odd sentences, each on one line, none empty."""
    chance = random.Random(seed)
    while True:
        words = chance.choice(SOUND)
        for damage in chance.sample(DAMAGES, chance.choice((1, 1, 2, 3))):
            words = damage(chance, words)
        line = " ".join(words.split())
        if line:
            yield line


def cut(chance: random.Random, words: str) -> str:
    """A part of the sentence, from any character to any other."""
    start, end = sorted(chance.sample(range(len(words) + 1), 2)) if words else (0, 0)
    return words[start:end]


def end_early(chance: random.Random, words: str) -> str:
    """The sentence up to the end of one of its words, without a full stop."""
    parts = words.split()
    return " ".join(parts[: chance.randint(1, max(1, len(parts)))])


def single_word(chance: random.Random, words: str) -> str:
    """One of its words."""
    return chance.choice(words.split() or ["a"])


def add_commas(chance: random.Random, words: str) -> str:
    """Three hundred commas at one place, or a list of as many words."""
    parts = words.split()
    place = chance.randint(0, len(parts))
    many = "," * 300 if chance.random() < 0.5 else ", ".join(chance.choice(parts or ["a"]) for _ in range(100))
    return " ".join([*parts[:place], many, *parts[place:]])


def unbalance(chance: random.Random, words: str) -> str:
    """Brackets, quotation marks and dashes strewn in."""
    for _ in range(chance.randint(1, 12)):
        place = chance.randint(0, len(words))
        words = words[:place] + chance.choice(CLOSERS) * chance.choice((1, 1, 2, 40)) + words[place:]
    return words


def strew_planes(chance: random.Random, words: str) -> str:
    """Characters of every plane of Unicode, halves of surrogate pairs left out."""
    for _ in range(chance.randint(1, 8)):
        place = chance.randint(0, len(words))
        plane = chance.choice((0, 0, 0, 1, 1, 2, 3, 14, 15, 16))
        point = chance.randint(plane * 0x10000 + (plane == 0) * 0x20, min(plane * 0x10000 + 0xFFFF, sys.maxunicode))
        letter = chr(point)
        words = words[:place] + (letter if unicodedata.category(letter) != "Cs" else "⁴") + words[place:]
    return words


def shuffle(chance: random.Random, words: str) -> str:
    """Its words in any order."""
    parts = words.split()
    return " ".join(chance.sample(parts, len(parts)))


def double(chance: random.Random, words: str) -> str:
    """The same words up to ten times over."""
    return " ".join([words] * chance.randint(2, 10))


def label(chance: random.Random, words: str) -> str:
    """An odd label before it or in it."""
    return f"{chance.choice(LABELS)}{chance.choice((': ', ' ', '. ', '', ' (+): '))}{words}"


def swap_case(chance: random.Random, words: str) -> str:
    """Capitals for small letters, or the other way round."""
    return chance.choice((words.upper(), words.lower(), words.swapcase(), words.title()))


DAMAGES: tuple[Damage, ...] = (
    cut, end_early, end_early, single_word, add_commas, unbalance, strew_planes, shuffle, double, label, label,
    swap_case,
)  # fmt: skip
