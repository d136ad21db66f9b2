import type { Gap } from "../domain/evidence.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import { type Catalogue, yearsOf } from "./catalogue.ts";
import type { MeasureEvidence } from "./figures/measures.ts";

export function findGaps(catalogue: Catalogue, parsed: ParsedQuestion, measures: readonly MeasureEvidence[]): readonly Gap[] {
  const unknown: readonly Gap[] = parsed.unknownOwners.map((mention) => ({ kind: "unknown_owner", name: mention.text }));
  const missing = measures.flatMap(({ measure, cells }) =>
    cells.flatMap((cell): readonly Gap[] => {
      if (cell.direct.length > 0) return [];
      if (cell.reports.length === 0 && cell.target.year !== null) {
        return [{ kind: "no_report_for_period", ownerId: cell.owner.id, label: String(cell.target.year), available: yearsOf(catalogue, cell.owner.id) }];
      }
      return [{ kind: "indicator_not_reported", ownerId: cell.owner.id, indicatorId: measure.entry?.id ?? null, words: measure.asked.words }];
    }),
  );
  return [...unknown, ...missing];
}
