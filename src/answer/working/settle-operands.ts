import type { Figure } from "../../domain/figure.ts";
import { areSidesOf } from "../../retrieve/figures/contrast.ts";
import { isPlain, isSomeGroups, placeOf } from "../../retrieve/working/working-names.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import type { Operation } from "../../understand/operation/operation.ts";
import type { Draft } from "../draft.ts";
import type { FoundOperation } from "./operation-sides.ts";

/** The operation with its operands, or those that were found with the words of those that were not. */
export type Operated =
  | { readonly kind: "found"; readonly found: FoundOperation }
  | { readonly kind: "lacking"; readonly figures: readonly Figure[]; readonly lacking: readonly string[] };

/** What the operation comes to with the operands that were found; null where nothing can be made of them, or the answer so far prints it. */
export function settle(
  operation: Operation,
  left: readonly (Figure | null)[],
  right: readonly (Figure | null)[],
  draft: Draft,
  rivals: readonly (readonly Figure[])[],
): Operated | null {
  if (operation.apart === true) return settleApart(operation, left, right);
  const figures = [...left, ...right].flatMap((figure) => figure ?? []);
  if (operation.op === "each" && isSharedOut(left[0], right[0])) return null;
  if (operation.above === true && !areDegreesApart(left)) return null;
  if (figures.length === left.length + right.length) {
    const [first] = draft.figures;
    // The sum as the report prints it stands.
    const isPrinted = operation.op === "sum" && draft.status === "answered" && first?.kind === "printed" && !figures.some(({ id }) => id === first.figure.id);
    if (isPrinted && figures.every(({ value, unit }) => unit === first.figure.unit && compareDecimals(first.figure.value, value) >= 0)) return null;
    const some = (side: readonly (Figure | null)[]): readonly Figure[] => side.flatMap((figure) => figure ?? []);
    const whole = operation.op === "share" ? bothSides(operation, some(left), some(right)) : some(right);
    return {
      kind: "found",
      found: { op: operation.op, left: some(left), right: whole, direction: operation.direction, rivals },
    };
  }
  if (figures.length === 0) return null;
  const isNamed = [...operation.left, ...operation.right].every(({ ways }) => ways.length > 0);
  if (!isNamed) return null;
  const lacking = [...operation.left, ...operation.right].flatMap((words, index) => ([...left, ...right][index] === null ? [words.ways[0] ?? ""] : []));
  return { kind: "lacking", figures, lacking };
}

/** 升学和就业各占多少: each that is given as a share of the whole, which of 在编 and 编外 is both together. */
function settleApart(operation: Operation, left: readonly (Figure | null)[], [whole]: readonly (Figure | null)[]): Operated | null {
  const given = left.flatMap((figure) => figure ?? []);
  const [first, second] = given;
  const asked = foldText(operation.right[0]?.ways[0] ?? "");
  const areSides =
    first !== undefined && second !== undefined && given.length === 2 && areSidesOf(asked, foldText(first.indicator.words), foldText(second.indicator.words));
  const right = whole !== null && whole !== undefined ? [whole] : areSides ? given : [];
  const lacking = operation.left.flatMap(({ ways }, index) => (left[index] === null ? [ways[0] ?? ""] : []));
  if (given.length === 0) return null;
  if (right.length === 0) return { kind: "lacking", figures: given, lacking: [...lacking, operation.right[0]?.ways[0] ?? ""] };
  return { kind: "found", found: { op: "share", left: given, right, direction: "max", apart: true, lacking } };
}

/** 编外 of all 教职工: the report's 在编 are the other side of that whole, which is both together. */
function bothSides(operation: Operation, left: readonly Figure[], right: readonly Figure[]): readonly Figure[] {
  const [part, whole, asked] = [left[0], right[0], operation.right[0]?.ways[0]];
  const isSide =
    left.length === 1 &&
    right.length === 1 &&
    part !== undefined &&
    whole !== undefined &&
    asked !== undefined &&
    areSidesOf(foldText(asked), foldText(part.indicator.words), foldText(whole.indicator.words));
  return isSide ? [whole, part] : right;
}

/** 硕士8人, 本科131人 of one sentence; 本科及以上160人 takes the higher ones in. */
function areDegreesApart(left: readonly (Figure | null)[]): boolean {
  const [first, ...lower] = left;
  return first !== null && first !== undefined && lower.every((one) => one !== null && !/以上/.test(one.indicator.words) && placeOf(one) === placeOf(first));
}

/** All students over the 订单班 of a school: they are in other classes too. */
const isSharedOut = (top: Figure | null | undefined, bottom: Figure | null | undefined): boolean =>
  top !== null && top !== undefined && bottom !== null && bottom !== undefined
    ? top.unit === "人" && isPlain(top) && isSomeGroups(bottom.indicator.name) && placeOf(top) !== placeOf(bottom)
    : false;
