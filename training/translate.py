"""Words put into the other language by the dictionary, one by one: what makes questions across languages out of questions within one."""
from __future__ import annotations

import random
import re
from dataclasses import dataclass

import numpy as np

# Glosses that tell about the word and do not translate it.
ABOUT = re.compile(r"^(variant|old variant|see |also |abbr|surname|CL:|used |same as|erhua|archaic|Japanese variant|ancient|name of|unofficial|particle|suffix|prefix)", re.I)
MAX_WORD = 8
# For each token its translations and their cumulated odds.
Table = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Tables:
    """Translations of tokens in both directions; `keep[id]`: whether a token without one stays (numbers, names)."""

    to_chinese: Table
    to_english: Table
    keep: np.ndarray


def glosses(text: str) -> list[str]:
    """A dictionary entry's translations without remarks: "to improve (sth); better" → ["improve", "better"]."""
    found = []
    for part in re.split(r"[;/,]", re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text)):
        part = " ".join(part.split())
        if not part or ABOUT.match(part) or re.search(r"[\u3400-\u9fff]", part):
            continue
        part = re.sub(r"^(to be|to|a|an|the) (?=\w)", "", part)
        if len(part.split()) <= 4:
            found.append(part)
    return list(dict.fromkeys(found))


class Dictionary:
    """`score` tells how common a Chinese word is (log probability)."""

    def __init__(self, entries: list[tuple[str, str]], score: dict[str, float]):
        self.english: dict[str, list[str]] = {}
        self.score = score
        for chinese, gloss in entries:
            known = self.english.setdefault(chinese, [])
            known.extend(one for one in glosses(gloss) if one not in known)

    def cut(self, text: str) -> list[str]:
        """Longest match first; what is in no entry stays: single Chinese characters, or runs of others."""
        words, at = [], 0
        while at < len(text):
            if "\u3400" <= text[at] <= "\u9fff":
                size = next((n for n in range(min(MAX_WORD, len(text) - at), 1, -1) if text[at : at + n] in self.english), 1)
                words.append(text[at : at + size])
                at += size
            else:
                end = at + 1
                while end < len(text) and not "\u3400" <= text[end] <= "\u9fff":
                    end += 1
                words.append(text[at:end].strip())
                at = end
        return [word for word in words if word]

    def to_english(self, text: str, dice: random.Random) -> str:
        out = []
        for word in self.cut(text):
            known = self.english.get(word)
            if not known:
                if known is None and not "\u3400" <= word[0] <= "\u9fff":
                    out.append(word.replace("？", "?").replace("，", ","))
                continue
            # The commonest single characters are grammar: their glosses say little that is true here.
            if len(word) == 1 and self.score.get(word, -20.0) > -7.0:
                continue
            out.append(known[0] if dice.random() < 0.6 else dice.choice(known[:4]))
        return " ".join(out)


class Alignment:
    """
    Translation probabilities between tokens by IBM model 1 over sentence pairs: unlike the dictionary it knows which of a word's
    translations is the common one. `pairs`: (English ids, Chinese ids).
    """

    def __init__(self, pairs: list[tuple[np.ndarray, np.ndarray]], size: int, rounds: int = 5):
        sources = np.concatenate([np.repeat(e, len(c)) for e, c in pairs]).astype(np.int64)
        targets = np.concatenate([np.tile(c, len(e)) for e, c in pairs]).astype(np.int64)
        # Each Chinese token of a sentence shares one unit among the English tokens of that sentence.
        widths = np.fromiter((len(c) for _, c in pairs), dtype=np.int64, count=len(pairs))
        first = np.concatenate([[0], np.cumsum(widths)])[:-1]
        slots = np.concatenate([np.tile(np.arange(f, f + len(c)), len(e)) for f, (e, c) in zip(first, pairs)])
        keys, cell = np.unique(sources * size + targets, return_inverse=True)
        self.english, self.chinese = keys // size, keys % size
        chance = np.ones(len(keys))
        for _ in range(rounds):
            weight = chance[cell]
            weight /= np.bincount(slots, weights=weight, minlength=widths.sum())[slots]
            counts = np.bincount(cell, weights=weight, minlength=len(keys))
            chance = counts / np.bincount(self.english, weights=counts, minlength=size)[self.english]
        self.counts = counts
        self.size = size

    def table(self, direction: str, best: int = 4) -> Table:
        """`to-chinese` or `to-english`: for each token its `best` translations and their cumulated probabilities (0 = none seen often enough)."""
        source, target = (self.english, self.chinese) if direction == "to-chinese" else (self.chinese, self.english)
        share = self.counts / np.bincount(source, weights=self.counts, minlength=self.size)[source]
        # Small words take part in every sentence: a translation must also be owned by its source.
        owned = self.counts / np.bincount(target, weights=self.counts, minlength=self.size)[target]
        kept = np.flatnonzero((self.counts > 0.5) & (share > 0.08) & (owned > 0.002))
        order = kept[np.lexsort((-share[kept], source[kept]))]
        place = np.arange(len(order)) - np.searchsorted(source[order], source[order])
        order, place = order[place < best], place[place < best]
        words, odds = np.zeros((self.size, best), np.int32), np.zeros((self.size, best))
        words[source[order], place], odds[source[order], place] = target[order], share[order]
        total = odds.sum(1, keepdims=True)
        return words, np.cumsum(odds / np.where(total > 0, total, 1), axis=1)


def translate_ids(ids: np.ndarray, table: Table, keep: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """Each token with a known translation becomes it; of the others those that `keep` marks (numbers, names) stay."""
    words, odds = table
    known = odds[ids, -1] > 0.5
    choice = (dice.random(len(ids))[:, None] > odds[ids]).sum(1).clip(0, words.shape[1] - 1)
    out = np.where(known, words[ids, choice], np.where(keep[ids], ids, 0))
    return out[out != 0].astype(np.int32)
