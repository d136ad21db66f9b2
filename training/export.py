"""
Writes a model in the layout that transformers.js reads: int8 token vectors with a scale a row, or fewer bits with a scale a row, packed.
Weights are stored small and computed with in float32: what the program computes is what training measured.
"""
from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from small import FAR, LENGTH, Small
from tiny import DAMPING, places_and_step

OPSET = 18
# What the tokenizer's settings say may be read at once; the program cuts passages far shorter (maxCharacters).
TOKEN_LIMIT = 2048


def rounded(table: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows as numbers of `bits` and a scale each: whole numbers in 8 bits, in fewer the halves on which `on_grid` trains them."""
    if bits < 8:
        return grid_of(table, bits) or to_grid(table, bits)
    top = 2 ** (bits - 1) - 1
    scales = np.maximum(np.abs(table).max(1, keepdims=True) / top, 1e-8)
    return np.round(table / scales).astype(np.int8), scales.astype(np.float32)


def grid_of(table: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray] | None:
    """What a table that is rounded already was made of, so that a second rounding moves nothing; else None. Least of a row's numbers is half a step."""
    step = 2 * np.abs(table).min(1, keepdims=True)
    places = np.where(step > 0, np.round(table / np.maximum(step, 1e-12) - 0.5) + 0.5, 0.5).astype(np.float32)
    if np.abs(places).max() > 2 ** (bits - 1) or np.abs(places * step - table).max() > 1e-4:
        return None
    return places, step.astype(np.float32)


def to_grid(table: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray]:
    places, step = places_and_step(torch.from_numpy(np.array(table, dtype=np.float32)), bits)
    return places.numpy(), step.numpy()


def as_stored(table: np.ndarray, bits: int) -> np.ndarray:
    """The table as it will be read back."""
    values, scales = rounded(np.asarray(table, dtype=np.float32), bits)
    return values * scales


class Graph:
    """Nodes and constants by name; `add` gives the name of what a node makes."""

    def __init__(self):
        self.nodes: list = []
        self.constants: list = []
        self.count = 0

    def constant(self, value: np.ndarray, name: str | None = None) -> str:
        self.count += 1
        name = name or f"c{self.count}"
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def add(self, op: str, *inputs: str, name: str | None = None, **attributes) -> str:
        self.count += 1
        name = name or f"n{self.count}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], **attributes))
        return name

    def weight(self, value: np.ndarray) -> str:
        """A linear layer's matrix [out, in] as int8 with a scale for each output, computed with in float32."""
        values, scales = rounded(value, 8)
        return self.add("Mul", self.add("Cast", self.constant(values.T), to=TensorProto.FLOAT), self.constant(scales.T))

    def damping(self, power: float) -> str:
        """[batch, sequence, 1]: how often a token stands in its text, to the power of -`power`."""
        self.nodes.append(helper.make_node("Unsqueeze", ["input_ids", self.constant(np.array([2]), "axis_2")], ["ids_down"]))
        self.nodes.append(helper.make_node("Unsqueeze", ["input_ids", self.constant(np.array([1]), "axis_1")], ["ids_across"]))
        same = self.add("Cast", self.add("Equal", "ids_down", "ids_across"), to=TensorProto.FLOAT)
        return self.add("Pow", self.add("ReduceSum", same, "axis_2", keepdims=1), self.constant(np.float32(-power)))

    def tokens(self, table: np.ndarray, bits: int) -> str:
        """input_ids → token vectors [batch, sequence, dim]."""
        table = np.array(table, dtype=np.float32)
        table[0] = 0
        values, scales = rounded(table, bits)
        scale = self.add("Gather", self.constant(scales), "input_ids")
        if bits == 8:
            found = self.add("Cast", self.add("Gather", self.constant(values), "input_ids"), to=TensorProto.FLOAT)
        else:
            found = self.halves(values, bits)
        return self.add("Mul", found, scale)

    def halves(self, values: np.ndarray, bits: int) -> str:
        """Numbers from -1.5 to 1.5 (-3.5 to 3.5, -7.5 to 7.5), packed; of three bits the upper one apart."""
        places = (values + 2 ** (bits - 1) - 0.5).astype(np.uint8)
        if bits == 3:
            lower, upper = (self.add("Cast", self.unpacked(part, size), to=TensorProto.FLOAT) for part, size in ((places & 3, 2), (places >> 2, 1)))
            found = self.add("Add", lower, self.add("Mul", upper, self.constant(np.float32(4))))
        else:
            found = self.add("Cast", self.unpacked(places, bits), to=TensorProto.FLOAT)
        return self.add("Sub", found, self.constant(np.float32(2 ** (bits - 1) - 0.5)))

    def unpacked(self, values: np.ndarray, bits: int) -> str:
        """Rows of the text's tokens; stored packed, a row cut into parts that lie one over the other in a byte."""
        count = 8 // bits
        parts = np.split(values.astype(np.uint8), count, axis=1)
        packed = self.add("Gather", self.constant(sum(part << np.uint8(bits * at) for at, part in enumerate(parts))), "input_ids")
        mask = self.constant(np.uint8(2**bits - 1))
        shifted = [packed] + [self.add("BitShift", packed, self.constant(np.uint8(bits * at)), direction="RIGHT") for at in range(1, count)]
        return self.add("Concat", *[self.add("BitwiseAnd", part, mask) for part in shifted], axis=-1)


def write_model(graph: Graph, dim: int, size: int, tokenizer_file: Path, folder: Path) -> None:
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "sequence"]) for n in ("input_ids", "attention_mask")]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "sequence", dim])
    made = helper.make_graph(graph.nodes, folder.name, inputs, [output], graph.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="wenbao", ir_version=8)
    onnx.checker.check_model(model)
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(folder / "onnx" / "model_quantized.onnx"))
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    settings = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": TOKEN_LIMIT, "pad_token": "[PAD]", "unk_token": "[UNK]"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=1))
    about = {"model_type": "bert", "architectures": ["BertModel"], "hidden_size": dim, "vocab_size": size, "max_position_embeddings": TOKEN_LIMIT}
    (folder / "config.json").write_text(json.dumps(about, indent=1))


def export_tiny(table: np.ndarray, bits: int, tokenizer_file: Path, folder: Path) -> None:
    graph = Graph()
    graph.add("Mul", graph.tokens(table, bits), graph.damping(DAMPING), name="last_hidden_state")
    write_model(graph, table.shape[1], len(table), tokenizer_file, folder)


def round_layers(model: Small) -> None:
    """Rounds the layers' matrices as they will be stored, in place."""
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, torch.nn.Linear):
                module.weight.copy_(torch.from_numpy(as_stored(module.weight.cpu().numpy(), 8)))


def export_small(model: Small, bits: int, tokenizer_file: Path, folder: Path) -> None:
    graph, shape = Graph(), model.shape
    value = lambda parameter: parameter.detach().float().cpu().numpy()
    linear = lambda x, module: graph.add("MatMul", x, graph.weight(value(module.weight)))
    norm = lambda x, module: graph.add("LayerNormalization", x, graph.constant(value(module.weight)), graph.constant(value(module.bias)), epsilon=module.eps)
    found = graph.tokens(value(model.table.weight), bits)
    missing = graph.add("Cast", graph.add("Equal", "attention_mask", graph.constant(np.int64(0))), to=TensorProto.FLOAT)
    hidden = graph.add("Unsqueeze", graph.add("Mul", missing, graph.constant(np.float32(-1e9))), graph.constant(np.array([1, 2])))
    distance = relative_places(graph)
    x = linear(graph.add("Mul", found, graph.constant(np.float32(1 / LENGTH))), model.enter)
    size = shape.width // shape.heads
    split, back = graph.constant(np.array([0, 0, 3, shape.heads, size])), graph.constant(np.array([0, 0, shape.width]))
    for layer in model.layers:
        parts = graph.add("Transpose", graph.add("Reshape", linear(norm(x, layer.before_attention), layer.into), split), perm=[2, 0, 3, 1, 4])
        q, k, v = (graph.add("Gather", parts, graph.constant(np.int64(i)), axis=0) for i in range(3))
        scores = graph.add("MatMul", graph.add("Mul", q, graph.constant(np.float32(size**-0.5))), graph.add("Transpose", k, perm=[0, 1, 3, 2]))
        near = graph.add("Transpose", graph.add("Gather", graph.constant(value(layer.near)), distance), perm=[2, 0, 1])
        share = graph.add("Softmax", graph.add("Add", graph.add("Add", scores, near), hidden), axis=-1)
        mixed = graph.add("Reshape", graph.add("Transpose", graph.add("MatMul", share, v), perm=[0, 2, 1, 3]), back)
        x = graph.add("Add", x, linear(mixed, layer.out))
        x = graph.add("Add", x, linear(graph.add("Relu", linear(norm(x, layer.before_inner), layer.up)), layer.down))
    x = norm(x, model.last)
    say = graph.add("Exp", graph.add("Add", linear(x, model.say), graph.constant(value(model.say.bias))))
    said = graph.add("Mul", graph.add("Mul", found, graph.damping(DAMPING)), say)
    graph.add("Add", said, linear(x, model.turn), name="last_hidden_state")
    write_model(graph, model.table.weight.shape[1], model.table.weight.shape[0], tokenizer_file, folder)


def relative_places(graph: Graph) -> str:
    """[sequence, sequence] indices into a layer's table of distances."""
    length = graph.add("Gather", graph.add("Shape", "input_ids"), graph.constant(np.int64(1)))
    at = graph.add("Range", graph.constant(np.int64(0)), length, graph.constant(np.int64(1)))
    apart = graph.add("Sub", graph.add("Unsqueeze", at, graph.constant(np.array([1]))), graph.add("Unsqueeze", at, graph.constant(np.array([0]))))
    near = graph.add("Clip", apart, graph.constant(np.int64(-FAR)), graph.constant(np.int64(FAR)))
    return graph.add("Add", near, graph.constant(np.int64(FAR)))


def write_checksums(folder: Path) -> None:
    """SHA256SUMS over what the program reads of the folder, which `wenbao doctor` holds it against."""
    files = sorted(f for f in folder.rglob("*") if f.suffix in (".json", ".onnx"))
    lines = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(folder).as_posix()}" for f in files]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n")
