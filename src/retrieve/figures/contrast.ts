import { z } from "zod";
import file from "../../../data/lexicon/contrasts.json" with { type: "json" };
import type { Figure } from "../../domain/figure.ts";
import type { ParsedQuestion } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { bandContrast } from "./age-bands.ts";
import type { AskedMeasure } from "./measures.ts";

const words = z.array(z.string());
const sideSchema = z.strictObject({ asked: words, told: words, marked: z.boolean().default(false) });

/**
 * data/lexicon/contrasts.json: things of one name that never stand for each other (报名 and 通过, 国家 and 校内奖学金). A number tells the side that is
 * named last before it within `reach`. `strict`: where a side is asked for, a number must tell it. `marked`: a number of this side answers
 * only when the side is asked for. `soft`: only where another number is left. `quote`: an entry whose name does not tell the side is
 * answered by the report's sentence. `whole`: its sides together are all that its `of` words name. `headings`: where the sentence tells no side, the
 * nearest heading that tells one alone does. `prose`: a sentence that tells another side alone is not quoted either.
 */
const contrastSchema = z.strictObject({
  id: z.string(),
  of: words,
  kinds: words.optional(),
  reach: z.enum(["item", "clause", "sentence"]),
  strict: z.boolean(),
  soft: z.boolean().default(false),
  quote: z.boolean().default(false),
  whole: z.boolean().default(false),
  headings: z.boolean().default(false),
  prose: z.boolean().default(false),
  sides: z.array(sideSchema).min(1),
});
export type Contrast = z.infer<typeof contrastSchema>;

const contrasts: readonly Contrast[] = z
  .array(contrastSchema)
  .parse(file)
  .map((one) => ({
    ...one,
    of: one.of.map(foldText),
    sides: one.sides.map((side) => ({ ...side, asked: side.asked.map(foldText), told: side.told.map(foldText) })),
  }));

/** How a number stands to what was asked: "other" speaks of something else, "rather" gives way to a number that does not. */
export type Standing = "fits" | "rather" | "other";

/** A contrast that a question draws. */
export interface Active {
  readonly contrast: Contrast;
  /** Index of the side asked for; null where none is. */
  readonly asked: number | null;
}

/** The contrasts that a question draws, found once; `entry` is what it asks for, where that is known. */
export function drawContrasts(
  { question: typed, indicators, population }: Pick<ParsedQuestion, "question" | "indicators" | "population">,
  asked: AskedMeasure,
): readonly Active[] {
  const { entry } = asked;
  const isOne = indicators.certainty === "missing" || indicators.certainty === "ambiguous" || indicators.value.length < 2;
  const question = foldText(isOne ? typed : asked.asked.words);
  const name = entry === null ? "" : foldText(entry.zh);
  const band = bandContrast(population);
  const drawn = contrasts.flatMap((contrast): Active[] => {
    if (contrast.of.length > 0 && !contrast.of.some((word) => question.includes(word) || name.includes(word))) return [];
    if (contrast.kinds !== undefined && entry !== null && !contrast.kinds.includes(entry.kind)) return [];
    const said = sidesIn(contrast, question, "asked");
    const named = sidesIn(contrast, name, "told");
    const sides = said.length > 0 ? said : named;
    if (sides.length > 1) return [];
    const [side = null] = sides;
    if (side === null && !contrast.sides.some(({ marked }) => marked)) return [];
    return [{ contrast, asked: side }];
  });
  return band === null ? drawn : [...drawn, band];
}

/** How a figure stands to the contrasts drawn; `text` is its report's. */
export function standingOf(active: readonly Active[], figure: Figure, text: string): Standing {
  let standing: Standing = "fits";
  for (const { contrast, asked } of active) {
    if (contrast.kinds?.includes(figure.kind) === false) continue;
    const told = toldSide(contrast, figure, text);
    const isOther = told === null ? contrast.strict && asked !== null : asked === null ? (contrast.sides[told]?.marked ?? false) : told !== asked;
    if (!isOther) continue;
    if (!contrast.soft) return "other";
    standing = "rather";
  }
  return standing;
}

/** Whether a figure tells the very side that is asked for: 完成投资650万元 beside a total, where what was spent is asked. */
export function tellsSideAsked(active: readonly Active[], figure: Figure, text: string): boolean {
  return active.some(({ contrast, asked }) => asked !== null && contrast.kinds?.includes(figure.kind) !== false && toldSide(contrast, figure, text) === asked);
}

/** The side that the question asks for in a word that the entry's own name does not tell; null where there is none. */
export function sideAsked(active: readonly Active[], { entry }: AskedMeasure, { question }: Pick<ParsedQuestion, "question">): string | null {
  const [name, said] = [foldText(entry?.zh ?? ""), foldText(question)];
  for (const { contrast, asked } of active) {
    const side = asked === null || !contrast.quote ? undefined : contrast.sides[asked];
    const word = side?.told.some((one) => name.includes(one)) === true ? undefined : side?.asked.find((one) => said.includes(one));
    if (word !== undefined) return word;
  }
  return null;
}

/** Chooses the figures that may answer: none of something else, and of those that give way only where no other is left. */
export type Keeper = (figures: readonly Figure[]) => readonly Figure[];

/** A keeper for the cells of one measure; a figure is judged once, and where no text is read (`textOf` null) a name is. */
export function fittingKeeper(active: readonly Active[], textOf: ((figure: Figure) => string) | null): Keeper {
  if (active.length === 0) return (figures) => figures;
  const judged = new Map<string, Standing>();
  const judge = (figure: Figure): Standing => {
    const key = textOf === null ? `${figure.kind} ${nameOf(figure)}` : figure.id;
    const standing = judged.get(key) ?? standingOf(active, figure, textOf === null ? "" : textOf(figure));
    judged.set(key, standing);
    return standing;
  };
  return (figures) => {
    if (figures.length === 0) return figures;
    const fitting = figures.filter((figure) => judge(figure) === "fits");
    return fitting.length > 0 ? fitting : figures.filter((figure) => judge(figure) === "rather");
  };
}

/** What a figure is called: its own words, and those of the group and the part that it speaks of. */
const nameOf = ({ indicator, population, subject }: Figure): string => `${indicator.words}${population ?? ""}${subject ?? ""}`;

/** Whether two numbers are, by what they are called, the sides that together make a whole (在编, 编外), and `asked` names that whole and neither side. */
export function areSidesOf(asked: string, a: string, b: string): boolean {
  return contrasts.some((contrast) => {
    if (!contrast.whole || !contrast.of.some((word) => asked.includes(word)) || sidesIn(contrast, asked, "asked").length > 0) return false;
    const [one, other] = [a, b].map((name) => (contrast.of.some((word) => name.includes(word)) ? sidesIn(contrast, name, "told") : []));
    return one?.length === 1 && other?.length === 1 && one[0] !== other[0];
  });
}

/** Whether a name tells the very side of a whole that is asked for (合同工: 编外教职工). */
export function isSideAsked(asked: string, name: string): boolean {
  return contrasts.some((contrast) => {
    const [side, ...more] = contrast.whole ? sidesIn(contrast, asked, "asked") : [];
    return side !== undefined && more.length === 0 && sidesIn(contrast, name, "told").join() === String(side);
  });
}

const wordLists = new WeakMap<Contrast, Readonly<Record<"asked" | "told", readonly { readonly word: string; readonly index: number }[]>>>();

/** All words of a contrast with their sides, longest first. */
function wordsOf(contrast: Contrast, by: "asked" | "told"): readonly { readonly word: string; readonly index: number }[] {
  const held = wordLists.get(contrast);
  if (held !== undefined) return held[by];
  const listOf = (side: "asked" | "told") =>
    contrast.sides.flatMap((one, index) => one[side].map((word) => ({ word, index }))).toSorted((a, b) => b.word.length - a.word.length);
  const made = { asked: listOf("asked"), told: listOf("told") };
  wordLists.set(contrast, made);
  return made[by];
}

/** The sides whose words stand in what is said; 在编 within 不在编 is no word of its own. */
function sidesIn(contrast: Contrast, said: string, by: "asked" | "told"): readonly number[] {
  const found = new Set<number>();
  let left = said;
  for (const { word, index } of wordsOf(contrast, by)) {
    if (!left.includes(word)) continue;
    found.add(index);
    left = left.replaceAll(word, "\n".repeat(word.length));
  }
  return [...found].sort((a, b) => a - b);
}

/** The side that a number tells: that of its own name, else the one named last before it, else right behind it. */
function toldSide(contrast: Contrast, figure: Figure, text: string): number | null {
  const own = foldText(nameOf(figure));
  const inName = sidesIn(contrast, own, "told");
  if (inName.length === 1) return inName[0] ?? null;
  if (text === "") return null;
  const { context, start, end } = figure.source;
  const before = reachOf(contrast, foldText(text.slice(context.start, start)));
  const last = contrast.sides
    .map((side, index) => ({ index, at: Math.max(...side.told.map((word) => before.lastIndexOf(word))) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => b.at - a.at)[0];
  if (last !== undefined) return last.index;
  const behind = /^[^,，;；。、(（\d]{0,12}/.exec(foldText(text.slice(end, Math.min(context.end, end + 12))))?.[0] ?? "";
  return sidesIn(contrast, behind, "told")[0] ?? (contrast.headings ? sideOfHeadings(contrast, figure.source.section) : null);
}

function sideOfHeadings(contrast: Contrast, section: readonly string[]): number | null {
  const told = section.map((heading) => sidesIn(contrast, foldText(heading), "told"));
  return told.findLast((sides) => sides.length === 1)?.[0] ?? null;
}

const ofProse = contrasts.filter(({ prose }) => prose);

/** 二期什么时候完工 beside a sentence on 一期 alone: tells of words (folded) whether they tell only other sides than the one that a question asks for. */
export function otherSideTest(question: string): (words: string) => boolean {
  const asked = foldText(question);
  const drawn = ofProse.flatMap((contrast) => {
    const isOf = contrast.of.length === 0 || contrast.of.some((word) => asked.includes(word));
    const wanted = isOf ? sidesIn(contrast, asked, "asked") : [];
    return wanted.length === 0 ? [] : [{ contrast, wanted }];
  });
  return (words) =>
    drawn.some(({ contrast, wanted }) => {
      const told = sidesIn(contrast, words, "told");
      return told.length > 0 && !told.some((side) => wanted.includes(side));
    });
}

const CLAUSE_ENDS = ["，", ",", ";", "；", "。", ":", "："];

function reachOf({ reach }: Contrast, before: string): string {
  if (reach === "sentence") return before;
  const clause = before.slice(Math.max(...CLAUSE_ENDS.map((mark) => before.lastIndexOf(mark))) + 1);
  return reach === "clause" ? clause : (/[^、\d]*$/.exec(clause)?.[0] ?? "");
}
