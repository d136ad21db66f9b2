import type { Span } from "../../domain/span.ts";
import type { Draft } from "../draft.ts";
import type { FoundOf } from "../reading.ts";
import { exactMatch, textOf } from "./indicator-names.ts";

/** Nouns too common to be names in a report (学生, 专业) are names once they are counted or listed: 学生 → 学生数. */
export function completeNoun(draft: Draft, piece: Span): FoundOf<"indicator"> | null {
  const words = textOf(draft, piece);
  for (const name of [`${words}数`, `${words}人数`, `多少${words}`, `有多少${words}`, `在校${words}数`, `${words}总数`, `number of ${words}`]) {
    const ids = exactMatch(draft, name);
    if (ids !== null) return { kind: "indicator", start: piece.start, end: piece.end, ids, from: "ask", rule: "indicator.completed" };
  }
  return null;
}

const JOINT = /[、和与及,，]/;

/** 师资、学生和就业: common nouns that stand in one row with names, each wholly between two joints. */
export function completeRow(draft: Draft, pieces: readonly Span[], items: readonly FoundOf<"indicator">[]): readonly FoundOf<"indicator">[] {
  const { text } = draft.reading;
  if (items.length === 0) return [];
  return pieces.flatMap((piece) => {
    const after = JOINT.test(text[piece.end] ?? "");
    const before = JOINT.test(text[piece.start - 1] ?? "");
    const beside = items.some((item) => item.start === piece.end + 1 || item.end + 1 === piece.start) || (before && after);
    const item = (after || before) && beside ? completeNoun(draft, piece) : null;
    return item === null ? [] : [item];
  });
}
