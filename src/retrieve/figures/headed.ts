import type { Figure } from "../../domain/figure.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { Lexicon } from "../../lexicon/lexicon.ts";

/** An entry that says the same of nobody in particular (竞赛获奖数 beside 教师竞赛获奖数), and the words that tell them apart. */
export interface WiderEntry {
  readonly id: string;
  readonly word: string;
  /** The same words of the other entries that it is wider than: 学生. */
  readonly others: readonly string[];
}

/** The wider entry of one, by their names alone; null where there is none. */
export function widerEntry(entry: Indicator, lexicon: Lexicon): WiderEntry | null {
  const siblings = entry.siblings.flatMap((id) => lexicon.indicator(id) ?? []);
  const wider = siblings.find(({ zh, kind }) => kind === entry.kind && zh.length < entry.zh.length && entry.zh.endsWith(zh));
  if (wider === undefined) return null;
  const heads = siblings.filter(({ id, zh }) => id !== wider.id && zh.endsWith(wider.zh)).map(({ zh }) => zh.slice(0, -wider.zh.length));
  return { id: wider.id, word: entry.zh.slice(0, -wider.zh.length), others: heads };
}

/**
 * One owner's figures, those of the wider entry taken for the asked one where their heading says whose they are: 获奖84项 below 教师业务竞赛成绩喜获丰收
 * are prizes of teachers. As they are where the owner has figures of the asked entry itself, and where the heading names others as well.
 */
export function underHeadings(figures: readonly Figure[], entry: Indicator, wider: WiderEntry | null): readonly Figure[] {
  if (wider === null || figures.some(({ indicator }) => indicator.id === entry.id)) return figures;
  return figures.map((figure) => {
    const heading = figure.source.section.at(-1) ?? "";
    const isMeant = figure.indicator.id === wider.id && heading.includes(wider.word) && !wider.others.some((other) => heading.includes(other));
    return isMeant ? { ...figure, indicator: { ...figure.indicator, id: entry.id, name: entry.zh } } : figure;
  });
}
