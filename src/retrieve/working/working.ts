import type { Figure } from "../../domain/figure.ts";
import type { ReportId } from "../../domain/ids.ts";
import type { Lexicon } from "../../lexicon/lexicon.ts";
import type { AskedWorking } from "./asked-forms.ts";
import type { ToldItem, ToldList } from "./list-sums.ts";

/** What is asked of a list of numbers as a whole. */
export type AskedList = Extract<AskedWorking, { kind: "order" | "sum" | "mean" | "spread" | "items" }>;

/** The printed numbers of one report that a question wants worked with. `sure`: the report's own words hold all that was asked. */
export type Working =
  | {
      readonly kind: "share";
      readonly part: ToldItem;
      readonly whole: ToldItem;
      /** The share itself, where the report prints it right behind the part. */
      readonly printed: Figure | null;
      readonly sure: boolean;
    }
  /** A part of a whole that the report gives by its two sides alone (在编, 编外). */
  | { readonly kind: "side"; readonly part: ToldItem; readonly sides: readonly [ToldItem, ToldItem]; readonly sure: true }
  | {
      readonly kind: "rate" | "rest" | "each" | "times";
      readonly part: ToldItem;
      readonly whole: ToldItem;
      readonly printed: Figure | null;
      readonly share: boolean;
      readonly sure: boolean;
    }
  | {
      readonly kind: "order" | "sum" | "mean" | "spread" | "items";
      readonly asked: AskedList;
      readonly list: ToldList;
      readonly sure: boolean;
    };

export interface WorkingDeps {
  readonly lexicon: Lexicon;
  readonly readText: (id: ReportId) => string;
}

/** Below it the words of a report speak of something else. */
export const LEAST_COVER = 0.75;
export const SURE = 0.99;
export const OTHER_SENTENCE = 100_000;
export const PEOPLE = new Set(["人", "人次"]);
