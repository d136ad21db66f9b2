"""
Trains the tokenizer that both models share: unigram, over the questions and passages of all pairs, Chinese and English weighed as they come.

    python training/make_tokenizer.py --pairs ../shared/corpora/pairs --out indexes/training/tokenizer

The shipped models keep the tokenizer of wenbao-static-zh-en, whose vectors they begin from. With one made here, train by `run.py --static FOLDER --start chance`.
"""
from __future__ import annotations

import argparse
import random
from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from sources import read_pairs
from text import fold_table

SIZE = 32_000
# A token longer than this is a phrase of one source.
LONGEST = 12


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--pairs", required=True)
    p.add_argument("--out", required=True, help="folder; tokenizer.json is written there")
    p.add_argument("--size", type=int, default=SIZE)
    p.add_argument("--seed", type=int, default=0)
    a = p.parse_args()
    fold = fold_table()
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation("isolated"), pre_tokenizers.Digits(individual_digits=True)]
    )
    trainer = trainers.UnigramTrainer(vocab_size=a.size, special_tokens=["[PAD]", "[UNK]"], unk_token="[UNK]", max_piece_length=LONGEST)
    by_source = read_pairs(Path(a.pairs), random.Random(a.seed))
    texts = (text.translate(fold) for pairs in by_source.values() for pair in pairs for text in pair)
    tokenizer.train_from_iterator(texts, trainer)
    Path(a.out).mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(Path(a.out) / "tokenizer.json"), pretty=False)
    print(f"{tokenizer.get_vocab_size()} tokens")


if __name__ == "__main__":
    main()
