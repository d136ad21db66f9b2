"""
Adds whole words to a tokenizer: of the 32,000 tokens of wenbao-static-zh-en some 6,900 are English, so that three English words in ten fall into
pieces that mean something else ("baby-l-on", "corp-oral"). The old tokens keep their ids and scores.

English: the commonest words, less those that are a token and an ending. Chinese: dictionary words that fall into single characters, and names.
"""
from __future__ import annotations

import json
import math
import random
import re
from collections import Counter
from pathlib import Path

from tokenizers import Tokenizer

from sources import CHINESE, DICTIONARIES, is_chinese, kind_of, read_pairs
from text import fold_table

ENGLISH_WORD = re.compile(r"[a-zß-ɏ]{3,24}")
CHINESE_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
ENGLISH, CHINESE_WORDS = 25_000, 5_000
# A dictionary tells what a word means, documentation has many names of nothing.
WEIGHT = {"dict": 3.0, "qa": 1.5, "doc": 0.2}
ENDINGS = ("s", "es", "ed", "d", "ing", "ly")
LONGEST = 8
# Old tokens were scored over as many.
TOTAL = 40_000_000


def english_words(by_source: dict[str, list[tuple[str, str]]], known: set[str]) -> list[tuple[str, float]]:
    counts: Counter[str] = Counter()
    for name, pairs in by_source.items():
        found = Counter(word for pair in pairs for text in pair for word in ENGLISH_WORD.findall(text.lower()))
        for word, count in found.items():
            counts[word] += count * WEIGHT.get(kind_of(name), 1.0)

    def has_ending(word: str) -> bool:
        return any(word.endswith(e) and len(word) - len(e) > 2 and (word[: -len(e)] in known or counts[word[: -len(e)]] >= counts[word]) for e in ENDINGS)

    return [(w, n) for w, n in counts.most_common() if w not in known and not has_ending(w)][:ENGLISH]


def chinese_words(by_source: dict[str, list[tuple[str, str]]], fold: dict[int, str], tokenizer: Tokenizer) -> list[tuple[str, float]]:
    names: dict[str, bool] = {}
    for source in (s for s in by_source if any(d in s for d in DICTIONARIES)):
        for pair in by_source[source]:
            word, gloss = pair if is_chinese(pair[0]) else pair[::-1]
            word = word.translate(fold)
            if CHINESE_RUN.fullmatch(word) and len(word) <= LONGEST:
                names[word] = names.get(word, False) or gloss[:1].isupper()
    counts: Counter[str] = Counter()
    for name, pairs in by_source.items():
        texts = Counter(text for pair in pairs for text in pair if kind_of(name) != "doc" and CHINESE.search(text))
        for text in texts:
            for run in CHINESE_RUN.findall(text.translate(fold)):
                counts.update(w for at in range(len(run) - 1) for size in range(2, LONGEST + 1) if (w := run[at : at + size]) in names)
    split = {w: tokenizer.encode(w, add_special_tokens=False).tokens for w in names}
    wanted = {w: counts[w] * (2 if names[w] else 1) for w in names if len(split[w]) > 1 and (names[w] or max(map(len, split[w])) == 1)}
    return sorted(((w, n) for w, n in wanted.items() if n > 2), key=lambda entry: (-entry[1], entry[0]))[:CHINESE_WORDS]


def best_score(tokens: list[str], scores: dict[str, float]) -> float:
    return sum(scores.get(token, -20.0) for token in tokens)


def write(pairs: Path, base: Path, out: Path, seed: int = 0) -> None:
    """`base` and `out`: tokenizer.json files."""
    tokenizer = Tokenizer.from_file(str(base))
    written = json.loads(base.read_text(encoding="utf-8"))
    scores = dict(written["model"]["vocab"])
    by_source = read_pairs(pairs, random.Random(seed))
    words = english_words(by_source, set(scores)) + chinese_words(by_source, fold_table(), tokenizer)
    for word, count in words:
        pieces = best_score(tokenizer.encode(word, add_special_tokens=False).tokens, scores)
        written["model"]["vocab"].append([word, round(max(math.log(count / TOTAL), pieces + 0.1), 4)])
    out.write_text(json.dumps(written, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    print(f"{len(words)} words added, {len(written['model']['vocab'])} tokens, least common {words[ENGLISH - 1]}, {words[-1]}")
