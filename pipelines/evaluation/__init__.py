"""How good extraction is: records scored against annotations by careful readers.

``score`` compares whole papers, ``score_sentences`` single sentences. The rules of comparison are told in
docs/evaluation.md.
"""

from pipelines.evaluation.annotation import gold_name, read_gold
from pipelines.evaluation.figures import Figures, Row
from pipelines.evaluation.papers import score
from pipelines.evaluation.sentences import SentenceFigures, score_sentences, sentence_paragraphs

__all__ = [
    "Figures",
    "Row",
    "SentenceFigures",
    "gold_name",
    "read_gold",
    "score",
    "score_sentences",
    "sentence_paragraphs",
]
