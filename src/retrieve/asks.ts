import type { QuantityKind } from "../domain/figure.ts";
import { foldText } from "../text/fold.ts";
import type { UnitTable } from "../text/units.ts";
import { expectAnswer } from "./said/expected-answer.ts";

/** What one asking of a question wants: a kind of number, a unit; null where it does not tell. */
export interface Ask {
  readonly kind: QuantityKind | null;
  readonly unit: string | null;
}

const CLAUSE = /[^，,。.；;！!？?、\n]+/g;
const ASKS_AREA = /多大(?![岁年])|面积(?:是|有)?多少/;
const ASKS_SHARE = /几成|占(?:了)?多少(?![人名个])|百分之几/;
const ASKS_AMOUNT = /多少钱|[花投砸]了?多少(?:$|[了呢啊])|多少经费|多少资金/;

/**
 * What a question for numbers asks for, clause by clause: 要建的实训楼有多大，要花多少钱 → an area, an amount. Empty where it asks for one
 * thing alone, or does not tell what.
 */
export function severalAsks(question: string, units: UnitTable): readonly Ask[] {
  const asks = [...foldText(question).matchAll(CLAUSE)].flatMap(([clause]) => askOf(clause, units) ?? []);
  const distinct = asks.filter((ask, index) => asks.findIndex((other) => other.kind === ask.kind && other.unit === ask.unit) === index);
  return distinct.length > 1 ? distinct : [];
}

function askOf(clause: string, units: UnitTable): Ask | null {
  if (ASKS_AREA.test(clause)) return { kind: "area", unit: null };
  if (ASKS_AMOUNT.test(clause)) return { kind: "amount", unit: null };
  if (ASKS_SHARE.test(clause)) return { kind: "share", unit: null };
  const { unit, kind } = expectAnswer(clause, "", units);
  return unit === null || kind === null ? null : { kind, unit };
}
