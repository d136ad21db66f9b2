import { foldText } from "../../text/fold.ts";
import { holdsGroup, isAspect, isCommon, isEverywhere, type WordGroup } from "../word-groups.ts";

/** A sentence of a report as it is weighed: its own folded words without blanks, the sentence before it, and the headings above. */
export interface SaidText {
  readonly words: string;
  readonly before: string;
  readonly heading: string;
}

/** What is asked, ready to be looked for in the sentences of one report or several. */
export interface AskedWeights {
  readonly groups: readonly WeighedGroup[];
  /** The question's own words without its asking, in runs. */
  readonly runs: readonly string[];
  /** Whether a sentence may tell the kind of thing asked for. */
  readonly tellsKind: (words: string) => boolean;
  /** Number of sentences that hold a run of characters. */
  readonly spread: (run: string) => number;
  readonly sentences: number;
}

interface WeighedGroup {
  readonly group: WordGroup;
  /** How much of the question it is, by weight and by rarity in the report; all together 1. */
  readonly share: number;
  /** 0 where every sentence holds it, 1 where few do or none does. */
  readonly rarity: number;
  readonly isHeld: boolean;
}

const HOLDS = 0.8;

/** Rarity of what `held` of `all` sentences hold: 1 for none or one, falling to 0 for all. */
export function rarityOf(held: number, all: number): number {
  return all < 2 ? 1 : Math.max(0, 1 - Math.log(Math.max(1, held)) / Math.log(all));
}

/** Weighs what is asked by how rare it is among `texts` (folded, without blanks). */
export function weighAsked(
  tellsKind: AskedWeights["tellsKind"],
  runs: readonly string[],
  groups: readonly WordGroup[],
  texts: readonly string[],
): AskedWeights {
  const weighed = groups.map(lightened).map((group) => {
    const held = texts.filter((text) => holdsGroup(text, group) >= HOLDS).length;
    return { group, rarity: rarityOf(held, texts.length), isHeld: held > 0 };
  });
  const total = weighed.reduce((sum, { group, rarity }) => sum + group.weight * rarity, 0);
  const known = new Map<string, number>();
  const spread = (run: string): number => {
    const held = known.get(run) ?? texts.filter((text) => text.includes(run)).length;
    known.set(run, held);
    return held;
  };
  return {
    groups: weighed.map((one) => ({ ...one, share: total === 0 ? 0 : (one.group.weight * one.rarity) / total })),
    runs,
    tellsKind,
    spread,
    sentences: texts.length,
  };
}

/** 关于…的问题, …的情况: a side of a thing need not be named by the sentence that tells it. */
const lightened = (group: WordGroup): WordGroup => (isAspect(group) ? { ...group, weight: group.weight * ASPECT_SHARE } : group);
const ASPECT_SHARE = 0.4;

/** How a sentence speaks to what is asked; each 0…1. */
export interface SaidFeatures {
  /** Share of what is asked that the sentence itself holds. */
  readonly cover: number;
  /** The same with the sentence before and the headings. */
  readonly around: number;
  /** The largest thing asked that neither it nor what stands around it holds. */
  readonly missing: number;
  /** Rarity of the rarest thing asked that it holds. */
  readonly rarest: number;
  /** Share of the question's characters that stand in it in runs of two and more. */
  readonly literal: number;
  /** Length of the longest of these runs that stand in few places, of six characters. */
  readonly phrase: number;
  /** Share of what is asked that no sentence of the report holds. */
  readonly unheard: number;
  /** Share that the headings hold. */
  readonly heading: number;
  /** A number, person, time or reason is asked for and does not stand in it. */
  readonly kindMissing: number;
  /** How many things are asked about: 1 for five and more. */
  readonly asked: number;
  /** Share of what is asked whose word it does not hold, but its characters close together: 借书 in 图书借阅. */
  readonly scattered: number;
}

/** A word of doing or asking weighs less. */
const LEAST_TELLING = 0.3;
/** Rarity of a word that stands in few sentences of a report. */
const LEAST_RARE = 0.7;
const HEADING_SHARE = 0.8;
const BEFORE_SHARE = 0.6;
const LONGEST_PHRASE = 6;
const FEW_PLACES = 4;
const MOST_ASKED = 5;

/** Measures one sentence against what is asked. */
export function featuresOf(asked: AskedWeights, { words, before, heading }: SaidText): SaidFeatures {
  const held = asked.groups.map((one) => {
    const own = holdsGroup(words, one.group);
    const above = holdsGroup(heading, one.group);
    const around = Math.max(own, above * HEADING_SHARE, before === "" ? 0 : holdsGroup(before, one.group) * BEFORE_SHARE);
    return { ...one, own, above, around };
  });
  const sum = (of: (one: (typeof held)[number]) => number): number => held.reduce((all, one) => all + of(one), 0);
  const most = (of: (one: (typeof held)[number]) => number): number => held.reduce((all, one) => Math.max(all, of(one)), 0);
  const shared = asked.runs.flatMap((run) => sharedRuns(run, words));
  const length = asked.runs.reduce((all, run) => all + run.length, 0);
  return {
    cover: sum(({ share, own }) => share * own),
    around: sum(({ share, around }) => share * around),
    missing: most(({ share, around, group }) => (isEverywhere(group) ? 0 : share * (1 - around))),
    rarest: most(({ rarity, own, group }) => (own >= HOLDS && group.weight >= LEAST_TELLING ? rarity : 0)),
    literal: length === 0 ? 0 : shared.reduce((all, run) => all + run.length, 0) / length,
    phrase: Math.min(1, shared.filter((run) => asked.spread(run) <= FEW_PLACES).reduce((most, run) => Math.max(most, run.length), 0) / LONGEST_PHRASE),
    unheard: sum(({ share, isHeld }) => (isHeld ? 0 : share)),
    heading: sum(({ share, above }) => share * above),
    kindMissing: asked.tellsKind(words) ? 0 : 1,
    scattered: sum(({ share, own, group }) => (own < HOLDS ? share * scatteredIn(asked, words, group) : 0)),
    asked: Math.min(MOST_ASKED, asked.groups.filter(({ group }) => group.weight >= LEAST_TELLING).length) / MOST_ASKED,
  };
}

/** Length of a stretch in which the characters of one word stand together, and share of sentences up to which a character tells anything. */
const TOGETHER = 6;
const MOST_SPREAD = 0.2;

/** How much of a word's characters, those of every other sentence aside, stand together in the text; 0…1. */
function scatteredIn(asked: AskedWeights, text: string, { words: [word = ""] }: WordGroup): number {
  const characters = [...word].filter((one) => HAN.test(one));
  const telling = characters.filter((one) => asked.spread(one) <= asked.sentences * MOST_SPREAD);
  if (characters.length < 2 || telling.length === 0) return 0;
  const windows = [...text].flatMap((one, at) => (telling.includes(one) ? [text.slice(at, at + TOGETHER)] : []));
  return windows.reduce((most, window) => Math.max(most, telling.filter((one) => window.includes(one)).length), 0) / characters.length;
}

const HAN = /[\u3400-\u9fff]/;

/** The things asked about that tell which is meant, each by its words: no word of doing, none of every page. */
export function tellingWords(asked: AskedWeights): readonly (readonly string[])[] {
  const isTelling = ({ group }: AskedWeights["groups"][number]): boolean => group.weight >= LEAST_TELLING && !isEverywhere(group) && !isCommon(group);
  return asked.groups.filter(isTelling).map(({ group }) => [...group.words, ...(group.near ?? []).map(({ word }) => word)]);
}

/** Words of what is asked that a text holds and few sentences do. */
export function rareWords(asked: AskedWeights, words: string): readonly string[] {
  return asked.groups
    .filter(({ group, rarity }) => rarity >= LEAST_RARE && group.weight >= LEAST_TELLING && !isEverywhere(group) && !isCommon(group))
    .flatMap(({ group }) => [...group.words, ...(group.near ?? []).map(({ word }) => word)].filter((word) => words.includes(word)).slice(0, 1));
}

/** The longest runs of two characters and more of `run` that `text` holds, from left to right, without overlap. */
function sharedRuns(run: string, text: string): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < run.length; ) {
    let length = 0;
    while (at + length < run.length && text.includes(run.slice(at, at + length + 1))) length += 1;
    if (length >= 2) found.push(run.slice(at, at + length));
    at += length >= 2 ? length : 1;
  }
  return found;
}

/** The question's words for runs: folded, in stretches of letters and characters. */
export function runsOf(text: string): readonly string[] {
  return (foldText(text).match(/[\u3400-\u9fffa-z0-9+.]{2,}/g) ?? []).filter((run) => run.length > 1);
}
