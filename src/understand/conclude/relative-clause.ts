import type { Indicator } from "../../domain/indicator.ts";
import { type Span, spansOverlap } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { characterBigrams } from "../../text/tokens.ts";
import type { Draft } from "../draft.ts";
import { cityNames, provinceNames } from "../owners/school-words.ts";
import { ofKind } from "../reading.ts";
import { textOf } from "./indicator-names.ts";
import { isNeutral } from "./weigh-names.ts";

const PERSON = "人";
const LEAST = 2;
const MOST = 14;
const HAN = /^[\u4e00-\u9fff]+$/;
/** Words by which a question asks, or goes on to something else: no clause reaches over them. */
const BOUND = /[，,。；;：:？?！!、\s]|有?(?:多少|几)[个名位人]?|哪[些个所]|谁|什么|那么|请问|学校|学院|[两三四五各]校/g;
/** Opens a clause and is no part of what it says: 平湖的, 有被…过的. */
const OPENS = /^(?:的|有|里面?的?|中|那边|现在|目前|今年|去年|现有|当年|每年|一共|总共|所有|全部)+/;

/**
 * 被开除的学生, 在上海跟岗的平湖老师: the clause with 的 right before the name of what is counted, where a part of it is explained by no vocabulary. Its
 * characters may lie apart, since some of them are words of asking elsewhere (被, 除). Null where there is none.
 */
export function relativeClause(draft: Draft, name: Span, entry: Indicator): Span | null {
  const end = endOfClause(draft, name);
  if (end === null) return null;
  const clause = { start: startOfClause(draft, end), end };
  const words = textOf(draft, clause);
  if (words.length < LEAST || words.length > MOST || !HAN.test(words) || isNeutral(words)) return null;
  if (draft.found.some((item) => ["indicator", "population", "subject", "period"].includes(item.kind) && spansOverlap(item, clause))) return null;
  const isUnknown =
    draft.residue.some((piece) => spansOverlap(piece, clause)) || ofKind(draft.found, "unknown_owner").some((item) => spansOverlap(item, clause));
  const own = foldText([entry.zh, ...entry.aliases.zh, ...entry.aliases.ask].join(" "));
  return isUnknown && !characterBigrams(words).some((pair) => own.includes(pair)) ? clause : null;
}

const PLACES = [...provinceNames, ...cityNames].toSorted((a, b) => b.length - a.length);
const TOWARDS = new RegExp(`(?:[在到去赴往是]|来?自)(${PLACES.join("|")})(?!\\p{Script=Han}{0,3}[校院])`, "gu");

/** 在杭州实习的学生, 有多少老师去上海跟岗: a place other than the schools' own where it is done says of which students, or teachers, it is asked how many. */
export function placeOfDoing({ reading, found }: Draft, entry: Indicator): Span | null {
  if (entry.unit !== PERSON) return null;
  for (const match of reading.text.matchAll(TOWARDS)) {
    const end = match.index + match[0].length;
    const place = { start: end - (match[1]?.length ?? 0), end };
    if (!found.some((item) => item.kind === "owner" && spansOverlap(item, place))) return place;
  }
  return null;
}

/** The place of 的 before the name, or before the school that stands between: 在上海跟岗的平湖老师. */
function endOfClause(draft: Draft, name: Span): number | null {
  const { text } = draft.reading;
  const owner = ofKind(draft.found, "owner").find((item) => item.end === name.start);
  const end = (owner ?? name).start - 1;
  return text[end] === "的" ? end : null;
}

function startOfClause(draft: Draft, end: number): number {
  const before = draft.reading.text.slice(0, end);
  const bounds = [...before.matchAll(BOUND)].map((match) => match.index + match[0].length);
  const names = draft.found.filter((item) => (item.kind === "owner" || item.kind === "period") && item.end <= end).map((item) => item.end);
  const start = Math.max(0, ...bounds, ...names);
  return start + (OPENS.exec(before.slice(start))?.[0].length ?? 0);
}
