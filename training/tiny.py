"""
The static kind: a vector for each token, averaged. A token's say is the length of its vector, and a token that comes again and again says
less each time (count to the power of -0.4): else the topic of a long passage drowns what sets it apart from its neighbours.
"""
from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from tokenizers import Tokenizer

from translate import Table


def read_static(model_file: Path) -> np.ndarray:
    """The token vectors of wenbao-static-zh-en: int8 rows times their scale."""
    values = {i.name: numpy_helper.to_array(i) for i in onnx.load(str(model_file)).graph.initializer}
    return values["weight_int8"].astype(np.float32) * values["scale"]


def narrowed(table: np.ndarray, dim: int) -> np.ndarray:
    """The same vectors in fewer dimensions: turned onto their main directions (SVD over the rows), the least of which are dropped."""
    if dim >= table.shape[1]:
        return table
    _, directions = np.linalg.eigh(table.T @ table)
    return np.ascontiguousarray(table @ directions[:, ::-1][:, :dim])


# Old tokens of a word's pieces tell little of its meaning, its translations much.
TRANSLATED = 0.8


def with_words(table: np.ndarray, old: Tokenizer, new: Tokenizer, to_chinese: Table) -> np.ndarray:
    """Rows for the tokens that `new` has more than `old`: the sum of the word's old tokens, turned towards its translations where the alignment knows some."""
    size = new.get_vocab_size()
    added = [new.id_to_token(index) for index in range(len(table), size)]
    pieces = old.encode_batch(added, add_special_tokens=False)
    sums = np.stack([table[e.ids].sum(0) for e in pieces])
    wide = np.vstack([table, sums])
    length = float(np.median(np.linalg.norm(table[len(table) // 4 :], axis=1)))
    words, odds = to_chinese
    share = np.diff(odds, axis=1, prepend=0)
    for row in range(len(table), size):
        towards = share[row] @ wide[words[row]]
        own = wide[row]
        if odds[row, -1] > 0.5:
            own = TRANSLATED * towards / max(np.linalg.norm(towards), 1e-6) + (1 - TRANSLATED) * own / max(np.linalg.norm(own), 1e-6)
            wide[row] = own * length / max(np.linalg.norm(own), 1e-6)
        else:
            wide[row] = own * min(1.0, 1.5 * length / max(np.linalg.norm(own), 1e-6))
    return wide.astype(np.float32)


def widened(table: np.ndarray, dim: int, seed: int, share: float = 0.5) -> np.ndarray:
    """More dimensions: chance numbers in the new ones, of `share` of each row's length, so that different tokens are told apart better."""
    extra = dim - table.shape[1]
    noise = np.random.default_rng(seed).normal(0, 1 / np.sqrt(extra), (len(table), extra))
    return np.hstack([table, share * np.linalg.norm(table, axis=1, keepdims=True) * noise]).astype(np.float32)


# Of 0, 0.3, 0.5, 0.7 and 1 over vectors learnt without it, 0.3 and 0.5 served best.
DAMPING = 0.4


def damped(sequences: list[np.ndarray], damping: float = DAMPING) -> np.ndarray:
    """A weight for each token of each text."""
    lengths = [len(s) for s in sequences]
    keys = np.repeat(np.arange(len(sequences), dtype=np.int64), lengths) * 100_000 + np.concatenate(sequences)
    _, places, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return (counts[places] ** -damping).astype(np.float32)


# The step of an even grid of 2^bits places that errs least on numbers of a bell curve, in shares of their spread.
STEP = {2: 0.996, 3: 0.586, 4: 0.335}


def on_grid(rows: torch.Tensor, bits: int) -> torch.Tensor:
    """Rows as they will be stored."""
    places, step = places_and_step(rows, bits)
    return places * step


def places_and_step(rows: torch.Tensor, bits: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Each number's place on a grid of halves (-1.5, -0.5, 0.5, 1.5 in 2 bits), and the step of each row that fits its places best."""
    half = 2 ** (bits - 1)
    step = STEP[bits] * rows.square().mean(1, keepdim=True).sqrt().clamp(min=1e-8)
    places = (rows / step).floor().clamp(-half, half - 1) + 0.5
    return places, (places * rows).sum(1, keepdim=True) / places.square().sum(1, keepdim=True)


class Tiny:
    """
    A table of token vectors with an Adam that touches only the rows of a batch: most tokens are in few batches. With `bits` it is trained as it
    will be stored: texts are embedded with rows on the grid, steps move the rows behind them.
    """

    def __init__(self, table: np.ndarray, device: str = "cpu", damping: float = DAMPING, bits: int | None = None):
        self.bits = bits
        self.table = torch.from_numpy(np.ascontiguousarray(table, dtype=np.float32)).to(device)
        self.table[0] = 0
        self.first = torch.zeros_like(self.table)
        self.second = torch.zeros_like(self.table)
        self.times = torch.zeros(len(table), 1, device=device)
        self.device, self.damping = device, damping

    def begin(self, sequences: list[np.ndarray]) -> torch.Tensor:
        """The unit vectors of a batch's texts; `step` then moves its rows."""
        rows, places = np.unique(np.concatenate(sequences), return_inverse=True)
        self.rows = torch.from_numpy(rows.astype(np.int64)).to(self.device)
        self.leaf = self.table[self.rows].requires_grad_()
        return self._pool(torch.from_numpy(places.astype(np.int64)).to(self.device), sequences, self._stored(self.leaf))

    def _stored(self, rows: torch.Tensor) -> torch.Tensor:
        return rows if self.bits is None else rows + (on_grid(rows, self.bits) - rows).detach()

    def _pool(self, ids: torch.Tensor, sequences: list[np.ndarray], table: torch.Tensor) -> torch.Tensor:
        weights = torch.from_numpy(damped(sequences, self.damping)).to(self.device)
        offsets = torch.from_numpy(np.cumsum([0] + [len(s) for s in sequences[:-1]])).to(self.device)
        return F.normalize(F.embedding_bag(ids, table, offsets, mode="sum", per_sample_weights=weights), dim=-1)

    @torch.no_grad()
    def step(self, rate: float, beta1: float = 0.9, beta2: float = 0.99) -> None:
        rows, grad = self.rows, self.leaf.grad
        first = self.first[rows].mul_(beta1).add_(grad, alpha=1 - beta1)
        second = self.second[rows].mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
        times = self.times[rows] + 1
        self.first[rows], self.second[rows], self.times[rows] = first, second, times
        change = (first / (1 - beta1**times)) / ((second / (1 - beta2**times)).sqrt_() + 1e-8)
        self.table[rows] = self.leaf.detach() - rate * change

    @torch.no_grad()
    def embed(self, sequences: list[np.ndarray]) -> np.ndarray:
        ids = torch.from_numpy(np.concatenate(sequences).astype(np.int64)).to(self.device)
        return self._pool(ids, sequences, self._stored(self.table)).cpu().numpy()


def contrast(questions: torch.Tensor, passages: torch.Tensor, groups: np.ndarray, scale: float) -> torch.Tensor:
    """Symmetric InfoNCE: of all passages of the batch each question's own, and the other way round. Texts of one group are no negatives."""
    low = torch.bfloat16
    scores = (questions.to(low) @ passages.to(low).T).float() * scale
    group = torch.from_numpy(groups.astype(np.int64)).to(scores.device)
    same = (group[:, None] == group[None, :]).fill_diagonal_(False)
    scores = scores.masked_fill(same, -1e4)
    own = torch.arange(len(scores), device=scores.device)
    return (F.cross_entropy(scores, own) + F.cross_entropy(scores.T, own)) / 2
