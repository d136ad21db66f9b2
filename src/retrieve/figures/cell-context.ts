import type { IndicatorId, ReportId } from "../../domain/ids.ts";
import type { ParsedQuestion } from "../../domain/question.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Keeper } from "./contrast.ts";
import type { AskedMeasure } from "./measures.ts";

/** What all cells of one measure are filled by. */
export interface CellContext {
  readonly catalogue: Catalogue;
  readonly parsed: ParsedQuestion;
  readonly measure: AskedMeasure;
  readonly family: ReadonlySet<IndicatorId>;
  readonly siblings: ReadonlySet<IndicatorId>;
  /** The text of a report, where it may be read. */
  readonly readText?: (id: ReportId) => string;
  /** Leaves out what bears the name and speaks of something else (contrast.ts). */
  readonly keep?: Keeper;
  /** The question asks for a side of the thing that its entry's name does not tell. */
  readonly side?: string | null;
}
