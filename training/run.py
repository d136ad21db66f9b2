"""
Makes both models from the pairs: one command, fixed seeds.

    python training/run.py --pairs ../shared/corpora/pairs --eval ../shared/corpora/eval

Steps: words, data, tiny, small, export, evaluate, parity; `--only STEP…` runs some of them over what the others left in --work.
"""
from __future__ import annotations

import argparse
import json
import subprocess
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

import add_words
import evaluate
import export
import sources
from small import Shape, Small
from text import ROOT, Texts
from tiny import Tiny, narrowed, read_static, widened, with_words
from train_small import SmallPlan, train_small
from train_tiny import TinyPlan, train_tiny
from translate import Tables

STEPS = ("words", "data", "tiny", "small", "export", "evaluate", "parity")
MODELS = {"tiny": "wenbao-tiny-zh-en", "small": "wenbao-small-zh-en"}
# Trained on the grid they are stored on, three bits a weight leave room for twice the words and a third more dimensions (README.md).
BITS = 3
WATCHED = ("xquad-en-zh", "xquad-zh-zh", "cmrc2018-dev")
WATCHED_QUESTIONS = 1190


def main() -> None:
    a = arguments()
    torch.set_num_threads(a.threads)
    work = Path(a.work)
    work.mkdir(parents=True, exist_ok=True)
    started = time.time()
    static_tokenizer = Path(a.static) / "tokenizer.json"
    tokenizer_file = work / "tokenizer.json"
    if "words" in a.only:
        add_words.write(Path(a.pairs), static_tokenizer, tokenizer_file, a.seed)
    elif not tokenizer_file.exists():
        tokenizer_file = Path(a.models) / MODELS["tiny"] / "tokenizer.json"
    if "data" in a.only:
        found, tables = sources.build(Path(a.pairs), tokenizer_file, a.seed)
        sources.save(found, tables, work / "data")
    texts = Texts(tokenizer_file)
    watched = evaluate.open_sets(Path(a.eval), texts, list(WATCHED), WATCHED_QUESTIONS) if {"tiny", "small"} & set(a.only) else []
    chinese = sources.chinese_tokens(texts)
    if "tiny" in a.only:
        tables = sources.load_tables(work / "data")
        table = start(a, static_tokenizer, texts, tables) if a.start == "static" else chance(texts.size, a.dim, a.seed)
        train_tiny(table, sources.load(work / "data"), chinese, watched, tiny_plan(a), a.device, work / "tiny.npy", tables)
    if "small" in a.only:
        table = export.as_stored(np.load(work / "tiny.npy"), BITS)
        train_small(table, sources.load(work / "data"), chinese, watched, small_plan(a), a.device, work / "small.pt")
    if "export" in a.only:
        write_models(a, work, tokenizer_file)
    if "evaluate" in a.only:
        table = measure(a, work, texts)
        (work / "figures.md").write_text(table, encoding="utf-8")
        print(table)
    if "parity" in a.only:
        check_parity(a, work, texts)
        write_spec(a, work, texts)
    print(f"done in {(time.time() - started) / 60:.1f} minutes")


def arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--pairs", required=True, help="folder of *.jsonl.gz pairs")
    p.add_argument("--eval", required=True, help="folder of evaluation sets")
    p.add_argument("--own", help="folder of sets made by own-questions.ts, measured too")
    p.add_argument("--static", default=str(ROOT / "data" / "models" / "wenbao-static-zh-en"), help="its tokenizer, and its vectors to start from")
    p.add_argument("--start", choices=("static", "chance"), default="static")
    p.add_argument("--work", default=str(ROOT / "indexes" / "training"), help="folder for arrays, weights and figures")
    p.add_argument("--models", default=str(ROOT / "data" / "models"), help="where the models are written")
    p.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--dim", type=int, default=512)
    p.add_argument("--tiny-steps", type=int, help="default: 4000 on cpu, 12000 on cuda")
    p.add_argument("--small-steps", type=int, help="default: 500 on cpu, 20000 on cuda")
    p.add_argument("--only", nargs="+", choices=STEPS, default=list(STEPS))
    p.add_argument("--kinds", nargs="+", choices=tuple(MODELS), default=list(MODELS), help="models to export, measure and check")
    return p.parse_args()


def tiny_plan(a: argparse.Namespace) -> TinyPlan:
    big = a.device == "cuda"
    rate, back = (0.01, 0.25) if a.start == "static" else (0.02, 0.0)
    return TinyPlan(steps=a.tiny_steps or (12_000 if big else 4_000), batch=4096 if big else 1024, rate=rate, back=back, bits=BITS, seed=a.seed)


def small_plan(a: argparse.Namespace) -> SmallPlan:
    """On two cores few steps over narrow layers; on an accelerator wider layers, longer passages, and the token vectors move too."""
    if a.device == "cpu":
        return SmallPlan(steps=a.small_steps or 500, seed=a.seed)
    shape = Shape(width=256, layers=4, heads=4, inner=1024)
    return SmallPlan(steps=a.small_steps or 20_000, batch=1024, rate=0.0007, table_rate=0.002, longest=256, seed=a.seed, shape=shape)


def start(a: argparse.Namespace, static_tokenizer: Path, texts: Texts, tables: Tables) -> np.ndarray:
    """The static vectors, those of the added words, and chance numbers in further dimensions."""
    static = read_static(Path(a.static) / "onnx" / "model_quantized.onnx")
    table = with_words(static, Tokenizer.from_file(str(static_tokenizer)), texts.tokenizer, tables.to_chinese)
    return narrowed(table, a.dim) if a.dim <= table.shape[1] else widened(table, a.dim, a.seed)


def chance(size: int, dim: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 0.1, (size, dim)).astype(np.float32)


def stored_models(a: argparse.Namespace, work: Path) -> dict[str, Tiny | Small]:
    """The trained models with their weights rounded as they are shipped."""
    found: dict[str, Tiny | Small] = {}
    if "tiny" in a.kinds:
        found["tiny"] = Tiny(export.as_stored(np.load(work / "tiny.npy"), BITS))
    if "small" in a.kinds:
        weights = torch.load(work / "small.pt", map_location="cpu")
        small = Small(export.as_stored(weights["table.weight"].numpy(), BITS), small_plan(a).shape, False)
        weights["table.weight"] = small.table.weight.data
        small.load_state_dict(weights)
        export.round_layers(small.eval())
        found["small"] = small
    return found


def write_models(a: argparse.Namespace, work: Path, tokenizer_file: Path) -> None:
    for kind, model in stored_models(a, work).items():
        folder = Path(a.models) / MODELS[kind]
        if isinstance(model, Tiny):
            export.export_tiny(model.table.numpy(), BITS, tokenizer_file, folder)
        else:
            export.export_small(model, BITS, tokenizer_file, folder)
        export.write_checksums(folder)
        print(f"{folder}: {sum(f.stat().st_size for f in folder.rglob('*') if f.is_file()) / 1e6:.1f} MB")


def measure(a: argparse.Namespace, work: Path, texts: Texts) -> str:
    models = stored_models(a, work)
    embeds = {kind: (model.embed, texts) for kind, model in models.items()}
    tables = {kind: model.table.numpy() for kind, model in models.items() if isinstance(model, Tiny)}
    static_file = Path(a.static) / "onnx" / "model_quantized.onnx"
    if static_file.exists():
        embeds = {"static": (Tiny(read_static(static_file), damping=0.0).embed, Texts(Path(a.static) / "tokenizer.json")), **embeds}
    sets = evaluate.open_sets(Path(a.eval), texts) + (evaluate.open_sets(Path(a.own), texts) if a.own else [])
    return evaluate.full_table(embeds, sets, Path(a.eval) / "tatoeba-cmn-eng", tables) + "\n"


def write_spec(a: argparse.Namespace, work: Path, texts: Texts) -> None:
    """What the project's own tests hold the shipped models against (tests/store/embedder-parity.test.ts)."""
    samples = json.loads((Path(__file__).parent / "parity-texts.json").read_text(encoding="utf-8"))
    ids = texts.encode(samples, export.TOKEN_LIMIT)
    models = {MODELS[kind]: [[round(float(x), 4) for x in v[:16]] for v in model.embed(ids)] for kind, model in stored_models(a, work).items()}
    lines = [json.dumps({"text": t, "ids": i.tolist(), "vectors": {m: v[at] for m, v in models.items()}}, ensure_ascii=False) for at, (t, i) in enumerate(zip(samples, ids))]
    (ROOT / "tests" / "specs" / "embedder-parity.json").write_text("[\n  " + ",\n  ".join(lines) + "\n]\n", encoding="utf-8")


def check_parity(a: argparse.Namespace, work: Path, texts: Texts) -> None:
    """Ids and vectors of this side against those of the program (parity.ts), over texts of the evaluation sets, both scripts and languages."""
    sample = []
    for name in ("xquad-en-zh", "drcd-dev-hans-q", "xwlb-title"):
        for file in ("queries.jsonl.gz", "corpus.jsonl.gz"):
            sample += [line["text"][:400] for line in evaluate.read_lines(Path(a.eval) / name / file)[:150]]
    ids = texts.encode(sample, export.TOKEN_LIMIT)
    for kind, model in stored_models(a, work).items():
        file = work / f"parity-{kind}.json"
        rows = [{"text": t, "ids": i.tolist(), "vector": [round(float(x), 5) for x in v]} for t, i, v in zip(sample, ids, model.embed(ids))]
        file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        subprocess.run(["npx", "tsx", "training/parity.ts", str(Path(a.models).resolve()), MODELS[kind], str(file.resolve())], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
