import { type Span, spanContains, spansOverlap } from "../../domain/span.ts";
import type { Draft } from "../draft.ts";
import { type Found, type FoundOf, ofKind } from "../reading.ts";
import { chooseNames } from "./choose-names.ts";

type Name = FoundOf<"owner"> | FoundOf<"unknown_owner">;

const lengthOf = (span: Span): number => span.end - span.start;
const NAME_ORDER: Readonly<Record<string, number>> = { "owner.name": 0, "owner.abbreviation": 1, "owner.pinyin": 2 };
const rankOf = (item: Name): number => NAME_ORDER[item.rule] ?? 3;

/**
 * Leaves of findings that cover the same characters the one that says most: names of owners over all else, the longest indicator name,
 * indicators over cues and numbers inside them, a subject over the plain 专业 inside it.
 */
export function resolveOverlaps(draft: Draft): Draft {
  const { found, text } = draft.reading;
  const names = keepLongest([...ofKind(found, "owner"), ...ofKind(found, "unknown_owner")].sort((a, b) => lengthOf(b) - lengthOf(a) || rankOf(a) - rankOf(b)));
  const free = (item: Span): boolean => !names.some((name) => spansOverlap(name, item));
  const allSubjects = keepLongest(ofKind(found, "subject").filter(free));
  const candidates = mergeEqual(ofKind(found, "indicator").filter((item) => free(item) && !countsOther(draft, item) && !cutsPart(draft, item)));
  // 专业有多少 is longer than 机电专业 and says less: counting words say nothing.
  const contentOf = (item: Span): number => text.slice(item.start, item.end).replace(/[有多少几个名位人的是]/g, "").length;
  const inSubject = (item: Span): boolean => allSubjects.some((subject) => contentOf(subject) > contentOf(item) && spansOverlap(subject, item));
  const indicators = chooseNames(
    text,
    candidates.filter((item) => !inSubject(item)),
  );
  const subjects = allSubjects.filter((subject) => !indicators.some((item) => spansOverlap(item, subject)));
  const solid: Span[] = [...names, ...indicators];
  const periods = ofKind(found, "period").filter(
    (item) => !names.some((name) => spanContains(name, item)) && !indicators.some((other) => spanContains(other, item)),
  );
  const tops = ofKind(found, "top").filter((item) => !solid.some((other) => spansOverlap(other, item)));
  const references = ofKind(found, "cue").filter((item) => item.cue.startsWith("ref_"));
  // The unit may be an indicator's name ("2000 students"); the numeral may not.
  const populations = keepLongest(ofKind(found, "population").filter((item) => ![...solid, ...subjects].some((other) => spansOverlap(other, item))));
  // 50岁以上的老师: the number bounds who is counted.
  const ages = populations.filter((item) => item.rule === "population.age");
  const quantities = ofKind(found, "quantity").filter(
    (item) => ![...solid, ...periods, ...tops, ...subjects, ...references, ...ages].some((other) => spansOverlap(other, item.quantity.numeral)),
  );
  const units = ofKind(found, "unit").filter((item) => !isInside(item, solid));
  // The 高多少 of 杭州职高多少学生 begins inside a name.
  const cues = ofKind(found, "cue").filter((cue) => !isHidden(cue, solid) && !cue.pieces.some((piece) => names.some((name) => cutsInto(piece, name))));
  const yardsticks = ofKind(found, "yardstick");
  return {
    ...draft,
    found: [...names, ...yardsticks, ...indicators, ...subjects, ...populations, ...periods, ...tops, ...quantities, ...units, ...cues].sort(byPlace),
  };
}

const byPlace = (a: Found, b: Found): number => a.start - b.start || b.end - a.end;

/** 平均每个学生多少本: the unit after the counting word is of another kind than the name that ends with it. */
function countsOther(draft: Draft, item: FoundOf<"indicator">): boolean {
  const { text, lexicon } = draft.reading;
  if (!/(?:多少|几)$/.test(text.slice(item.start, item.end))) return false;
  const unit = lexicon.units.matchAt(text, item.end)?.entry;
  const entries = item.ids.flatMap((id) => lexicon.indicator(id) ?? []);
  return unit !== undefined && entries.every((entry) => entry.kind === "average" && !entry.units.includes(unit.id));
}

/** 哪些专业*的*专任教师: the parts that are asked about are no beginning of the name of what each has. */
function cutsPart({ reading: { text, found } }: Draft, item: FoundOf<"indicator">): boolean {
  return ofKind(found, "cue").some(
    ({ cue, start, end }) => cue === "which_part" && text.charAt(end) === "的" && item.start > start && item.start < end && item.end > end,
  );
}

/** A cue whose head lies in a name is part of the name; so is a comparison whose adjective does. */
function isHidden(cue: FoundOf<"cue">, solid: readonly Span[]): boolean {
  // 计划招生 is a name, and a plan is asked about all the same.
  // Neither is 多招了多少学生 any less a difference.
  if (cue.cue === "plan_words" || cue.cue === "difference") return false;
  const pieces = cue.cue.startsWith("comp_") ? cue.pieces : cue.pieces.slice(0, 1);
  return pieces.some((piece) => isInside(piece, solid));
}

const cutsInto = (piece: Span, name: Span): boolean => spansOverlap(piece, name) && !spanContains(piece, name);

function isInside(piece: Span, solid: readonly Span[]): boolean {
  return solid.some((item) => spanContains(item, piece));
}

/** Walks candidates in order of preference and keeps those that touch none kept before; gives them back in order of place. */
function keepLongest<T extends Span>(candidates: readonly T[]): T[] {
  const kept: T[] = [];
  for (const item of candidates) if (!kept.some((other) => spansOverlap(other, item))) kept.push(item);
  return kept.sort((a, b) => a.start - b.start);
}

/** One finding per span, with the ids of all lists that name it, in their order. */
function mergeEqual(items: readonly FoundOf<"indicator">[]): FoundOf<"indicator">[] {
  const bySpan = new Map<string, FoundOf<"indicator">>();
  for (const item of items) {
    const key = `${item.start}-${item.end}`;
    const held = bySpan.get(key);
    bySpan.set(key, held === undefined ? item : { ...held, ids: [...new Set([...held.ids, ...item.ids])] });
  }
  return [...bySpan.values()];
}
