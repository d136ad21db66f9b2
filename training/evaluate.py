"""How often the right passage is found: recall at 1 and 10 and mean reciprocal rank (within 10), by words (BM25), by a model, and by both fused."""
from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Callable

import numpy as np

from late import late_scores
from text import Texts

Embed = Callable[[list[np.ndarray]], np.ndarray]
QUESTION_LIMIT, PASSAGE_LIMIT = 256, 512
RANK_CONSTANT, DEPTH = 60, 50


def read_lines(file: Path) -> list[dict]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


class EvalSet:
    """One folder with corpus and queries, tokenised once."""

    def __init__(self, folder: Path, texts: Texts, questions: int | None = None):
        corpus, queries = read_lines(folder / "corpus.jsonl.gz"), read_lines(folder / "queries.jsonl.gz")[:questions]
        place = {line["id"]: index for index, line in enumerate(corpus)}
        self.name = folder.name
        self.relevant = [[place[i] for i in q["rel"]] for q in queries]
        self.texts = [q["text"] for q in queries], [c["text"] for c in corpus]
        self.questions, self.passages = self.tokens(texts)
        self.words = [bigrams(texts.folded(q["text"]).lower()) for q in queries], [bigrams(texts.folded(c["text"]).lower()) for c in corpus]
        self._bm25: np.ndarray | None = None

    def tokens(self, texts: Texts) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """Questions and passages in the tokens of any model."""
        return texts.encode(self.texts[0], QUESTION_LIMIT), texts.encode(self.texts[1], PASSAGE_LIMIT)

    @property
    def bm25(self) -> np.ndarray:
        if self._bm25 is None:
            self._bm25 = bm25_scores(*self.words)
        return self._bm25


def bigrams(text: str) -> list[str]:
    """Chinese character pairs, and words of other letters and digits."""
    found, run = [], ""
    for character in text + " ":
        chinese = "\u3400" <= character <= "\u9fff"
        if run and (not character.isalnum() or chinese != ("\u3400" <= run[0] <= "\u9fff")):
            found += [run[i : i + 2] for i in range(max(1, len(run) - 1))] if "\u3400" <= run[0] <= "\u9fff" else [run]
            run = ""
        if character.isalnum():
            run += character
    return found


def bm25_scores(questions: list[list[str]], passages: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    lengths = np.array([len(p) for p in passages], dtype=np.float32)
    postings: dict[str, dict[int, int]] = {}
    for index, words in enumerate(passages):
        for word in words:
            counts = postings.setdefault(word, {})
            counts[index] = counts.get(index, 0) + 1
    norm = k1 * (1 - b + b * lengths / lengths.mean())
    scores = np.zeros((len(questions), len(passages)), dtype=np.float32)
    for row, words in enumerate(questions):
        for word in set(words) & postings.keys():
            at = np.fromiter(postings[word].keys(), dtype=np.int64)
            counts = np.fromiter(postings[word].values(), dtype=np.float32)
            scores[row, at] += np.log(1 + (len(passages) - len(at) + 0.5) / (len(at) + 0.5)) * counts * (k1 + 1) / (counts + norm[at])
    return scores


def figures(scores: np.ndarray, relevant: list[list[int]]) -> dict[str, float]:
    """Passages with score 0 or less are not found."""
    top = np.argsort(-scores, axis=1, kind="stable")[:, :10]
    ranks = [next((r for r, j in enumerate(row) if j in rel and scores[i, j] > 0), None) for i, (row, rel) in enumerate(zip(top.tolist(), relevant))]
    count = len(relevant)
    return {
        "R@1": sum(r == 0 for r in ranks) / count,
        "R@10": sum(r is not None for r in ranks) / count,
        "MRR": sum(1 / (r + 1) for r in ranks if r is not None) / count,
    }


def fused(parts: list[tuple[np.ndarray, float]]) -> np.ndarray:
    """Weighted reciprocal ranks, as src/retrieve/passages/fusion.ts."""
    total = np.zeros_like(parts[0][0])
    for scores, weight in parts:
        order = np.argsort(-scores, axis=1, kind="stable")[:, :DEPTH]
        rows = np.arange(len(scores))[:, None]
        found = np.take_along_axis(scores, order, 1) > 0
        total[rows, order] += np.where(found, weight / (RANK_CONSTANT + 1 + np.arange(order.shape[1]))[None, :], 0)
    return total


def dense_scores(embed: Embed, one: EvalSet) -> np.ndarray:
    return embed(one.questions) @ embed(one.passages).T


def tatoeba(embed: Embed, texts: Texts, folder: Path) -> dict[str, float]:
    pairs = read_lines(folder / "pairs.jsonl.gz")
    a, b = (embed(texts.encode([pair[side] for pair in pairs], QUESTION_LIMIT)) for side in ("a", "b"))
    scores, own = a @ b.T, np.arange(len(pairs))
    return {"zh→en": float((scores.argmax(1) == own).mean()), "en→zh": float((scores.argmax(0) == own).mean())}


def open_sets(folder: Path, texts: Texts, names: list[str] | None = None, questions: int | None = None) -> list[EvalSet]:
    return [EvalSet(f, texts, questions) for f in sorted(folder.iterdir()) if (f / "corpus.jsonl.gz").exists() and (names is None or f.name in names)]


def short_report(embed: Embed, sets: list[EvalSet]) -> str:
    parts = []
    for one in sets:
        f = figures(dense_scores(embed, one), one.relevant)
        parts.append(f"{one.name} {f['R@1']:.3f}/{f['R@10']:.3f}")
    return " | ".join(parts)


def full_table(embeds: dict[str, tuple[Embed, Texts]], sets: list[EvalSet], tatoeba_folder: Path | None, tables: dict[str, np.ndarray]) -> str:
    """
    Markdown: a row for each set and way, each model with its tokenizer; models whose token vectors are in `tables` also token by token; fused
    at the program's weights, whose two lists of words (terms, pairs) are one here.
    """
    rows = ["| set | by | R@1 | R@10 | MRR |", "| --- | --- | --- | --- | --- |"]
    for one in sets:
        words, meaning = (0.04, 1.0) if "en-zh" in one.name else (2.0, 0.1)
        ways = {"BM25 (character pairs)": one.bm25}
        for name, (embed, texts) in embeds.items():
            questions, passages = one.tokens(texts)
            ways[name] = embed(questions) @ embed(passages).T
            ways[f"{name}, fused"] = fused([(one.bm25, words), (ways[name], meaning)])
            if name in tables:
                ways[f"{name}, token by token"] = late_scores(tables[name], questions, passages, ways[name])
        for way, scores in ways.items():
            f = figures(scores, one.relevant)
            rows.append(f"| {one.name} ({len(one.passages)}, {len(one.questions)}) | {way} | {f['R@1']:.3f} | {f['R@10']:.3f} | {f['MRR']:.3f} |")
    if tatoeba_folder is not None:
        for name, (embed, texts) in embeds.items():
            t = tatoeba(embed, texts, tatoeba_folder)
            rows.append(f"| tatoeba, nearest neighbour | {name} | zh→en {t['zh→en']:.3f} | en→zh {t['en→zh']:.3f} | |")
    return "\n".join(rows)
