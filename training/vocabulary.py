"""Pairs from the project's own vocabulary: what schools count, in Chinese and English, and the glossary's words."""
from __future__ import annotations

import json
import random
from pathlib import Path

DRAWS = 8


def draw(pattern: str, dice: random.Random) -> str:
    """One wording of an alias: "[总]就业(率|比例)" → "就业率". Square brackets may be left out, of alternatives one is taken."""
    text, end = _alternatives(pattern, 0, dice)
    return " ".join(text.split()) if end >= len(pattern) else pattern


def _alternatives(pattern: str, at: int, dice: random.Random) -> tuple[str, int]:
    found, text = [], ""
    while at < len(pattern) and pattern[at] not in ")]":
        character = pattern[at]
        if character in "([":
            inner, at = _alternatives(pattern, at + 1, dice)
            text += inner if character == "(" or dice.random() < 0.5 else ""
        elif character == "|":
            found.append(text)
            text = ""
        else:
            text += character
        at += 1
    found.append(text)
    return dice.choice(found), at


def read_vocabulary(lexicon: Path, dice: random.Random) -> tuple[list[tuple[str, str]], list[int]]:
    """(English, Chinese) pairs, and for each the number of the thing it names."""
    pairs: dict[tuple[str, str], int] = {}
    thing = 0
    for file in sorted((lexicon / "indicators").glob("*.json")):
        for entry in json.loads(file.read_text(encoding="utf-8")):
            thing += 1
            aliases = entry.get("aliases", {})
            chinese = [entry["zh"], *aliases.get("zh", []), *aliases.get("ask", [])]
            english = [entry["en"], *aliases.get("en", [])]
            for _ in range(DRAWS):
                pairs.setdefault((draw(dice.choice(english), dice), draw(dice.choice(chinese), dice)), thing)
    for entry in json.loads((lexicon / "glossary.json").read_text(encoding="utf-8")):
        thing += 1
        for english in entry["en"]:
            for chinese in entry["zh"]:
                pairs.setdefault((english, chinese), thing)
    named = [(pair, number) for pair, number in pairs.items() if pair[0] and pair[1]]
    dice.shuffle(named)
    return [pair for pair, _ in named], [number for _, number in named]
