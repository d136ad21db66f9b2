import type { Indicator } from "../../domain/indicator.ts";
import type { AskedIndicator } from "../../domain/question.ts";
import { type Draft, traced } from "../draft.ts";
import { type FoundOf, ofKind } from "../reading.ts";
import { exactMatch } from "./indicator-names.ts";

/** What is counted, right behind a name: 获奖的有几篇. */
const COUNTED = /^(?:过|了)?的?(?:一共|总共|共)?有?(?:多少|几)/;
const SHORTEST_NOUN = 2;
const LONGEST_NOUN = 4;

/**
 * 发表的论文几篇，获奖的几篇: a name that is never counted in the unit asked for (获奖 in 篇) is short for one with the noun that was asked about before it,
 * in the same line or the question before (论文获奖).
 */
export function concludeElliptic(draft: Draft): Draft {
  const { indicators, trail } = draft;
  if (indicators.certainty !== "stated") return draft;
  const last = trail.at(-1)?.indicators;
  const earlier = last !== undefined && (last.certainty === "stated" || last.certainty === "inherited") ? last.value : [];
  const nouns = new Set<AskedIndicator>();
  const value = indicators.value.map((asked, index) => {
    const whole = wholeName(draft, asked, [...earlier, ...indicators.value.slice(0, index)]);
    if (whole === null) return asked;
    nouns.add(whole.noun);
    return whole.asked;
  });
  if (nouns.size === 0) return draft;
  // 论文拿奖的有几篇: the noun itself was not asked about.
  const kept = value.filter((asked) => !nouns.has(asked) || unitOf(draft, asked) !== null);
  return { ...draft, indicators: { ...indicators, value: kept }, trace: traced(draft, "indicator.elliptic") };
}

/** The entry that a short name stands for, and whose noun it lacks. */
function wholeName(
  draft: Draft,
  asked: AskedIndicator,
  before: readonly AskedIndicator[],
): { readonly asked: AskedIndicator; readonly noun: AskedIndicator } | null {
  const { lexicon } = draft.reading;
  const entry = asked.kind === "entry" ? lexicon.indicator(asked.id) : undefined;
  const unit = unitOf(draft, asked);
  if (unit === null || (asked.kind === "entry" && (entry === undefined || countsIn(entry, unit)))) return null;
  const verbs = [asked.words, ...(entry === undefined ? [] : [...entry.aliases.ask, ...entry.aliases.prose])];
  for (const noun of before.toReversed())
    for (const head of nounsIn(noun.words))
      for (const verb of verbs) {
        const found = (exactMatch(draft, `${head}${verb}`) ?? []).flatMap((id) => lexicon.indicator(id) ?? []).find((one) => countsIn(one, unit));
        if (found !== undefined) return { asked: { kind: "entry", id: found.id, words: `${head}${asked.words}` }, noun };
      }
  return null;
}

/** The unit in which it is asked for right behind its name, or for open words anywhere; null where none is. */
function unitOf(draft: Draft, asked: AskedIndicator): string | null {
  if (asked.kind === "open") return draft.wantedUnit;
  const name = ofKind(draft.found, "indicator").find(({ ids }) => ids.includes(asked.id));
  return name === undefined ? null : unitBehind(draft, name);
}

function unitBehind({ reading }: Draft, name: FoundOf<"indicator">): string | null {
  const behind = reading.text.slice(name.end);
  const counted = COUNTED.exec(behind)?.[0];
  return counted === undefined ? null : (reading.lexicon.units.matchAt(behind, counted.length)?.entry.id ?? null);
}

const countsIn = ({ unit, units }: Indicator, asked: string): boolean => asked === "个" || unit === asked || units.includes(asked);

/** 发表的论文 → 论文, 论文拿奖 → 论文: the noun that a name ends or begins with. */
function nounsIn(words: string): readonly string[] {
  const lengths = Array.from({ length: LONGEST_NOUN - SHORTEST_NOUN + 1 }, (_, index) => SHORTEST_NOUN + index);
  return lengths.flatMap((length) => (words.length < length ? [] : [words.slice(-length), words.slice(0, length)]));
}
