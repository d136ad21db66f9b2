import lightWords from "../../../data/lexicon/light-words.json" with { type: "json" };
import type { Figure } from "../../domain/figure.ts";
import { type Span, spanContains } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { keepByObject, keepByText } from "../../text/keep-by-text.ts";
import { splitClauses } from "../../text/sentences.ts";
import { characterBigrams } from "../../text/tokens.ts";
import { holdsGroup, type WordGroup } from "../word-groups.ts";

/** What a word counts by where it stands: in the figure's own words, its item of a list, its clause, around it, the headings. */
const ZONE_WEIGHTS = { own: 1, item: 0.9, clause: 0.75, leading: 0.65, trailing: 0.45, whole: 0.4, otherNumber: 0.1, before: 0.45, heading: 0.4 } as const;
/** A word that says little of the thing itself (买, 参加) counts so much of one that does. */
const LIGHT_SHARE = 0.2;
const LIGHT: ReadonlySet<string> = new Set([...lightWords.zh, ...lightWords.en].map(foldText));
/** 3. 雨露计划：…: what a whole item of a list is told of. */
const LABEL = /^\s*(?:[(（]?[\d一二三四五六七八九十]{1,2}[)）.、]?\s*|[-*•]\s*)?([^:：,，;；。\d]{2,16})[:：]/;
/** 其中 takes up what was said before. */
const TAKES_UP = /^(?:其中|另有|另外|其|此外|当中)/;
/** 专任教师中具有高级职称的: what stands before 中 is the whole that is counted in, not the thing counted; 在…中 is a place. */
const WHOLE = /^(?!在)[^,]{2,16}?[中里](?=[,有具的获取拥为]|持|[^,\d]{2,14}\d)/;
/** Numbers that name a time or a class and measure nothing. */
const NO_MEASURE = /\d{2,4}\s*(?:年|学年|级|届)|\d{1,2}\s*[月日号]|\d+班/g;
/** What an own name may hold beside the thing asked for without being another thing. */
const GENERIC = /学生|毕业生|学校|学院|本年度|本年|年度|全校|人数|总数|数量|数$|共有|现有|目前|共|总|有|的|为|是|达到|达|全日制|在|了|开展|开设|占/g;

/** How a figure answers to what was asked, each 0…1. */
export interface FigureFit {
  readonly figure: Figure;
  /** How much of what was asked stands with the number, each word by its place. */
  readonly fit: number;
  /** How much of the number's own name was asked for: 初次就业率 is more than 就业率. */
  readonly named: number;
  /** Character pairs of that name that were not asked for. */
  readonly besides: number;
  /** The number's clause, for measures of meaning. */
  readonly clause: string;
}

/** The groups with what says little of the thing made light; all as they are where nothing else is left. */
export function weighGroups(groups: readonly WordGroup[]): readonly WordGroup[] {
  const isLight = (group: WordGroup): boolean => group.words.some((word) => LIGHT.has(word));
  if (groups.every(isLight)) return groups;
  return groups.map((group) => (isLight(group) ? { ...group, weight: group.weight * LIGHT_SHARE } : group));
}

/** Measures a figure against the words asked for: `groups` as they are looked for, `name` as they were said. `text` is its report's. */
export function fitFigure(groups: readonly WordGroup[], name: string, figure: Figure, text: string): FigureFit {
  const { zones, clause } = zonesOf(figure, text);
  const weight = groups.reduce((sum, group) => sum + group.weight, 0);
  const total = groups.reduce((sum, group) => sum + group.weight * Math.max(0, ...zones.map((zone) => zone.weight * holdsGroup(zone.words, group))), 0);
  return { figure, fit: weight === 0 ? 0 : total / weight, ...ownName(groups, name, figure), clause };
}

/** Whether a figure's name or its sentence holds the head noun of an English name, whole; of a name without one it does. */
export function holdsHead(head: readonly WordGroup[], figure: Figure, text: string): boolean {
  const { context } = figure.source;
  const said = foldText(`${text.slice(context.start, context.end)} ${figure.indicator.name} ${figure.population ?? ""}`).replace(/\s+/g, "");
  return head.every((group) => [...group.words, ...(group.near ?? []).map(({ word }) => word)].some((word) => said.includes(word)));
}

/** Share of the character pairs of the figure's own name that the words asked for hold; 1 where nothing but general words is left. */
function ownName(groups: readonly WordGroup[], name: string, figure: Figure): Pick<FigureFit, "named" | "besides"> {
  const pairs = pairsOfName(figure.indicator.words === "" ? figure.indicator.name : figure.indicator.words);
  if (pairs.length === 0) return { named: 1, besides: 0 };
  const asked = pairsAsked(groups, name);
  const held = pairs.filter((pair) => asked.has(pair)).length;
  return { named: held / pairs.length, besides: pairs.length - held };
}

const MAX_KEPT = 4_000;
const pairsOfName = keepByText(MAX_KEPT, (name) =>
  characterBigrams(
    foldText(name)
      .replace(/[\s"'《》()]/g, "")
      .replace(GENERIC, " "),
  ),
);
const pairsAsked = keepByObject(
  (groups: readonly WordGroup[], name: string): ReadonlySet<string> =>
    new Set([foldText(name), ...groups.flatMap((group) => group.words)].flatMap((word) => characterBigrams(word))),
);

interface Zone {
  readonly words: string;
  readonly weight: number;
}

/** What stands around a figure, for any question. */
const zonesOf = keepByObject((figure: Figure, text: string): { readonly zones: readonly Zone[]; readonly clause: string } => {
  const { context } = figure.source;
  const sentence = foldText(text.slice(context.start, context.end));
  const at = { start: figure.source.start - context.start, end: figure.source.end - context.start };
  const clauses = splitClauses(sentence);
  const clause = clauses.find((span) => spanContains(span, at)) ?? { start: 0, end: sentence.length };
  const item = { start: Math.max(clause.start, sentence.lastIndexOf("、", at.start)), end: nextMark(sentence, at.end, clause.end) };
  const words = (span: Span): string => sentence.slice(span.start, span.end).replace(/\s+/g, "");
  const others = clauses.filter((span) => span.start !== clause.start).map((span) => otherZone(words(span), span, at, words(clause)));
  const [whole] = words(clause).match(WHOLE) ?? [""];
  const within = (span: Span): string => (span.start === clause.start ? words(span).slice(whole.length) : words(span));
  const zones: readonly Zone[] = [
    { words: foldText(`${figure.indicator.name} ${figure.indicator.words} ${figure.subject ?? ""} ${figure.population ?? ""}`), weight: ZONE_WEIGHTS.own },
    { words: within(item), weight: ZONE_WEIGHTS.item },
    { words: within(clause), weight: ZONE_WEIGHTS.clause },
    { words: whole, weight: ZONE_WEIGHTS.whole },
    ...others,
    { words: LABEL.exec(sentence)?.[1]?.replace(/\s+/g, "") ?? "", weight: ZONE_WEIGHTS.clause },
    ...(TAKES_UP.test(sentence.trimStart()) ? [{ words: sentenceBefore(text, context.start), weight: ZONE_WEIGHTS.before }] : []),
    { words: foldText(figure.source.section.join(" ")).replace(/\s+/g, ""), weight: ZONE_WEIGHTS.heading },
  ];
  return { zones, clause: words(clause) };
});

/** A clause with a number of its own speaks of that number, unless 其中 takes it up; one without leads up to the others. */
function otherZone(words: string, span: Span, at: Span, clause: string): Zone {
  const isBefore = span.end <= at.start;
  if (isBefore && /^(?!在).{2,20}[中里],?$/.test(words)) return { words, weight: ZONE_WEIGHTS.whole };
  if (!/\d/.test(words.replace(NO_MEASURE, ""))) return { words, weight: isBefore ? ZONE_WEIGHTS.leading : ZONE_WEIGHTS.trailing };
  return { words, weight: isBefore && TAKES_UP.test(clause) ? ZONE_WEIGHTS.whole : ZONE_WEIGHTS.otherNumber };
}

const LONGEST_BEFORE = 120;

function sentenceBefore(text: string, start: number): string {
  const before = foldText(text.slice(Math.max(0, start - LONGEST_BEFORE), start)).trimEnd();
  const end = before.slice(0, -1).search(/[。;；!?][^。;；!?]*$/);
  return before.slice(end + 1).replace(/\s+/g, "");
}

function nextMark(sentence: string, from: number, limit: number): number {
  const mark = sentence.indexOf("、", from);
  return mark === -1 || mark > limit ? limit : mark;
}
