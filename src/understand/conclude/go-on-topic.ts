import type { IndicatorId } from "../../domain/ids.ts";
import { foldText } from "../../text/fold.ts";
import type { Draft } from "../draft.ts";
import { ofKind } from "../reading.ts";
import { textOf, type Weighed } from "./indicator-names.ts";

/** What a word of speech asks how much of, without the words that ask. */
/** What is earned, as one asks after it in speech. */
const EARNED = /^(?:收入|挣|赚|创收|进账)/;
const INCOME = /收入|到款/;
const PEOPLE = /^有?(?:多少|几)[名个位]?(?:学生|学员|人)$/;
const COUNTING = /(?:有|是)?(?:多少|几).*$/;

/**
 * 培训了多少人次，收入多少: a word of speech that is the end of the name of something close to what was just asked about goes on with that topic
 * (the income of training, not of graduates). Only names known from questions are so loose; a name of reports says what it says.
 */
export function goOnTopic(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  let before = askedBefore(draft);
  const held: Weighed[] = [];
  for (const name of names) {
    const near = name.kind === "entry" && name.item.from === "ask" ? nearTopic(draft, before, name.item) : null;
    const last = held.at(-1);
    // 培训社会人员挣了多少钱 asks for the money alone.
    if (near !== null && last !== undefined && isOnlyTopic(draft, last, name)) held.pop();
    held.push(near === null || name.kind !== "entry" ? name : { kind: "entry", item: { ...name.item, ids: [near], rule: "indicator.same_topic" } });
    if (name.kind === "entry") before = name.item.ids.slice(0, 1);
  }
  return held;
}

const ASKS = /多少|几|[，,；;、和与及]/;

function isOnlyTopic(draft: Draft, topic: Weighed, name: Weighed): boolean {
  if (topic.item === null || name.item === null) return false;
  return !ASKS.test(draft.reading.text.slice(topic.item.start, name.item.start));
}

/** The last entry of the talk, where the question names no school of its own. */
function askedBefore(draft: Draft): readonly IndicatorId[] {
  const last = draft.trail.at(-1)?.indicators;
  if (ofKind(draft.found, "owner").length > 0 || last === undefined || last.certainty === "missing" || last.certainty === "ambiguous") return [];
  return last.value.flatMap((asked) => (asked.kind === "entry" ? [asked.id] : [])).slice(-1);
}

function nearTopic(
  draft: Draft,
  before: readonly IndicatorId[],
  item: { readonly start: number; readonly end: number; readonly ids: readonly IndicatorId[] },
): IndicatorId | null {
  const { lexicon } = draft.reading;
  const words = textOf(draft, item).replace(COUNTING, "");
  const last = before.flatMap((id) => lexicon.indicator(id) ?? [])[0];
  if (last === undefined || item.ids.includes(last.id)) return null;
  const isMoney = EARNED.test(words) && item.ids.some((id) => /元/.test(lexicon.indicator(id)?.unit ?? "")) && last.kind === "count";
  const kin = lexicon.indicators.filter((entry) => entry.siblings.includes(last.id) || last.siblings.includes(entry.id) || entry.family === last.family);
  // 订单班有几个，多少学生: who is in what was just counted.
  const asksPeople = last.kind === "count" && last.unit !== "人" && PEOPLE.test(textOf(draft, item));
  const inside = asksPeople ? kin.find((entry) => entry.unit === "人" && foldText(entry.zh).slice(0, 2) === foldText(last.zh).slice(0, 2)) : undefined;
  const named = words.length < 2 ? inside : kin.find((entry) => foldText(entry.zh).endsWith(words));
  const near = named ?? (isMoney ? kin.find((entry) => entry.kind === "amount" && INCOME.test(entry.zh)) : undefined);
  return near === undefined || item.ids.includes(near.id) ? null : near.id;
}
