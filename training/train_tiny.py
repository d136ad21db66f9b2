"""Trains the token table by contrast, from the static one's vectors or from chance."""
from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from batches import Batches
from evaluate import EvalSet, short_report
from sources import Source
from tiny import Tiny, contrast
from translate import Tables


@dataclass(frozen=True)
class TinyPlan:
    steps: int = 4000
    batch: int = 1024
    rate: float = 0.004
    # More tells neighbours apart better within a language, less finds more across languages (14 against 30: 0.638 and 0.610 on XQuAD).
    scale: float = 16.0
    # How much of the start is mixed back in at the end: the mean of both finds more than either, as means of checkpoints do.
    back: float = 0.25
    # Bits that the vectors will be stored in, where training shall know of it.
    bits: int | None = None
    seed: int = 0


def train_tiny(table: np.ndarray, sources: list[Source], chinese: np.ndarray, sets: list[EvalSet], plan: TinyPlan, device: str, out: Path, tables: Tables | None = None) -> None:
    torch.manual_seed(plan.seed)
    # A copy: the start is mixed back in at the end.
    model, batches = Tiny(table.copy(), device, bits=plan.bits), Batches(sources, chinese, plan.seed, tables=tables)
    print(f"tiny: {plan}, start {short_report(model.embed, sets)}", flush=True)
    started, losses = time.time(), []
    for step in range(plan.steps):
        batch = batches.draw(plan.batch)
        vectors = model.begin(batch.questions + batch.passages)
        count = len(batch.questions)
        loss = contrast(vectors[:count], vectors[count:], batch.groups, plan.scale)
        loss.backward()
        model.step(plan.rate * min(1, (step + 1) / 50) * (1 - step / plan.steps))
        losses.append(loss.item())
        if (step + 1) % 100 == 0:
            print(f"step {step + 1}, {time.time() - started:.0f} s, loss {np.mean(losses[-100:]):.3f}", flush=True)
        if (step + 1) % 500 == 0 or step + 1 == plan.steps:
            print(f"  {short_report(model.embed, sets)}", flush=True)
    np.save(out.with_stem(f"{out.stem}-unmixed"), model.table.cpu().numpy())
    mixed = (plan.back * table + (1 - plan.back) * model.table.cpu().numpy()).astype(np.float32)
    print(f"with {plan.back} of the start: {short_report(Tiny(mixed, bits=plan.bits).embed, sets)}", flush=True)
    np.save(out, mixed)
