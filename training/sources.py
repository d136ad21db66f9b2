"""The pairs of all sources, tokenised once and kept as arrays, with what is made from them."""
from __future__ import annotations

import gzip
import json
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from text import ROOT, Ragged, Texts
from translate import Alignment, Dictionary, Tables, translate_ids
from vocabulary import read_vocabulary

CHINESE = re.compile(r"[\u3400-\u9fff]")
QUESTION_TOKENS, PASSAGE_TOKENS = 96, 256
# General language across languages is what small models lack: of technical documentation and law a part is enough.
CAPS = {"dict": 200_000, "qa": 60_000, "reg": 25_000, "par": 40_000, "own": 20_000, "doc": 10_000}
# Sentence pairs of a source that the alignment reads, and tokens of one of them. Dictionaries are read whole: rare words stand nowhere else.
ALIGNED, ALIGNED_TOKENS = 20_000, 40
# Ways in which each question is put into the other language: a word has several translations.
SAMPLES = 3
# Questions over single sentences, in the order of the text; characters of a block made of them.
SENTENCES, BLOCK = "squad-nqg-test", 450
OWN = "wenbao-vocabulary"
TABLES = "translations.npz"
DICTIONARIES = ("cc-cedict", "cldr")
QUESTIONS = ("covid", "pubmed", "qed", "dureader", "cmrc", "drcd", "squad", "medquad", "toyhom")
REGISTER = ("digitalgov", "state-council", "xwlb", "gov-work", "lawrefbook", "csl", "zhwiki", "moj-law-h")
PARALLEL = ("lctt-parallel", "ud-pud", "ntrex", "tatoeba", "moj-law-parallel", "bible")


def kind_of(source: str) -> str:
    for kind, names in (("own", (OWN,)), ("dict", DICTIONARIES), ("qa", QUESTIONS), ("reg", REGISTER), ("par", PARALLEL)):
        if any(name in source for name in names):
            return kind
    return "doc"


@dataclass(frozen=True)
class Source:
    name: str
    kind: str
    questions: Ragged
    passages: Ragged
    # Pairs of one group speak of one passage: they are no negatives of each other.
    groups: np.ndarray


def is_chinese(text: str) -> bool:
    return len(CHINESE.findall(text)) > 0.2 * len(text.replace(" ", ""))


def read_pairs(folder: Path, dice: random.Random) -> dict[str, list[tuple[str, str]]]:
    by_source: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                pair = json.loads(line)
                if pair.get("q") and pair.get("p"):
                    by_source.setdefault(pair["src"], []).append((pair["q"][:300], pair["p"][: 400 if CHINESE.search(pair["p"]) else 800]))
    # Contiguous stretches, not single draws: neighbours matter to `groups_of` and to windows over parallel text.
    for name, pairs in by_source.items():
        limit = CAPS[kind_of(name)]
        if len(pairs) > limit:
            start = dice.randrange(len(pairs) - limit)
            by_source[name] = pairs[start : start + limit]
    return {name: pairs for name, pairs in by_source.items() if len(pairs) >= 64}


def paragraphs(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Questions over sentences that follow each other → the same questions over blocks of these sentences: as long as what is searched."""
    blocks: list[tuple[list[str], list[str]]] = [([], [])]
    for question, sentence in pairs:
        if sum(map(len, blocks[-1][1])) > BLOCK and sentence not in blocks[-1][1]:
            blocks.append(([], []))
        questions, sentences = blocks[-1]
        questions.append(question)
        if sentence not in sentences:
            sentences.append(sentence)
    return [(question, " ".join(sentences)) for questions, sentences in blocks for question in questions]


def groups_of(passages: list[str], kind: str) -> np.ndarray:
    """Neighbours that share a stretch of text are one group: windows around several answers of one paragraph."""
    if kind not in ("qa", "reg"):
        return np.arange(len(passages), dtype=np.int32)
    groups, group, before = np.zeros(len(passages), np.int32), 0, set()
    for index, text in enumerate(passages):
        stretches = {text[i : i + 12] for i in range(0, max(1, len(text) - 12))}
        if before.isdisjoint(stretches):
            group += 1
        groups[index], before = group, stretches
    return groups


def build(pairs_folder: Path, tokenizer_file: Path, seed: int = 0) -> tuple[list[Source], Tables]:
    started = time.time()
    dice, texts = random.Random(seed), Texts(tokenizer_file)
    by_source = read_pairs(pairs_folder, dice)
    by_source[OWN], things = read_vocabulary(ROOT / "data" / "lexicon", random.Random(seed))
    if SENTENCES in by_source:
        by_source[f"{SENTENCES}-paragraphs"] = paragraphs(by_source[SENTENCES])
    sources, raw = [], {}
    for name, pairs in by_source.items():
        raw[name] = pairs
        sources.append(
            Source(
                name,
                kind_of(name),
                Ragged.of(texts.encode([q for q, _ in pairs], QUESTION_TOKENS)),
                Ragged.of(texts.encode([p for _, p in pairs], PASSAGE_TOKENS)),
                np.array(things, np.int32) if name == OWN else groups_of([p for _, p in pairs], kind_of(name)),
            )
        )
    print(f"{len(sources)} sources, {sum(len(s.questions) for s in sources)} pairs read ({time.time() - started:.0f} s)", flush=True)
    tables = translations(sources, raw, texts)
    sources += across_languages(sources, raw, texts, tables, dice, seed)
    print(f"with made ones: {len(sources)} sources, {sum(len(s.questions) for s in sources)} pairs ({time.time() - started:.0f} s)", flush=True)
    return sources, tables


def chinese_tokens(texts: Texts) -> np.ndarray:
    """For each token id whether it has a Chinese character."""
    found = np.zeros(texts.size, bool)
    for token, index in texts.tokenizer.get_vocab().items():
        found[index] = CHINESE.search(token) is not None
    return found


def across_languages(sources: list[Source], raw: dict[str, list[tuple[str, str]]], texts: Texts, tables: Tables, dice: random.Random, seed: int) -> list[Source]:
    """Questions and headings of one language put into the other word by word, over passages as they are, and the other way round."""
    scores = {token: score for token, score in json.loads(texts.tokenizer.to_str())["model"]["vocab"]}
    entries = [(texts.folded(q), p) if is_chinese(q) else (texts.folded(p), q) for name in raw if "cedict" in name or "cldr" in name for q, p in raw[name]]
    dictionary = Dictionary(entries, scores)
    roll = np.random.default_rng(seed)
    made = []
    for source in [s for s in sources if s.kind in ("qa", "reg")]:
        pairs = raw[source.name]
        zh = np.fromiter((is_chinese(q) and is_chinese(p) for q, p in pairs), bool, len(pairs))
        en = np.fromiter((not CHINESE.search(q) and not CHINESE.search(p) for q, p in pairs), bool, len(pairs))
        if zh.sum() >= 64:
            at = np.flatnonzero(zh)
            passages = [source.passages[i] for i in at]
            for sample in range(SAMPLES):
                glossed = texts.encode([dictionary.to_english(texts.folded(pairs[i][0]), dice) for i in at], QUESTION_TOKENS)
                aligned = [translate_ids(source.questions[i], tables.to_english, tables.keep, roll) for i in at]
                made += [part(source, at, f"gloss{sample}", glossed, passages), part(source, at, f"align{sample}", aligned, passages)]
        if en.sum() >= 64:
            at = np.flatnonzero(en)
            for sample in range(SAMPLES):
                turned = [translate_ids(source.passages[i], tables.to_chinese, tables.keep, roll) for i in at]
                made.append(part(source, at, f"align{sample}", [source.questions[i] for i in at], turned))
    return made


def part(source: Source, at: np.ndarray, way: str, questions: list[np.ndarray], passages: list[np.ndarray]) -> Source:
    fit = [i for i in range(len(at)) if len(questions[i]) > 1 and len(passages[i]) > 4]
    return Source(
        f"{source.name}+{way}", "x" + source.kind, Ragged.of([questions[i] for i in fit]), Ragged.of([passages[i] for i in fit]), source.groups[at[fit]]
    )


def translations(sources: list[Source], raw: dict[str, list[tuple[str, str]]], texts: Texts) -> Tables:
    lines = []
    for source in sources:
        if source.kind not in ("par", "dict") and "docs" not in source.name:
            continue
        for index, (q, p) in enumerate(raw[source.name][: None if source.kind == "dict" else ALIGNED]):
            a, b = source.questions[index], source.passages[index]
            if len(a) > ALIGNED_TOKENS or len(b) > ALIGNED_TOKENS or is_chinese(q) == is_chinese(p):
                continue
            lines.append((np.unique(b), np.unique(a)) if is_chinese(q) else (np.unique(a), np.unique(b)))
    print(f"{len(lines)} sentence pairs aligned", flush=True)
    alignment = Alignment(lines, texts.size)
    chinese, keep = chinese_tokens(texts), np.zeros(texts.size, bool)
    for token, index in texts.tokenizer.get_vocab().items():
        keep[index] = not chinese[index] and (not token.isalpha() or len(token) > 3) and index > 1
    return Tables(alignment.table("to-chinese"), alignment.table("to-english"), keep)


def save(sources: list[Source], tables: Tables, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (chinese, chinese_odds), (english, english_odds) = tables.to_chinese, tables.to_english
    np.savez(folder / TABLES, chinese=chinese, chinese_odds=chinese_odds, english=english, english_odds=english_odds, keep=tables.keep)
    for index, s in enumerate(sources):
        np.savez(folder / f"{index:03d}.npz", name=s.name, kind=s.kind, qf=s.questions.flat, qo=s.questions.offsets, pf=s.passages.flat, po=s.passages.offsets, groups=s.groups)


def load_tables(folder: Path) -> Tables:
    d = np.load(folder / TABLES)
    return Tables((d["chinese"], d["chinese_odds"]), (d["english"], d["english_odds"]), d["keep"])


def load(folder: Path) -> list[Source]:
    found = []
    for file in sorted(f for f in folder.glob("*.npz") if f.name != TABLES):
        d = np.load(file)
        found.append(Source(str(d["name"]), str(d["kind"]), Ragged(d["qf"], d["qo"]), Ragged(d["pf"], d["po"]), d["groups"]))
    return found
