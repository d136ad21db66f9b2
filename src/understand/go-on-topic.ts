import type { IndicatorId } from "../domain/ids.ts";
import { foldText } from "../text/fold.ts";
import type { Draft } from "./draft.ts";
import { textOf, type Weighed } from "./indicator-names.ts";
import { ofKind } from "./reading.ts";

/** What a word of speech asks how much of, without the words that ask. */
const COUNTING = /(?:有|是)?(?:多少|几).*$/;

/**
 * 培训了多少人次，收入多少: a word of speech that is the end of the name of something close to what was just asked about goes on with that topic
 * (the income of training, not of graduates). Only names known from questions are so loose; a name of reports says what it says.
 */
export function goOnTopic(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  let before = askedBefore(draft);
  return names.map((name) => {
    if (name.kind !== "entry") return name;
    const near = name.item.from === "ask" && before.length > 0 ? nearTopic(draft, before, name.item) : null;
    before = name.item.ids.slice(0, 1);
    return near === null ? name : { kind: "entry", item: { ...name.item, ids: [near], rule: "indicator.same_topic" } };
  });
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
  if (words.length < 2 || last === undefined || item.ids.includes(last.id)) return null;
  const near = lexicon.indicators.find(
    (entry) => foldText(entry.zh).endsWith(words) && (entry.siblings.includes(last.id) || last.siblings.includes(entry.id) || entry.family === last.family),
  );
  return near === undefined || item.ids.includes(near.id) ? null : near.id;
}
