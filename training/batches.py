"""Which pairs meet in a batch. One source a batch: what is told apart there is alike, and so worth telling apart."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sources import Source
from text import UNKNOWN
from translate import Tables, translate_ids

# Share of the batches by kind of source; x = across languages, made (sources.py).
SHARE = {"qa": 0.16, "reg": 0.12, "xqa": 0.22, "xreg": 0.08, "par": 0.24, "doc": 0.05, "dict": 0.1, "own": 0.03}
# Share of all batches whose question is a stretch of the passage's own tokens in the other language, translated anew at each draw: so that not only
# words of questions are heard in both. Of texts of general knowledge; tokens of a stretch.
SPANS, SPANNED, SPAN = 0.25, ("cmrc", "drcd", "squad", "qed", "zhwiki", "xwlb", "gov-work", "digitalgov"), (4, 20)
# How often a passage is made of several pairs' texts, one of which is the question's: a word must be heard among many others.
JOINED = {"par": (0.5, 2, 6), "doc": (0.2, 2, 4), "dict": (0.7, 3, 14), "own": (0.7, 2, 8)}
# How often the asking side of sentence pairs keeps only a part of its tokens, and which share of them at least: questions are shorter than what answers them.
THINNED, KEPT = 0.5, 0.3
# General knowledge is asked in schools, medicine seldom.
SAY = {"cmrc": 2.0, "drcd": 2.0, "squad": 2.0, "qed": 2.0, "medquad": 0.4, "toyhom": 0.4, "covid": 0.4, "pubmed": 0.4}
# Tokens of a passage.
LONGEST = 256


def say(source: Source) -> float:
    """How much of its kind's batches a source has: more pairs count less each."""
    return len(source.questions) ** 0.7 * next((weight for name, weight in SAY.items() if name in source.name), 1.0)


@dataclass(frozen=True)
class Batch:
    source: str
    questions: list[np.ndarray]
    passages: list[np.ndarray]
    groups: np.ndarray


class Batches:
    """`chinese[id]`: whether a token is Chinese. Draws are a function of the seed alone."""

    def __init__(self, sources: list[Source], chinese: np.ndarray, seed: int, longest: int = LONGEST, tables: Tables | None = None):
        self.tables = tables
        self.spanned = [s for s in sources if s.kind in ("qa", "reg") and any(name in s.name for name in SPANNED)] if tables is not None else []
        self.sources = sorted((s for s in sources if s.kind in SHARE), key=lambda s: s.name)
        self.dice = np.random.default_rng(seed)
        size = {}
        for s in self.sources:
            size[s.kind] = size.get(s.kind, 0) + say(s)
        odds = np.array([SHARE[s.kind] * say(s) / size[s.kind] for s in self.sources])
        self.odds = odds / odds.sum()
        self.chinese = chinese
        self.longest = longest

    def draw(self, count: int) -> Batch:
        if self.spanned and self.dice.random() < SPANS:
            return self.spans(self.spanned[int(self.dice.integers(len(self.spanned)))], count)
        source = self.sources[self.dice.choice(len(self.sources), p=self.odds)]
        chance, least, most = JOINED.get(source.kind, (0.0, 0, 0))
        several = int(self.dice.integers(least, most + 1)) if self.dice.random() < chance else 1
        # Texts that fill up a joined passage belong to no question of the batch: they would be right answers counted as wrong.
        total = len(source.questions)
        drawn = self.places(total, min(count if several == 1 else 2 * count, total))
        asked = drawn if several == 1 else drawn[: len(drawn) // 2]
        questions, passages = source.questions.take(drawn), source.passages.take(drawn)
        if source.kind in JOINED:
            questions, passages = self.facing(questions, passages)
        if source.kind == "par" and self.dice.random() < THINNED:
            questions = [self.thinned(q) for q in questions]
        if several > 1:
            passages = self.joined(passages[: len(asked)], passages[len(asked) :], several)
        return Batch(source.name, questions[: len(asked)], [self.cut(p) for p in passages], source.groups[asked])

    def spans(self, source: Source, count: int) -> Batch:
        """English stretches over Chinese passages; of an English passage the stretch stays as it is and the passage is translated."""
        drawn = self.places(len(source.passages), min(count, len(source.passages)))
        passages = [p[: self.longest] for p in source.passages.take(drawn)]
        chinese = self.chinese[np.concatenate(passages)].mean() > 0.3
        questions = [self.thinned(self.stretch(p)) for p in passages]
        if chinese:
            questions = self.translated(questions, self.tables.to_english)
        else:
            passages = self.translated(passages, self.tables.to_chinese)
        return Batch(f"{source.name}+span", questions, passages, source.groups[drawn])

    def stretch(self, tokens):
        start = int(self.dice.integers(max(1, len(tokens) - SPAN[0])))
        return tokens[start : start + int(self.dice.integers(SPAN[0], SPAN[1] + 1))]

    def translated(self, texts, table):
        found = [translate_ids(text, table, self.tables.keep, self.dice) for text in texts]
        return [text if len(text) else np.array([UNKNOWN], np.int32) for text in found]

    def places(self, total: int, count: int) -> np.ndarray:
        """Half of the batches are drawn in stretches: neighbours speak of one topic, and telling them apart is the harder lesson."""
        if self.dice.random() < 0.5 or count >= total:
            return self.dice.choice(total, count, replace=False)
        stretch = int(self.dice.choice([8, 16, 32]))
        starts = self.dice.choice(total // stretch, min(-(-count // stretch), total // stretch), replace=False) * stretch
        drawn = (starts[:, None] + np.arange(stretch)).ravel()
        return self.dice.permutation(drawn)[:count]

    def facing(self, questions, passages):
        """English asks and Chinese answers, or the other way, the same for a whole batch: joined passages are of one language."""
        to_chinese = self.dice.random() < 0.65
        turned = [self.chinese[q].mean() > self.chinese[p].mean() for q, p in zip(questions, passages)]
        pairs = [(p, q) if t == to_chinese else (q, p) for q, p, t in zip(questions, passages, turned)]
        return [q for q, _ in pairs], [p for _, p in pairs]

    def thinned(self, question):
        kept = question[self.dice.random(len(question)) < self.dice.uniform(KEPT, 1.0)]
        return kept if len(kept) else question

    def joined(self, passages, others, several):
        """Each passage with `several` - 1 of the others, in any order."""
        out = []
        for passage in passages:
            texts = [passage] + [others[j] for j in self.dice.integers(0, len(others), several - 1)]
            out.append(np.concatenate([texts[j] for j in self.dice.permutation(len(texts))]))
        return out

    def cut(self, passage):
        return passage[: int(self.dice.integers(64, self.longest + 1))] if len(passage) > 64 and self.dice.random() < 0.3 else passage[: self.longest]
