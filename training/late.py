"""Texts compared token by token, as src/retrieve/passages/late-interaction.ts does it for the passages whose mean is nearest."""
from __future__ import annotations

import numpy as np

POWER, AS_NEAR, SHARE_OF_LENGTH = 1.5, 0.9, 0.95
WINDOW, WINDOW_SAY, REPEATED = 24, 0.25, 0.6
CANDIDATES = 50


def late_scores(table: np.ndarray, questions: list[np.ndarray], passages: list[np.ndarray], means: np.ndarray) -> np.ndarray:
    """`means` [questions, passages]: cosines of the mean vectors. The nearest 50 get the mean of that cosine and the late one; the others keep their places behind."""
    lengths = np.linalg.norm(table, axis=1)
    unit = table / np.maximum(lengths, 1e-9)[:, None]
    # Tokens one by one, and side by side: many a word is cut in two.
    near_to = [np.vstack([unit[np.unique(p)], units(table[p[:-1]] + table[p[1:]])]) for p in passages]
    windows = [units(np.stack([weighed(table, part) for part in parts(p)])) for p in passages]
    scores = means - 10
    for row, question in enumerate(questions):
        near = np.argsort(-means[row], kind="stable")[:CANDIDATES]
        asked = longest(np.unique(question), lengths)
        nearest = np.stack([(unit[asked] @ near_to[at].T).max(1) for at in near], axis=1)
        having = (nearest > AS_NEAR * np.maximum(nearest.max(1, keepdims=True), 0)).sum(1)
        say = lengths[asked] ** POWER * np.log(len(near) / np.maximum(having, 1))
        late = say @ nearest / say.sum() if say.sum() > 0 else np.zeros(len(near))
        whole = units(weighed(table, question)[None])[0]
        stretch = np.array([(windows[at] @ whole).max() for at in near])
        scores[row, near] = (means[row, near] + (late + WINDOW_SAY * stretch) / (1 + WINDOW_SAY)) / 2
    return scores - scores.min() + 1


def units(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def parts(ids: np.ndarray) -> list[np.ndarray]:
    """Stretches of 24 tokens; the next begins at the middle of one."""
    return [ids[start : start + WINDOW] for start in range(0, max(1, len(ids) - WINDOW // 2), WINDOW // 2)]


def weighed(table: np.ndarray, ids: np.ndarray) -> np.ndarray:
    own, counts = np.unique(ids, return_counts=True)
    return (counts**REPEATED) @ table[own]


def longest(ids: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The longest tokens that together hold most of the question's length."""
    ordered = ids[np.argsort(-lengths[ids], kind="stable")]
    squares = lengths[ordered] ** 2
    before = np.concatenate([[0], np.cumsum(squares)[:-1]])
    return ordered[before < SHARE_OF_LENGTH * squares.sum()]
