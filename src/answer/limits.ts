import type { ComposeContext, DraftBuilder } from "./draft.ts";
import { countOwners } from "./pieces.ts";
import type { Row } from "./wording/wording.ts";

/** Rows of a table that an answer tells, each with its citation; all are in `rows`. */
export const MOST_ROWS = 20;
/** Figures told one after another in a sentence. */
export const MOST_INLINE = 6;
/** Rows that an answer carries for tables and charts. */
export const MOST_CARRIED = 2_000;

/** Rows of a sentence, made for the first items only; the last says how many there are in all. */
export function firstRows<Item>(context: ComposeContext, items: readonly Item[], toRow: (item: Item) => Row, most = MOST_INLINE): readonly Row[] {
  const rows = items.slice(0, most).map(toRow);
  const last = rows.at(-1);
  if (items.length <= most || last === undefined) return rows;
  return [...rows.slice(0, -1), { ...last, figure: context.wording.amongMore(last.figure, countOwners(items.length)) }];
}

/** Says that a table goes on. */
export function tellMore(context: ComposeContext, draft: DraftBuilder, total: number, shown = MOST_ROWS): void {
  if (total <= shown) return;
  const parts = context.wording.moreRows(countOwners(shown), countOwners(total));
  draft.state(parts);
  draft.limit("incomplete", parts);
}
