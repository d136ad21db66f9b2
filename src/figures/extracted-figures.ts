import type { Figure } from "../domain/figure.ts";
import type { Span } from "../domain/span.ts";

/** A number of the report that was not taken as a figure, and why. Offsets point into the report's text. */
export interface LeftOutNumber extends Span {
  readonly text: string;
  readonly reason: string;
}

export interface ExtractedFigures {
  readonly figures: readonly Figure[];
  readonly leftOut: readonly LeftOutNumber[];
}
