import { z } from "zod";
import file from "../../../data/lexicon/denominators.json" with { type: "json" };
import type { Figure } from "../../domain/figure.ts";
import { type IndicatorId, toIndicatorId } from "../../domain/ids.ts";
import { foldText } from "../../text/fold.ts";
import type { QuotientRule } from "./operands.ts";

/** data/lexicon/denominators.json: wholes that shares are taken of, each with the entry that counts it, and those that hold it, nearest first. */
const wholes = z
  .array(z.strictObject({ entry: z.string(), words: z.array(z.string()).min(1), wider: z.array(z.string()).default([]) }))
  .parse(file)
  .map(({ entry, words, wider }) => ({ entry: toIndicatorId(entry), words: words.map(foldText), wider: wider.map(toIndicatorId) }));

/** 占专任教师的比例, 占全体教职工多少, what share of the full-time teachers. */
const ASKED =
  /占(?:了|到|全部|所有|全体|全校|全院|学校|总)*([\u4e00-\u9fff]{2,8})|(?:share|percentage|proportion|percent) of (?:the |all |its |their )*([a-z -]{4,24})/;
/** 占专业课教师的88.76%: the words right before a number. */
const TOLD = /占(?:了|到|全部|所有|全体|全校|全院|学校|总)*([\u4e00-\u9fff]{2,10})$/;

/** 专任教师中，双师型教师121人，占68.75%: the whole is said before what is counted of it. */
const WITHIN = /(?:^|[，,；;])([\u4e00-\u9fff]{2,8})[中里][，,]?[^。；;]{2,30}?占$/;

function wholeIn(words: string): IndicatorId | null {
  const found = wholes.flatMap(({ entry, words: names }) => names.flatMap((name) => (words.startsWith(name) ? [{ entry, name }] : [])));
  return found.toSorted((a, b) => b.name.length - a.name.length)[0]?.entry ?? null;
}

/** The entry that counts the whole of which a question asks a share; null where it names none. */
export function wholeAsked(question: string): IndicatorId | null {
  const match = ASKED.exec(foldText(question));
  return wholeIn(match?.[1] ?? match?.[2] ?? "");
}

/** Whether a share is printed as one of another whole: 占专业课教师的88.76% where the share of 专任教师 is asked. */
export function isOfOtherWhole(asked: IndicatorId | null, figure: Figure, text: string): boolean {
  if (asked === null || figure.unit !== "%") return false;
  const { context, start } = figure.source;
  const before = foldText(text.slice(context.start, start)).replace(/\s+/g, "");
  const own = TOLD.exec(before)?.[1] ?? WITHIN.exec(before)?.[1];
  const told = own === undefined ? null : wholeIn(own);
  return told !== null && told !== asked;
}

/** How a share follows of the whole that was asked for: its family's number over that of the whole. */
export function ruleOfWhole(asked: IndicatorId, result: IndicatorId, tops: readonly IndicatorId[]): QuotientRule {
  return { result, kind: "share", tops: tops.filter((id) => id !== asked), bottoms: [asked] };
}

/** The same shares taken of the next wider wholes, nearest first, where their own whole is not given. */
export function widerRules(rules: readonly QuotientRule[]): readonly QuotientRule[] {
  return rules.flatMap((rule) => {
    const own = rule.kind === "share" ? wholes.find(({ entry, wider }) => wider.length > 0 && rule.bottoms.includes(entry)) : undefined;
    if (own === undefined) return [];
    return own.wider.filter((id) => !rule.bottoms.includes(id)).map((id) => ({ ...rule, bottoms: [id], wanting: own.entry }));
  });
}
