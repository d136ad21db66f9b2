"""
The small kind: token vectors as in `tiny`, and a few narrow transformer layers beside them that see order and neighbours. They change how
much say a token has and turn its vector a little; both changes start at nothing, so that training begins where `tiny` stands.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from tiny import DAMPING

# Distances beyond it are all alike: no position limit.
FAR = 24
BATCH_TOKENS = 16_384
# The token vectors' usual length; the layers see them at about 1.
LENGTH = 10.0


@dataclass(frozen=True)
class Shape:
    width: int = 128
    layers: int = 2
    heads: int = 4
    inner: int = 256


class Layer(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.heads = shape.heads
        self.before_attention, self.before_inner = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.into = nn.Linear(shape.width, 3 * shape.width, bias=False)
        self.out = nn.Linear(shape.width, shape.width, bias=False)
        self.up, self.down = nn.Linear(shape.width, shape.inner, bias=False), nn.Linear(shape.inner, shape.width, bias=False)
        self.near = nn.Parameter(torch.zeros(2 * FAR + 1, shape.heads))

    def forward(self, x: torch.Tensor, hidden: torch.Tensor, distance: torch.Tensor) -> torch.Tensor:
        count, length, width = x.shape
        q, k, v = self.into(self.before_attention(x)).view(count, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + self.near[distance].permute(2, 0, 1)
        mixed = torch.softmax(scores.float().masked_fill(hidden[:, None, None, :], -1e9), -1).to(v.dtype) @ v
        x = x + self.out(mixed.transpose(1, 2).reshape(count, length, width))
        return x + self.down(F.relu(self.up(self.before_inner(x))))


class Small(nn.Module):
    def __init__(self, table: np.ndarray, shape: Shape, train_table: bool):
        super().__init__()
        self.shape = shape
        self.table = nn.Embedding.from_pretrained(torch.from_numpy(np.array(table, dtype=np.float32)), freeze=not train_table, padding_idx=0)
        dim = table.shape[1]
        self.enter = nn.Linear(dim, shape.width, bias=False)
        self.layers = nn.ModuleList([Layer(shape) for _ in range(shape.layers)])
        self.last = nn.LayerNorm(shape.width)
        self.say, self.turn = nn.Linear(shape.width, 1), nn.Linear(shape.width, dim, bias=False)
        for zero in (self.say.weight, self.say.bias, self.turn.weight):
            nn.init.zeros_(zero)

    def tokens(self, ids: torch.Tensor) -> torch.Tensor:
        """last_hidden_state: [batch, sequence, dim]; padding has no say."""
        found, hidden = self.table(ids), ids == 0
        at = torch.arange(ids.shape[1], device=ids.device)
        distance = (at[:, None] - at[None, :]).clamp(-FAR, FAR) + FAR
        x = self.enter(found / LENGTH)
        for layer in self.layers:
            x = layer(x, hidden, distance)
        x = self.last(x)
        often = (ids[:, :, None] == ids[:, None, :]).sum(-1, keepdim=True).float() ** -DAMPING
        return found * often * torch.exp(self.say(x).float()) + self.turn(x).float()

    def pooled(self, ids: torch.Tensor) -> torch.Tensor:
        there = (ids != 0).unsqueeze(-1)
        return F.normalize((self.tokens(ids) * there).sum(1) / there.sum(1), dim=-1)

    def forward(self, sequences: list[np.ndarray]) -> torch.Tensor:
        """Texts of like length together: little is padded."""
        order = sorted(range(len(sequences)), key=lambda i: len(sequences[i]))
        parts, start = [], 0
        while start < len(order):
            end = start + 1
            while end < len(order) and len(sequences[order[end]]) * (end + 1 - start) <= BATCH_TOKENS and end - start < 128:
                end += 1
            parts.append(self.pooled(padded([sequences[i] for i in order[start:end]]).to(self.turn.weight.device)))
            start = end
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(parts)[back.to(parts[0].device)]

    @torch.no_grad()
    def embed(self, sequences: list[np.ndarray]) -> np.ndarray:
        return self(sequences).float().cpu().numpy()


def padded(sequences: list[np.ndarray]) -> torch.Tensor:
    ids = np.zeros((len(sequences), max(len(s) for s in sequences)), np.int64)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = sequence
    return torch.from_numpy(ids)
