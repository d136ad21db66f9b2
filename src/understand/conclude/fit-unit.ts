import type { QuantityKind } from "../../domain/figure.ts";
import type { Indicator } from "../../domain/indicator.ts";
import { isAlikeUnit } from "../../lexicon/alike-units.ts";
import type { Draft } from "../draft.ts";
import { ofKind } from "../reading.ts";

/** Units of times something was done; whoever counts heads has none of them. */
const TIMES: ReadonlySet<string> = new Set(["次", "场", "场次", "批次"]);
/** Units that name what they count: 几户 never asks for teachers. */
const TELLING: ReadonlySet<string> = new Set([
  "户",
  "间",
  "户次",
  "节",
  "小时",
  "学时",
  "课时",
  "学分",
  "分钟",
  "天",
  "周",
  "个月",
  "米",
  "公里",
  "吨",
  "张",
  "辆",
  "栋",
  "幢",
  "座",
  "篇",
  "起",
  "趟",
  "班次",
  "路",
  "期",
  "届",
  "亩",
  "平方米",
]);
const HEADS: ReadonlySet<string> = new Set(["人", "人次"]);
/** Words that leave no doubt that money is asked for: 发了多少 alone may ask for anything. */
const MONEY = /[钱元款费]|资金|金额|总额|[万千]块|how much (?:money|funding)|amount|yuan|cost|spen[dt]|paid/;

/** Whether values of the entry can be what the question's own unit asks for: money, times or heads; true where it asks for none of these. */
export function canAnswer(draft: Draft, entry: Indicator): boolean {
  if (asksMoney(draft)) return hasUnitOf(draft, entry, "amount");
  const unit = draft.wantedUnit;
  if (unit !== null && TIMES.has(unit)) return entry.units.some((own) => !HEADS.has(own));
  if (unit === "人" && entry.kind === "amount") return false;
  if (unit !== null && TELLING.has(unit) && entry.kind === "count") return entry.units.some((own) => !HEADS.has(own) && isAlikeUnit(unit, own));
  return true;
}

/** The entry, a sibling or one of a sibling's family that can be the answer; null where none of them can. */
export function fitToUnit(draft: Draft, entry: Indicator): Indicator | null {
  if (canAnswer(draft, entry)) return entry;
  const { lexicon } = draft.reading;
  const siblings = entry.siblings.flatMap((id) => lexicon.indicator(id) ?? []);
  const near = [...lexicon.family(entry.family), ...siblings, ...siblings.flatMap((sibling) => lexicon.family(sibling.family))];
  const kind = asksMoney(draft) ? "amount" : "count";
  return near.find((other) => other.kind === kind && canAnswer(draft, other) && (kind === "amount" || holdsUnit(draft, other))) ?? null;
}

const holdsUnit = ({ wantedUnit }: Draft, entry: Indicator): boolean => wantedUnit !== null && entry.units.includes(wantedUnit);

function asksMoney(draft: Draft): boolean {
  // How come they spent 3 million yuan on training: a sum that is put forward is one of money.
  if (draft.premise?.unit === "元") return true;
  if (draft.wantedKind !== "amount") return false;
  const said = draft.found.filter((item) => (item.kind === "cue" && item.cue === "amount_words") || (item.kind === "unit" && item.unitKind === "amount"));
  return said.some((item) => MONEY.test(draft.reading.text.slice(item.start, item.end)) || ofKind([item], "unit").length > 0);
}

const hasUnitOf = ({ reading }: Draft, entry: Indicator, kind: QuantityKind): boolean =>
  entry.kind === kind || entry.units.some((unit) => /元/.test(unit) || reading.lexicon.units.byId(unit)?.kind === kind);
