import { shareHeld, thingsAmong, type WordGroup } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import { enumeratedItems } from "../../text/listed-items.ts";
import type { ComposeContext } from "../draft.ts";
import { type Extract, isTabular, readSentences } from "./extracts.ts";
import { findHonourLists, HONOURS } from "./levelled-lists.ts";
import { asksOrganisations, namesOrganisations } from "./list-signs.ts";

const LEAST_ITEMS = 2;
/** Share of what was asked about that the sentence of a list holds with the heading right above it, and that the clause of the list holds. */
const LEAST_SHARED = 0.75;
const LEAST_IN_CLAUSE = 0.3;
const WIDEST_GAP = 0.25;
const MOST_LISTS = 2;
const WEIGHTS = { clause: 1.5, sentence: 1, items: 0.05 } as const;
const MOST_ITEMS = 8;
/** 甲、乙等四家企业: the names are said to be such. */
const CLOSED_BY_THEM = /、[^、。；;，,]{2,20}(?:等|[\d一二两三四五六七八九十]+[家所个])[^、。；;，,]{0,8}(?:企业|公司|单位|学校|院校|高校|机构)/;
/** 省级5项、市级9项 are numbers, and no names. */
const NUMBERED = /\d+(?:\.\d+)?[\u4e00-\u9fff%]{0,3}$/;

/**
 * Names beside each other in a clause that speaks of the thing asked for (与甲、乙等四家企业合建产业学院), where no sentence is a list by its form: the
 * nearest first.
 */
export function findNamedLists(context: ComposeContext): readonly Extract[] {
  const { topics, wholeReports, passages } = context.evidence;
  const things = thingsAmong(topics);
  const asked = things.length > 0 ? things : topics;
  if (asked.length === 0 || context.parsed.language === "en") return [];
  const honours = HONOURS.test(context.parsed.question) ? findHonourLists(context) : [];
  if (honours.length > 0) return honours;
  const weigh = (words: string): number => shareHeld(words, asked);
  const read = wholeReports.length > 0 ? wholeReports : passages.map(({ passage }) => passage);
  const found = read.flatMap((passage) => {
    const heading = foldText(passage.sectionPath.at(-1) ?? "").replace(/\s+/g, "");
    return readSentences(context, passage).flatMap(({ extract, words }) => {
      const near = weigh(`${heading}${words}`);
      if (near < LEAST_SHARED || isTabular(words)) return [];
      const items = enumeratedItems(words, weigh).map(({ start, end }) => words.slice(start, end));
      if (items.length < LEAST_ITEMS || items.some((item) => item.length < 2 || NUMBERED.test(item))) return [];
      if (asksOrganisations(context) && !namesOrganisations(words) && !CLOSED_BY_THEM.test(words)) return [];
      const clause = weigh(around(clauseOf(words, items[0] ?? ""), items, asked));
      if (clause < LEAST_IN_CLAUSE) return [];
      return [{ extract, score: WEIGHTS.clause * clause + WEIGHTS.sentence * weigh(words) + WEIGHTS.items * Math.min(items.length, MOST_ITEMS) }];
    });
  });
  const ordered = found.toSorted((a, b) => b.score - a.score);
  const best = ordered[0]?.score ?? 0;
  return ordered
    .filter(({ score }) => score >= best - WIDEST_GAP)
    .slice(0, MOST_LISTS)
    .map(({ extract }) => extract);
}

/** The stretch between two marks that end a clause in which the list begins. */
function clauseOf(words: string, first: string): string {
  const at = words.indexOf(first);
  const from = Math.max(0, ...["。", "；", ";", "，", ","].map((mark) => words.lastIndexOf(mark, at) + 1));
  const behind = words.slice(at).search(/[。；;，,]/);
  return words.slice(from, behind < 0 ? words.length : at + behind);
}

/** A clause without items that chance to hold a word of what was asked for; names of one kind (…产业学院、…产业学院) all bear it. */
function around(clause: string, items: readonly string[], asked: readonly WordGroup[]): string {
  const bears = (item: string, group: WordGroup): boolean => group.words.some((word) => item.includes(word));
  const isOfKind = asked.some((group) => items.filter((item) => bears(item, group)).length * 2 > items.length);
  return isOfKind ? clause : items.reduce((rest, item) => rest.replace(item, ""), clause);
}
