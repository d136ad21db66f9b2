import type { Figure } from "../../domain/figure.ts";
import type { ReportId } from "../../domain/ids.ts";
import { foldText } from "../../text/fold.ts";
import { isSumOf, LEAST_ITEMS, TOTAL_NAME, type ToldList, unitClass, YEAR_NAME } from "./list-sums.ts";
import { cellPlace, type TablePlace } from "./table-place.ts";

/** Columns of tables, each row by its first cell that is no number. */
export function columnsOf(cells: readonly Figure[], readText: (id: ReportId) => string): readonly ToldList[] {
  const placed = cells.flatMap((figure) => {
    const place = cellPlace(figure, readText(figure.reportId));
    return place === null || YEAR_NAME.test(place.row) ? [] : [{ figure, place }];
  });
  const keyOf = ({ figure, place }: PlacedFigure): string => `${figure.reportId} ${place.head} ${place.column} ${unitClass(figure)}`;
  return [...new Set(placed.map(keyOf))].flatMap((key) => {
    const own = placed.filter((one) => keyOf(one) === key);
    const rows = own.filter(({ place }) => !TOTAL_NAME.test(place.row));
    const total = own.find(({ place }) => TOTAL_NAME.test(place.row))?.figure ?? null;
    return rows.length < LEAST_ITEMS ? [] : [columnOf(rows, total), ...blocksOf(rows)];
  });
}

interface PlacedFigure {
  readonly figure: Figure;
  readonly place: TablePlace;
}

function columnOf(rows: readonly PlacedFigure[], total: Figure | null): ToldList {
  const [first] = rows;
  if (first === undefined) throw new RangeError("a column has no rows");
  // Below merged heads the columns of a line stand elsewhere: what all cells were read to count is their head.
  const { words } = first.figure.indicator;
  const isOne = rows.length >= LEAST_ITEMS && rows.every(({ figure }) => figure.indicator.id !== null && figure.indicator.words === words);
  const columnHead = isOne ? words : first.place.columnHead;
  return {
    reportId: first.figure.reportId,
    lead: foldText(`${first.place.caption} ${first.place.rowHead} ${columnHead}`),
    section: foldText(first.figure.source.section.at(-1) ?? ""),
    path: foldText(first.figure.source.section.join(" ")),
    measure: foldText(columnHead),
    opened: true,
    items: rows.map(({ figure, place }) => ({ name: place.row, figure })),
    total,
  };
}

/** 其中：… and the rows after it, as far as they add up to the row before. */
function blocksOf(rows: readonly PlacedFigure[]): readonly ToldList[] {
  return rows.flatMap(({ place }, index) => {
    const whole = rows[index - 1];
    if (!place.opens || whole === undefined) return [];
    for (let end = index + LEAST_ITEMS; end <= rows.length; end += 1) {
      const parts = rows.slice(index, end);
      if (
        isSumOf(
          whole.figure,
          parts.map(({ figure }) => figure),
        )
      )
        return [columnOf(parts, whole.figure)];
    }
    return [];
  });
}
