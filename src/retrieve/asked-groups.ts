import type { Segmenter } from "../domain/ports.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import { looseGroups } from "./figures/loose-groups.ts";
import { holdsGroup, type WordGroup } from "./word-groups.ts";

const HAN = /[\u4e00-\u9fff]/;
/** What a word counts that stands in a clause which does not ask, and where no text holds it. */
const LEAD_SHARE = 0.8;
const UNHELD_SHARE = 0.05;
/** What is left of a word that every sentence holds: it tells little of which is meant. */
const LEAST_RARITY = 0.3;
/** How far a sentence must hold a word to speak of it. */
const HOLDS = 0.8;
/** A word below this weight tells too little to ask by. */
const LEAST_TELLING = 0.3;

/**
 * The things that a whole question names, those of its asking clauses first: what stands in the other clauses (食堂排队时间长，后来加了几个窗口)
 * counts less, and in full where the asking clause names nothing itself (工资挺高，刚出来一个月多少).
 */
export function askedGroups(segmenter: Segmenter, { content, searchText, question }: ParsedQuestion): readonly WordGroup[] {
  if (content === undefined || !HAN.test(content.core + content.lead)) return looseGroups(segmenter, searchText, question);
  const inherited = searchText.split(/\s+/).filter((word) => word !== "" && !question.includes(word));
  const core = looseGroups(segmenter, [content.core, ...inherited].join(" "), content.core);
  const lead = looseGroups(segmenter, content.lead, content.lead).filter(
    (group) => !group.words.some((word) => core.some((other) => other.words.includes(word))),
  );
  const share = core.some(({ weight }) => weight >= LEAST_TELLING) ? LEAD_SHARE : 1;
  return [...core, ...lead.map((group) => ({ ...group, weight: group.weight * share, ...(share < 1 ? { aside: true as const } : {}) }))];
}

/** A word of few sentences tells more of which is meant than one of many. `sentences` folded, without blanks. */
export function weighByRarity(groups: readonly WordGroup[], sentences: readonly string[]): readonly WordGroup[] {
  return groups.map((group) => {
    const held = sentences.filter((sentence) => holdsGroup(sentence, group) >= HOLDS).length;
    const rarity = 1 - Math.log(1 + held) / Math.log(2 + sentences.length);
    if (held === 0 && group.aside === true) return { ...group, weight: group.weight * UNHELD_SHARE };
    return held < 2 ? group : { ...group, weight: group.weight * Math.max(LEAST_RARITY, rarity) };
  });
}
