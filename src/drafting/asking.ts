import type { AuditNotes } from "../answer/audit-notes.ts";
import type { ComposeContext, Draft } from "../answer/draft.ts";
import type { DraftedPart } from "../answer/output/join-answers.ts";
import type { GateBreak } from "../answer/output/number-gate.ts";
import type { AuditRules } from "../audit/rules.ts";
import type { Figure } from "../domain/figure.ts";
import type { Embedder, Segmenter, VectorIndex } from "../domain/ports.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { SchoolRegistry } from "../lexicon/school-registry.ts";
import type { Catalogue } from "../retrieve/catalogue.ts";
import type { Evidence } from "../retrieve/evidence.ts";
import type { ReportRecord, Store } from "../store/store.ts";
import type { ChineseLook } from "./chinese-look.ts";

export interface AnswerDeps {
  readonly store: Store;
  readonly lexicon: Lexicon;
  /** Names of schools kept by hand. */
  readonly schools?: SchoolRegistry;
  readonly embedder: Embedder;
  readonly segmenter: Segmenter;
  readonly vectors: () => VectorIndex;
  /** How indicators hang together: what may be computed from what, and what contradicts what. Nothing of either without them. */
  readonly rules?: AuditRules;
  /** Audits reports; made from the store and the rules unless given. Several views of one index share what it keeps. */
  readonly audit?: (record: ReportRecord) => AuditNotes;
  /** Milliseconds. */
  readonly clock: () => number;
  /** Told as the answer takes shape, and of numbers that the gate refused. */
  readonly observe?: (event: AnswerStep) => void;
}

export type AnswerStep =
  | { readonly kind: "understood"; readonly parsed: ParsedQuestion }
  | { readonly kind: "evidence"; readonly evidence: Evidence }
  | { readonly kind: "withheld"; readonly breaks: readonly GateBreak[] };

/** One line of questions being asked: what it is answered from, and how more may be asked on the way. */
export interface Asking extends Pick<ComposeContext, "language" | "audit"> {
  readonly deps: AnswerDeps;
  readonly catalogue: Catalogue;
  /** What the asker said besides the part at hand. */
  readonly heard: readonly string[];
  /** The user's earlier turns, the last first. */
  readonly before: readonly string[];
  /** Whether a draft that tells too little gives way to a sentence that may tell it. */
  readonly looksAgain: boolean;
  /** The question in the words of the reports; null where it is that already. */
  readonly inChinese: (parsed: ParsedQuestion) => ChineseLook | null;
  readonly reread: (question: string) => ParsedQuestion;
  /** Read without the talk before it. */
  readonly alone: (question: string) => ParsedQuestion;
}

/** A question with its draft. */
export type Drafted = Omit<DraftedPart, "start" | "end">;

/** The printed figures that a draft tells. */
export const printedIn = ({ figures }: Draft): readonly Figure[] => figures.flatMap((shown) => (shown.kind === "printed" ? [shown.figure] : []));
