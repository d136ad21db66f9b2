import type { AliasMatch } from "../lexicon/alias-index.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { detectQuantities, type Quantity } from "../text/quantities.ts";
import { isLink, UNIT_OF_NAME } from "./cues.ts";

const REACH = 14;
/** What ends a clause, so that no unit follows. */
const ENDS = /^(?:[，。；、;)]|$)/;
/** A name that says of itself that it counts. */
const COUNTS = /(?:数|总量|课时|学时)$/;

/** （单位：万元）全年收入4962.4: in what the bare numbers of a paragraph or section are told. */
const NOTE = /\((?:金额)?单位:?(亿元|万元|千元|元|人次|人|平方米|亩)\)|^[^，。]{0,12}单位:(亿元|万元|千元|元|人次|人|平方米|亩)(?=[，。;]|$)/;
export const unitNote = (...texts: readonly string[]): string | null => {
  for (const text of texts) {
    const note = NOTE.exec(text.slice(0, NOTE_REACH));
    if (note !== null) return note[1] ?? note[2] ?? null;
  }
  return null;
};
/** A note stands at the head of what it is for. */
const NOTE_REACH = 200;

/** A bare number in the unit that a note tells: its words stay as printed. Other quantities are left as they are. */
export function withNotedUnit(text: string, quantity: Quantity, note: string | null, lexicon: Lexicon): Quantity {
  if (note === null || quantity.unit !== "" || quantity.scaled || !ENDS.test(text.slice(quantity.end, quantity.end + 1))) return quantity;
  const told = detectQuantities(text.slice(quantity.start, quantity.end) + note, lexicon.units).quantities[0];
  if (told === undefined || told.unit === "") return quantity;
  return { ...quantity, value: told.value, valueTo: told.valueTo, unit: told.unit, kind: told.kind };
}

/** 总学时3240, 工位数达到1650: the name right before a bare number says what it is counted in. Other quantities are left as they are. */
export function withImpliedUnit(text: string, quantity: Quantity, aliases: readonly AliasMatch[], lexicon: Lexicon): Quantity {
  if (quantity.unit !== "" || quantity.scaled || quantity.value.includes(".") || !ENDS.test(text.slice(quantity.end, quantity.end + 1))) return quantity;
  const lead = text.slice(Math.max(0, quantity.start - REACH), quantity.start);
  // 违法犯罪率为0: none is a share, too.
  if (quantity.value === "0" && /率(?:均?为|是|达|:)?$/.test(lead)) return { ...quantity, unit: "%", kind: "share" };
  for (const [name, unit] of UNIT_OF_NAME) {
    const at = lead.lastIndexOf(name);
    if (at < 0 || !isLink(lead.slice(at + name.length))) continue;
    const kind = lexicon.units.byId(unit)?.kind;
    if (kind !== undefined) return { ...quantity, unit, kind };
  }
  const named = aliases.find(({ start, end, from }) => {
    return (
      from === "zh" && end <= quantity.start && quantity.start - end <= 4 && COUNTS.test(text.slice(start, end)) && isLink(text.slice(end, quantity.start))
    );
  });
  const units = new Set(named?.indicatorIds.map((id) => lexicon.indicator(id)).flatMap((entry) => (entry?.kind === "count" ? [entry.unit] : [])));
  const [unit] = units;
  const kind = unit === undefined ? undefined : lexicon.units.byId(unit)?.kind;
  return units.size !== 1 || unit === undefined || kind !== "count" ? quantity : { ...quantity, unit, kind };
}
