import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Figure } from "../domain/figure.ts";
import { type IndicatorId, toIndicatorId } from "../domain/ids.ts";
import { AppError } from "../domain/issue.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { compareDecimals } from "../text/decimal.ts";
import { type Bounds, convert, statedBounds } from "./bounds.ts";
import { type AuditView, createView, type Fact, plainFacts, toTerm } from "./facts.ts";
import type { FindingTerm } from "./finding.ts";
import { computed } from "./quotient.ts";
import type { AuditRules } from "./rules.ts";

const id = z.string().transform(toIndicatorId);
const words = z.string().min(1);

const requirementSchema = z.strictObject({
  indicator: id,
  comparator: z.enum([">=", "<="]),
  value: z.string().regex(/^\d+(?:\.\d+)?$/, "must be a plain decimal in quotes"),
  unit: z.string(),
  article: words,
  scope: words,
  /** Of what the share is one, where that is not what the lexicon says. */
  denominator: words.optional(),
  /** Whether the value was held against a public copy of the document. */
  checked: z.boolean(),
});

const standardSchema = z.strictObject({
  id: words,
  title: words,
  titleEn: words,
  document: words,
  date: words,
  issuer: words,
  scope: words,
  scopeEn: words,
  /** First report year that it is held against; earlier reports are left out. */
  from: z.number().int().optional(),
  /** Owners whose name holds one of these go by another standard. */
  exceptNames: z.array(words),
  requirements: z.array(requirementSchema).min(1),
});

const expectedSchema = z.strictObject({
  id: words,
  title: words,
  titleEn: words,
  document: words,
  date: words,
  note: words,
  noteEn: words,
  groups: z.array(z.strictObject({ zh: words, en: words, expected: z.array(z.strictObject({ anyOf: z.array(id).min(1), checked: z.boolean() })).min(1) })),
});

export type Standard = z.infer<typeof standardSchema>;
export type Requirement = Standard["requirements"][number];
export type ExpectedIndicators = z.infer<typeof expectedSchema>;

/** What data/standards holds. */
export interface Standards {
  readonly standards: readonly Standard[];
  readonly expected: ExpectedIndicators;
}

const EXPECTED_FILE = "expected-indicators.json";
/** Files of the folder that are no standards. */
const OTHER_FILES = [EXPECTED_FILE, "ingest-thresholds.json"];

/** Reads the standards below `folder`. Throws AppError "standards_invalid" that names file and flaw. */
export function loadStandards(folder: string, lexicon: Lexicon): Standards {
  const expected = read(folder, EXPECTED_FILE, expectedSchema);
  const known = (file: string, ids: readonly IndicatorId[]): void => {
    const unknown = ids.find((one) => lexicon.indicator(one) === undefined);
    if (unknown !== undefined) throw invalid(file, `there is no indicator "${unknown}"`);
  };
  known(
    EXPECTED_FILE,
    expected.groups.flatMap((group) => group.expected.flatMap((one) => one.anyOf)),
  );
  const names = readdirSync(folder).filter((name) => name.endsWith(".json") && !OTHER_FILES.includes(name));
  const standards = names.sort().map((name) => {
    const standard = read(folder, name, standardSchema);
    known(
      name,
      standard.requirements.map((one) => one.indicator),
    );
    return standard;
  });
  return { standards, expected };
}

/** How a value stands to a requirement; `unclear` where vagueness or another denominator leaves it open. */
export interface StandardCheck {
  readonly standard: Standard;
  readonly requirement: Requirement;
  readonly verdict: "meets" | "misses" | "unclear";
  /** The figure, or the operands of a computed value. */
  readonly terms: readonly FindingTerm[];
  /** Null when the report prints the value itself. */
  readonly formula: string | null;
  readonly value: string;
}

/** What the report is about, as far as a standard's scope asks. */
export interface StandardSubject {
  readonly name: string;
  readonly kind: "school" | "region" | "nation";
  readonly year: number | null;
}

/** Every requirement that the figures speak to. Schools alone are checked; means that are not printed are computed where both operands are. */
export function checkStandards(
  figures: readonly Figure[],
  subject: StandardSubject,
  text: string,
  data: { readonly lexicon: Lexicon; readonly rules: AuditRules; readonly standards: Standards },
): StandardCheck[] {
  if (subject.kind !== "school") return [];
  const view = createView(figures, data.lexicon, data.rules, text);
  return data.standards.standards
    .filter((standard) => applies(standard, subject))
    .flatMap((standard) => standard.requirements.flatMap((requirement) => checkRequirement(view, standard, requirement)));
}

const applies = (standard: Standard, subject: StandardSubject): boolean =>
  !standard.exceptNames.some((part) => subject.name.includes(part)) && (standard.from === undefined || subject.year === null || subject.year >= standard.from);

function checkRequirement(view: AuditView, standard: Standard, requirement: Requirement): StandardCheck[] {
  const fact = plainFacts(view, requirement.indicator)[0];
  if (fact !== undefined) {
    const bounds = convert(statedBounds(fact.figure, view.rules.about), fact.figure.unit, requirement.unit, view.rules);
    if (bounds === null) return [];
    const verdict = sameBase(fact, requirement) ? judge(bounds, requirement) : "unclear";
    return [{ standard, requirement, verdict, terms: [toTerm(fact.figure, fact.indicator)], formula: null, value: fact.figure.source.raw }];
  }
  const derived = computed(view, requirement.indicator, requirement.unit);
  if (derived === null) return [];
  return [
    {
      standard,
      requirement,
      verdict: judge(derived.bounds, requirement),
      terms: derived.terms,
      formula: derived.formula,
      value: `${derived.value}${requirement.unit}`,
    },
  ];
}

function sameBase(fact: Fact, requirement: Requirement): boolean {
  return requirement.denominator === undefined || (fact.figure.denominator ?? fact.indicator.denominator) === requirement.denominator;
}

function judge(bounds: Bounds, { comparator, value }: Requirement): StandardCheck["verdict"] {
  const [near, far] = comparator === ">=" ? [bounds.low, bounds.high] : [bounds.high, bounds.low];
  const holds = (side: string | null): boolean | null => {
    if (side === null) return null;
    const order = compareDecimals(side, value);
    return comparator === ">=" ? order >= 0 : order <= 0;
  };
  if (holds(near) === true) return "meets";
  return holds(far) === false ? "misses" : "unclear";
}

/** An expected figure that the report lacks: any of the indicators would do. */
export interface MissingIndicator {
  readonly group: { readonly zh: string; readonly en: string };
  readonly anyOf: readonly { readonly id: IndicatorId; readonly zh: string; readonly en: string }[];
}

/** Which of the expected figures a report does not give as a fact about its owner. */
export function missingIndicators(figures: readonly Figure[], expected: ExpectedIndicators, lexicon: Lexicon): MissingIndicator[] {
  const given = new Set(figures.filter((figure) => figure.aspect === "actual" && figure.subject === null).map((figure) => figure.indicator.id));
  return expected.groups.flatMap((group) =>
    group.expected
      .filter((one) => !one.anyOf.some((indicator) => given.has(indicator)))
      .map((one) => ({
        group: { zh: group.zh, en: group.en },
        anyOf: one.anyOf.flatMap((indicator) => {
          const entry = lexicon.indicator(indicator);
          return entry === undefined ? [] : [{ id: entry.id, zh: entry.zh, en: entry.en }];
        }),
      })),
  );
}

function read<Schema extends z.ZodType>(folder: string, file: string, schema: Schema): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(join(folder, file), "utf8"));
  } catch (cause) {
    throw new AppError("standards_invalid", `The standards cannot be used: ${file} is missing or is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalid(file, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "it does not have the form of a standard"}`);
  }
  return parsed.data;
}

const invalid = (file: string, flaw: string): AppError => new AppError("standards_invalid", `The standards cannot be used: ${file}: ${flaw}.`);
