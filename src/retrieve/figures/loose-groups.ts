import type { Embedder, Segmenter } from "../../domain/ports.ts";
import { dot } from "../../store/vector-math.ts";
import { foldText } from "../../text/fold.ts";
import { glossGroups, STOP_WORDS } from "../english/glossary.ts";
import { isIdle, isOfVerbs, withoutAsking } from "../plain-text.ts";
import { holdsGroup, isEverywhere, type WordGroup } from "../word-groups.ts";
import { weighGroups } from "./figure-fit.ts";
import { distinct, HAN_WORD, LIGHT, negated, otherWords, plain, plainCore, plainPieces, SYNONYM_SHARE } from "./plain-words.ts";

/** What a noun of every page (学生, 教师) counts beside words that tell more. */
const EVERYWHERE_SHARE = 0.35;
/** Cosine of an English word to a report's word above which they may mean the same. Of two Chinese words the model tells too little. */
const LEAST_ALIKE = 0.48;
const MOST_ALIKE = 3;
/** What a short form that the report's words spell out counts. */
const ABBREVIATED = 0.8;
const HAN = /[\u4e00-\u9fff]/;
const LONGEST_FORM = 5;
const SHORT_FORM = /^[\u4e00-\u9fff]{2,3}$/;
const LATIN_WORD = /[a-z][a-z-]{2,}/g;
/** Words whose vectors are kept: some 16 MB at 512 numbers. */
const MOST_KEPT = 8_000;

const keptByEmbedder = new WeakMap<Embedder, Map<string, Float32Array>>();

/** What a word of doing or asking counts. */
const LIGHT_SHARE = 0.15;

/** Whether the dictionary has the word, or a phrase of it and its neighbour: the fair of "job fair". */
function isGlossed(word: string, before: string | undefined, after: string | undefined): boolean {
  const groups = (words: string): string => glossGroups(words).join("|");
  if (groups(word) !== "") return true;
  return (before !== undefined && groups(`${before} ${word}`) !== groups(before)) || (after !== undefined && groups(`${word} ${after}`) !== groups(after));
}

/** The things that a whole question names: everyday words as one each, the rest as it is cut; English words that no dictionary has among them. */
export function looseGroups(segmenter: Segmenter, text: string, question: string): readonly WordGroup[] {
  const folded = withoutAsking(text);
  const said = distinct([...plainPieces(foldText(question)), ...overParticle(question)]).filter((piece) => plain.has(piece));
  const rest = said.reduce((left, word) => left.replaceAll(word, " ").replaceAll(withParticle(word, question), " "), folded);
  const chinese = distinct([
    ...said,
    ...plainPieces(rest).flatMap((piece) => (plain.has(piece) ? [piece] : joinSingles(segmenter.cut(piece).map(({ term }) => term)).map(plainCore))),
  ])
    .filter((word) => plain.has(word) || (HAN.test(word) && word.length > 1 && !isIdle(word)))
    .filter((word) => !said.some((other) => other !== word && other.includes(word)))
    .map((word): WordGroup => negated(word, question) ?? { words: [word], weight: 1, near: otherWords(word) });
  const english = glossGroups(folded).map((words): WordGroup => ({ words: words.map(foldText), weight: 1 }));
  const latin = folded.match(LATIN_WORD) ?? [];
  const unknown = distinct(latin.filter((word, index) => !STOP_WORDS.has(word) && !isGlossed(word, latin[index - 1], latin[index + 1]))).map(
    (word): WordGroup => ({ words: plain.get(word) ?? [word], weight: 1 }),
  );
  return weighGroups([...chinese, ...english, ...unknown]).map(lighten);
}

const LEAST_OVER = 4;

/** 带班的老师 is 带班老师: names that stand with a particle between their words. Short ones would join what does not belong together (学校的车). */
const overParticle = (question: string): readonly string[] =>
  plainPieces(foldText(question).replaceAll("的", "")).filter((piece) => piece.length >= LEAST_OVER && withParticle(piece, question) !== piece);

/** The name as the question has it, the particle within; as it is where it has none. */
function withParticle(word: string, question: string): string {
  const folded = foldText(question);
  for (let at = 1; at < word.length; at += 1) {
    const written = `${word.slice(0, at)}的${word.slice(at)}`;
    if (folded.includes(written)) return written;
  }
  return word;
}

/** 晨|锻 of 晨锻怎么搞: two characters that the dictionary knows no word of, neither of them a verb or particle, are one. */
function joinSingles(terms: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < terms.length; at += 1) {
    const [one = "", next = ""] = terms.slice(at, at + 2);
    if (isNoun(one) && isNoun(next) && !isNoun(terms[at + 2] ?? "")) {
      joined.push(one + next);
      at += 1;
    } else joined.push(one);
  }
  return joined;
}

const isNoun = (term: string): boolean => term.length === 1 && HAN.test(term) && !isOfVerbs(term) && !LIGHT.has(term) && !PARTICLES.test(term);
const PARTICLES = /[吗呢吧啊呀嘛么哪谁何几多少不没未之于或及等又将以而且但最太更如若因所其每各某同该此第前后上下里外中间时候比较怎咋啥样]/;

function lighten(group: WordGroup): WordGroup {
  if (group.words.some((word) => LIGHT.has(word) || (isOfVerbs(word) && !plain.has(word)))) return { ...group, weight: Math.min(group.weight, LIGHT_SHARE) };
  return isEverywhere(group) ? { ...group, weight: group.weight * EVERYWHERE_SHARE } : group;
}

/**
 * Adds to each group that none of the texts holds the words of these texts that may mean the same: a long form (外资企业 for 外企), or the
 * nearest by meaning (导师 for "mentors"), each with how far it may stand for it.
 */
export async function widenGroups(
  deps: { readonly segmenter: Segmenter; readonly embedder: Embedder },
  groups: readonly WordGroup[],
  texts: readonly string[],
): Promise<readonly WordGroup[]> {
  const missing = groups.filter((group) => texts.every((text) => holdsGroup(text, group) < SYNONYM_SHARE));
  if (missing.length === 0) return groups;
  const cuts = texts.map((text) => deps.segmenter.cut(text).map(({ term }) => term));
  const vocabulary = [...new Set(cuts.flat())].filter((word) => HAN_WORD.test(word));
  const foreign = missing.flatMap(({ words }) => words.slice(0, 1)).filter((word) => !HAN.test(word));
  const vectors = foreign.length === 0 ? new Map<string, Float32Array>() : await vectorsOf(deps.embedder, [...vocabulary, ...foreign]);
  return groups.map((group) => {
    const [word] = group.words;
    if (word === undefined || !missing.includes(group)) return group;
    const near = [...spelledOut(word, cuts), ...alike(word, vocabulary, vectors)];
    return near.length === 0 ? group : { ...group, near: [...(group.near ?? []), ...near] };
  });
}

type Near = NonNullable<WordGroup["near"]>[number];

/** 附院 → 附属医院, 外企 → 外资企业: one word that begins and ends with its characters, or words that follow one another and begin with its characters, one between them at most. */
function spelledOut(word: string, cuts: readonly (readonly string[])[]): readonly Near[] {
  if (!SHORT_FORM.test(word)) return [];
  const found = new Set<string>();
  const [first, last] = [word[0] ?? "", word[word.length - 1] ?? ""];
  for (const cut of cuts)
    for (let at = 0; at < cut.length; at += 1) {
      const own = cut[at] ?? "";
      if (own.length > word.length && own.length <= LONGEST_FORM && own.startsWith(first) && own.endsWith(last) && HAN_WORD.test(own)) found.add(own);
      const long = longForm(word, cut, at);
      if (long !== null) found.add(long);
    }
  return [...found].map((long) => ({ word: long, share: ABBREVIATED }));
}

function longForm(word: string, cut: readonly string[], start: number): string | null {
  let at = start;
  for (const [index, character] of [...word].entries()) {
    if (index > 0 && !startsWith(cut[at], character)) at += 1;
    const own = cut[at];
    if (!startsWith(own, character) || own === undefined || !HAN_WORD.test(own)) return null;
    at += 1;
  }
  return cut.slice(start, at).join("");
}

const startsWith = (word: string | undefined, character: string): boolean => word?.startsWith(character) === true;

function alike(word: string, vocabulary: readonly string[], vectors: ReadonlyMap<string, Float32Array>): readonly Near[] {
  const own = vectors.get(word);
  if (own === undefined) return [];
  return vocabulary
    .map((other) => ({ word: other, share: dot(own, vectors.get(other) ?? own) }))
    .filter(({ word: other, share }) => other !== word && share >= LEAST_ALIKE)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, MOST_ALIKE);
}

async function vectorsOf(embedder: Embedder, words: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
  const kept = keptByEmbedder.get(embedder) ?? new Map<string, Float32Array>();
  keptByEmbedder.set(embedder, kept);
  if (kept.size > MOST_KEPT) kept.clear();
  // One at a time: in a batch each is padded to the longest.
  for (const word of new Set(words)) {
    if (kept.has(word)) continue;
    const [vector] = await embedder.embedPassages([word]);
    if (vector !== undefined) kept.set(word, vector);
  }
  return kept;
}
