import { BENEFACTOR } from "../cues.ts";
import type { Reading, ReadingContext } from "../reading.ts";

/** How far before its words the one who gives may stand. */
const REACH = 60;
const REACH_OF_NAME = 4;

/** 慈善协会资助贫困学生38人: an entry of the state's is not meant by a general word where someone else gives. */
export function notOfState({ view }: ReadingContext, reading: Reading): Reading {
  if (reading.indicator?.zh.startsWith("国家") !== true || reading.words.includes("国家")) return reading;
  const at = Math.max(view.sentence.start, reading.headStart);
  // 助学金 is the state's, unless who gives stands right before it: 企业助学金.
  const reach = reading.words.includes("助学金") ? REACH_OF_NAME : REACH;
  const lead = view.text.slice(Math.max(view.sentence.start, at - reach), at);
  const giver = lead.search(BENEFACTOR);
  if (giver < 0 || /国家|助学金/.test(lead.slice(giver))) return reading;
  return { ...reading, indicator: null, denominator: null, confidence: Math.min(reading.confidence, 0.5) };
}
