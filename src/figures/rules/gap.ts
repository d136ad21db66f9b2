import type { Reading, ReadingContext } from "../reading.ts";
import { clauseStart } from "../sentence-view.ts";

/** 尚缺, 还差, 缺口: how much is not there. 缺勤 and 无缺 are other words. */
const GAP = /(?:[还尚仍]?(?<![无补弥])(?:短|空|欠)?缺(?![勤席课陷失点])(?:少|口|额|编)?|[还尚仍相]差|差额)/;

/** 还缺专任教师8人, 实训工位缺口120个: how many are wanting is no value of the indicator, so that it stays open under its own words. */
export function withoutGap({ view, quantity }: ReadingContext, reading: Reading): Reading {
  if (reading.indicator === null || quantity.kind === "share" || reading.aspect === "change") return reading;
  const from = clauseStart(view, Math.min(reading.headStart, quantity.start));
  const clause = view.text.slice(from, quantity.start);
  const gap = GAP.exec(clause);
  // 缺编教师24人 after a number of its own: what came before the gap is whole.
  if (gap === null || /\d/.test(clause.slice(gap.index)) || GAP.test(reading.indicator.zh)) return reading;
  const words = clause.slice(Math.min(gap.index, Math.max(0, reading.headStart - from))).replace(/["的]|(?:约|为|达到?|有)+$/g, "");
  return { ...reading, indicator: null, words, denominator: null, population: null, confidence: Math.min(reading.confidence, 0.6) };
}
