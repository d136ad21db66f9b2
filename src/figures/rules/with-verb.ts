import type { Indicator } from "../../domain/indicator.ts";
import { NEUTRAL_BEFORE, stripLeading } from "../cues.ts";
import { entryFor, type ReadingContext } from "../reading.ts";

/** What comes between a verb and a noun that it does not govern: 新增投资用于…10个专业. */
const NOT_GOVERNED = /用于|投[资入]|覆盖|涉及|惠及|经费|资金|设备|[为对给]/;

/** 新增…两个专业, 撤销市场营销专业1个: the verb at the clause's head and the noun that the number counts make a name of their own (新增专业). */
export function withVerb({ lexicon, quantity }: ReadingContext, lead: string, noun: string): Indicator | null {
  const act = stripLeading(lead.replace(/^["，、]+/, "").replace(/^(?:19|20)\d{2}(?:学年度?|年度?)/, ""), NEUTRAL_BEFORE);
  const verb = act.slice(0, 2);
  if (verb.length < 2 || NOT_GOVERNED.test(act.slice(2))) return null;
  const name = verb + noun;
  const match = lexicon.aliases.whole(name, ["zh"]);
  return match === undefined ? null : entryFor(lexicon, match, quantity);
}
