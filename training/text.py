"""Text as the program sees it, and its tokens. The tokenizer itself does NFKC and lower case; the fold before it mirrors src/text/fold.ts."""
from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parent.parent
TRADITIONAL = ROOT / "data" / "lexicon" / "t2s.json"
# As OWN_FOLDS of src/text/fold.ts. Widths are left to the tokenizer's NFKC, which ends at the same tokens.
OWN_FOLDS = {
    **dict.fromkeys("\u00a0\u3000\u2002\u2003\u2009\u202f", " "),
    **dict.fromkeys("“”„「」『』‘’", '"'),
    **dict.fromkeys("‐‑‒−﹣", "-"),
    "﹪": "%", "〜": "~", "∶": ":", "﹒": ".",
}
PAD, UNKNOWN = 0, 1


def fold_table() -> dict[int, str]:
    simplified = {k: v for k, v in json.loads(TRADITIONAL.read_text(encoding="utf-8")).items() if len(k) == 1 and len(v) == 1}
    return str.maketrans({**simplified, **OWN_FOLDS})


class Texts:
    """Folds and tokenises. `encode` gives int32 id arrays, never empty."""

    def __init__(self, tokenizer_file: Path):
        self.fold = fold_table()
        self.tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.size = self.tokenizer.get_vocab_size()

    def folded(self, text: str) -> str:
        folded = list(text.translate(self.fold))
        # "the school’s" keeps its apostrophe.
        for at, character in enumerate(text):
            if character == "’" and 0 < at < len(text) - 1 and text[at - 1].isascii() and text[at - 1].isalpha() and text[at + 1].isascii() and text[at + 1].isalpha():
                folded[at] = "'"
        return "".join(folded)

    def encode(self, texts: list[str], limit: int) -> list[np.ndarray]:
        found = []
        for start in range(0, len(texts), 20_000):
            batch = self.tokenizer.encode_batch([self.folded(t) for t in texts[start : start + 20_000]], add_special_tokens=False)
            found.extend(np.asarray(e.ids[:limit] or [UNKNOWN], dtype=np.int32) for e in batch)
        return found


class Ragged:
    """Many id sequences in one flat array: quick to store, to load, and to draw from."""

    def __init__(self, flat: np.ndarray, offsets: np.ndarray):
        self.flat, self.offsets = flat, offsets

    @staticmethod
    def of(sequences: list[np.ndarray]) -> "Ragged":
        lengths = np.fromiter((len(s) for s in sequences), dtype=np.int64, count=len(sequences))
        return Ragged(np.concatenate(sequences) if sequences else np.zeros(0, np.int32), np.concatenate([[0], np.cumsum(lengths)]))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, index: int) -> np.ndarray:
        return self.flat[self.offsets[index] : self.offsets[index + 1]]

    def take(self, indices: np.ndarray) -> list[np.ndarray]:
        return [self.flat[self.offsets[i] : self.offsets[i + 1]] for i in indices]
