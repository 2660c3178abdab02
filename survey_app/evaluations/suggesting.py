"""Which statements may mean the same: likeness of folded letters, for a person to decide. Pure.

Each text is its runs of three and four letters, without marks and case, weighed by how rare they
are among the texts compared (TF-IDF); likeness is the cosine, from 0 to 1.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt

from survey_app.core.vietnamese import folded
from survey_app.evaluations.alike import words_of

# Below this two sentences about the same subject usually say different things of it.
ALIKE_FROM = 0.45
MOST_SUGGESTED = 200
_LENGTHS = (3, 4)
_LONGEST = 2_000
# Runs of letters in more texts than these, or than every eighth, are common.
_FEW = 30
# How much of the least likeness must come from runs that are not common.
_RARE_SHARE = 0.4
_APART = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two texts by their keys, how alike they are, and the weighty words that only one of them has.

    Those words, figures, names and such as turn the meaning round, are shown as a caution.
    """

    first: int
    second: int
    likeness: float
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


Vector = Mapping[str, float]


def suggestions(texts: Mapping[int, str], *, least: float = ALIKE_FROM) -> list[Suggestion]:
    """Pairs of texts that are alike, the most alike first; of equals in the order of their keys."""
    vectors = _weighed({key: _grams(text) for key, text in texts.items()})
    pairs = [
        (likeness, first, second)
        for (first, second), likeness in _likenesses(vectors, least).items()
        if likeness >= least
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    return [_told(texts, *pair) for pair in pairs[:MOST_SUGGESTED]]


def _grams(text: str) -> Counter[str]:
    words = f" {_APART.sub(' ', folded(text[:_LONGEST])).strip()} "
    return Counter(
        words[at : at + length] for length in _LENGTHS for at in range(len(words) - length + 1)
    )


def _weighed(counts: Mapping[int, Counter[str]]) -> dict[int, Vector]:
    """Each text as a vector of length 1."""
    spread = Counter(gram for grams in counts.values() for gram in grams)
    rarity = {gram: log((1 + len(counts)) / (1 + found)) + 1 for gram, found in spread.items()}
    vectors: dict[int, Vector] = {}
    for key, grams in counts.items():
        raw = {gram: (1 + log(times)) * rarity[gram] for gram, times in grams.items()}
        length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors[key] = {gram: weight / length for gram, weight in raw.items()}
    return vectors


def _likenesses(vectors: Mapping[int, Vector], least: float) -> dict[tuple[int, int], float]:
    """The cosine of the pairs that share runs of letters which few texts have.

    What most texts have, such as the words of a union, makes no pair; it counts for one.
    """
    most = max(_FEW, len(vectors) // 8)
    spread = Counter(gram for grams in vectors.values() for gram in grams)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    found: dict[tuple[int, int], float] = {}
    for key in sorted(vectors):
        scores: dict[int, float] = defaultdict(float)
        for gram, weight in vectors[key].items():
            if spread[gram] > most:
                continue
            for other, theirs in postings[gram]:
                scores[other] += weight * theirs
            postings[gram].append((key, weight))
        for other, score in scores.items():
            if score >= least * _RARE_SHARE:
                found[other, key] = _cosine(vectors[other], vectors[key])
    return found


def _cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other.get(gram, 0.0) for gram, weight in one.items())


def _told(texts: Mapping[int, str], likeness: float, first: int, second: int) -> Suggestion:
    one, other = (Counter(words_of(texts[key]).weighty) for key in (first, second))
    return Suggestion(first, second, likeness, _only(one, other), _only(other, one))


def _only(mine: Counter[str], theirs: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted((mine - theirs).elements()))
