"""Trains the layers on top of the token vectors, by contrast."""
from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from batches import Batches
from evaluate import EvalSet, short_report
from small import Shape, Small
from sources import Source
from tiny import contrast


@dataclass(frozen=True)
class SmallPlan:
    steps: int = 500
    batch: int = 192
    rate: float = 0.002
    table_rate: float = 0.0
    scale: float = 20.0
    longest: int = 112
    seed: int = 0
    shape: Shape = Shape()


def train_small(table: np.ndarray, sources: list[Source], chinese: np.ndarray, sets: list[EvalSet], plan: SmallPlan, device: str, out: Path) -> Small:
    torch.manual_seed(plan.seed)
    model = Small(table, plan.shape, plan.table_rate > 0).to(device)
    batches = Batches(sources, chinese, plan.seed + 1, longest=plan.longest)
    layers = [p for n, p in model.named_parameters() if n != "table.weight"]
    groups = [{"params": layers, "rate": plan.rate}]
    if plan.table_rate > 0:
        groups.append({"params": [model.table.weight], "rate": plan.table_rate})
    adam = torch.optim.Adam(groups, betas=(0.9, 0.98), fused=True)
    print(f"small: {plan}, {sum(p.numel() for p in layers)} weights in layers", flush=True)
    started, losses = time.time(), []
    for step in range(plan.steps):
        batch = batches.draw(plan.batch)
        with torch.autocast(device, dtype=torch.bfloat16):
            vectors = model(batch.questions + batch.passages)
        count = len(batch.questions)
        loss = contrast(vectors[:count], vectors[count:], batch.groups, plan.scale)
        for group in adam.param_groups:
            group["lr"] = group["rate"] * min(1, (step + 1) / 50) * (1 - step / plan.steps)
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(layers, 1.0)
        adam.step()
        losses.append(loss.item())
        if (step + 1) % 25 == 0:
            print(f"step {step + 1}, {time.time() - started:.0f} s, loss {np.mean(losses[-25:]):.3f}", flush=True)
        if (step + 1) % 200 == 0 or step + 1 == plan.steps:
            print(f"  {short_report(model.embed, sets)}", flush=True)
            torch.save(model.state_dict(), out)
    return model
