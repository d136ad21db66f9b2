import type { AliasMatch } from "../../lexicon/alias-index.ts";
import type { ReadingContext } from "../reading.ts";
import { clauseStart } from "../sentence-view.ts";

const BARE_STUDY = /^(?:在读|在校|在籍|在册)(?:人数)?$/;
const SOME_GROUPS = /(?:订单|冠名|定向|学徒制|贯通|联办|联合办学|合作办学|试点|实验|特色|精英|春考|升学)[^，。；:、]{0,8}$/;

/** 订单班11个，*在读*412人: where they study was counted right before, and is a part of the school. */
export function isOfGroups({ view, index }: ReadingContext, alias: AliasMatch): boolean {
  const previous = view.quantities[index - 1];
  if (previous === undefined || previous.unit === "人" || !BARE_STUDY.test(view.text.slice(alias.start, alias.end))) return false;
  if (!/^，(?:现|共|合计|目前|现有)?$/.test(view.text.slice(previous.end, alias.start))) return false;
  return SOME_GROUPS.test(view.text.slice(clauseStart(view, previous.start), previous.start));
}
