import type { Reading, ReadingContext } from "../reading.ts";
import { averageOf } from "./per-head.ts";

/** 生均财政拨款1.77万元，*其中*公用经费3580元: a part of what each one gets is an average as well, where the family has one. */
export function withinEach({ view, index, quantity, earlier, lexicon }: ReadingContext, reading: Reading): Reading {
  const [before, told] = [view.quantities[index - 1], earlier[index - 1]];
  if (reading.indicator?.kind !== "amount" || told?.indicator?.kind !== "average" || before === undefined || quantity.unit !== "元") return reading;
  if (quantity.scaled || quantity.value.length > 6 || !/^[，、(]?其中/.test(view.text.slice(before.end, quantity.start))) return reading;
  const indicator = averageOf(lexicon, reading.indicator, quantity);
  return indicator === undefined ? reading : { ...reading, indicator };
}
