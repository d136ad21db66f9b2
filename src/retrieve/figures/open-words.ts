import type { QuantityKind } from "../../domain/figure.ts";
import type { ParsedQuestion } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { glossGroups } from "../english/glossary.ts";
import { type WordGroup, wordGroups } from "../word-groups.ts";
import type { FigureSearchDeps } from "./figures.ts";
import type { AskedMeasure } from "./measures.ts";

/** Share of a name's characters that its words must hold. */
const LEAST_CUT = 0.51;
export const HAN = /[\u3400-\u9fff]/;
/** A word of the question that does not belong to the name of the thing counts so much of one that does. */
const SURROUNDING_SHARE = 0.8;
/** What follows a name in English and says more of it. */
const HEAD_ENDS = /\s(?:of|in|on|at|to|for|from|by|with|that|who|which|whose|per|under|during|among|and|or)\s.*$/i;
const COUNTED_OF = /^(?:the )?(?:total )?(?:number|amount|count|share|percentage|proportion|rate|size) of (?:the )?/i;

/** "visitors to the training base" → 来访: the last word of the name itself, as reports may have it; none where no vocabulary has it. */
export function headNoun(words: string): readonly WordGroup[] {
  const last = words.replace(COUNTED_OF, "").replace(HEAD_ENDS, "").trim().split(/\s+/).at(-1) ?? "";
  return glossGroups(last).map((group) => ({ words: group, weight: 1 }));
}

/** One of several kinds of number asked of one thing: it says itself what it wants. */
export const isApart = ({ asked }: AskedMeasure): boolean => asked.kind === "open" && asked.apart !== undefined;

export const thingOf = ({ asked }: AskedMeasure): string => (asked.kind === "open" ? (asked.apart?.thing ?? asked.words) : asked.words);

/** Where the dictionary cuts a name to pieces that hold little of it (非|遗传|承), the whole name is looked for. */
export function ownGroups(deps: FigureSearchDeps, words: string): readonly WordGroup[] {
  const groups = wordGroups(deps.segmenter, words);
  const folded = foldText(words).replace(/\s+/g, "");
  const held = groups.reduce((sum, group) => sum + Math.max(0, ...group.words.filter((word) => folded.includes(word)).map((word) => word.length)), 0);
  return groups.length > 0 && held < folded.length * LEAST_CUT ? [{ words: [folded], weight: 1 }] : groups;
}

/** 双师型教师有171人吧 asks for people. */
export function kindOfPremise({ lexicon }: FigureSearchDeps, { premise }: ParsedQuestion): QuantityKind | null {
  return premise === null ? null : (lexicon.units.byId(premise.unit)?.kind ?? null);
}

/** What else the question says of the one thing asked for: 招聘会 for 多少家企业参加. */
export function surroundingGroups(deps: FigureSearchDeps, parsed: ParsedQuestion, own: readonly WordGroup[]): readonly WordGroup[] {
  const known = own.flatMap((group) => group.words);
  return wordGroups(deps.segmenter, parsed.searchText)
    .filter((group) => !group.words.some((word) => known.some((other) => other.includes(word) || word.includes(other))))
    .map((group) => ({ ...group, weight: group.weight * SURROUNDING_SHARE }));
}
