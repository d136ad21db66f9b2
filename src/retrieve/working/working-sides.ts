import type { Figure } from "../../domain/figure.ts";
import { foldText } from "../../text/fold.ts";
import { areSidesOf } from "../figures/contrast.ts";
import { type AskedWords, coverOf } from "../word-cover.ts";
import type { ToldItem } from "./list-sums.ts";
import { SURE, type WorkingDeps } from "./working.ts";
import { isPlain, type Named, placeOf, sameUnit } from "./working-names.ts";

/** What may stand between two sides that are told one after the other: a comma and the name of the second. */
const BESIDE = /^[，,、；;和及与]\s*[^，,、。；;：:\d\n]{2,12}$/;
/** 教职工 are teachers and all others; 教师 are not 教职工. */
const ALL_STAFF = /职工|教工|员工/;

/**
 * 在编教职工155人，编外教职工29人: the two sides that make up `whole`, in the report's order, where it prints no number for the whole itself; null
 * where it does, or where more than one such pair stands in it.
 */
export function findSides(whole: AskedWords, named: readonly Named[], { readText }: WorkingDeps): readonly [ToldItem, ToldItem] | null {
  const asked = foldText(whole.text);
  const bears = (name: string): boolean => coverOf(whole, name) >= SURE;
  const nameOf = ({ item }: Named): string => foldText(`${item.name}|${item.figure.indicator.words}`);
  const pairs = named.flatMap((second, index): readonly (readonly [Named, Named])[] => {
    const first = named[index - 1];
    if (first === undefined || !isBeside(first.item.figure, second.item.figure, readText)) return [];
    const [one, other] = [nameOf(first), nameOf(second)];
    const isOfWhole = bears(one) && (bears(other) || ALL_STAFF.test(asked));
    return isOfWhole && areSidesOf(asked, one, other) ? [[first, second]] : [];
  });
  const [pair, ...more] = pairs;
  if (pair === undefined || more.length > 0) return null;
  const [a, b] = pair;
  const sum = Number(a.item.figure.value) + Number(b.item.figure.value);
  const isGiven = named.some((one) => {
    const { figure } = one.item;
    const isOther = one !== a && one !== b && isPlain(figure) && sameUnit(figure, a.item.figure);
    return isOther && bears(nameOf(one)) && Number(figure.value) >= sum;
  });
  return isGiven ? null : [a.item, b.item];
}

function isBeside(first: Figure, second: Figure, readText: WorkingDeps["readText"]): boolean {
  if (placeOf(first) !== placeOf(second) || !sameUnit(first, second) || !isPlain(first) || !isPlain(second)) return false;
  if (first.kind !== "count" || first.qualifier !== "exact" || second.qualifier !== "exact") return false;
  return BESIDE.test(readText(first.reportId).slice(first.source.end, second.source.start));
}
