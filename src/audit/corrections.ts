import { z } from "zod";
import type { Figure } from "../domain/figure.ts";
import { toIndicatorId } from "../domain/ids.ts";
import { AppError } from "../domain/issue.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";

const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/, "must be a plain decimal in the canonical unit, in quotes");

/** What a person says of one figure; every part left out stays as it was read. */
const setSchema = z
  .strictObject({
    indicator: z.string().nullable().optional(),
    value: decimal.optional(),
    unit: z.string().optional(),
    subject: z.string().nullable().optional(),
    population: z.string().nullable().optional(),
    aspect: z.enum(["actual", "plan", "change", "history", "rank"]).optional(),
    drop: z.literal(true).optional(),
  })
  .refine((set) => Object.keys(set).length > 0, "changes nothing");

const correctionSchema = z.strictObject({
  /** The report's id, or its file's path as it is shown. */
  report: z.string().min(1),
  /** The number as printed, unit and qualifier included. */
  raw: z.string().min(1),
  /** Where it stood when the correction was made; words around it find it again in a changed text. */
  start: z.number().int().nonnegative().optional(),
  near: z.string().optional(),
  set: setSchema,
  by: z.string().min(1),
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "is a date, YYYY-MM-DD"),
  note: z.string().optional(),
});

export const correctionListSchema = z.array(correctionSchema);
export type Correction = z.infer<typeof correctionSchema>;

/** Parses one file of corrections. Throws AppError "corrections_invalid" that names file and entry. */
export function parseCorrections(file: string, text: string, lexicon: Lexicon): Correction[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError("corrections_invalid", `Corrections cannot be read: ${file} is not JSON.`, { cause });
  }
  const parsed = correctionListSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const [place, ...field] = issue?.path ?? [];
    throw invalid(file, place, `${field.join(".")} ${issue?.message ?? "is no correction"}`);
  }
  parsed.data.forEach((correction, place) => {
    const { indicator } = correction.set;
    if (typeof indicator === "string" && lexicon.indicator(toIndicatorId(indicator)) === undefined)
      throw invalid(file, place, `there is no indicator "${indicator}"`);
  });
  return parsed.data;
}

const invalid = (file: string, place: PropertyKey | undefined, flaw: string): AppError =>
  new AppError("corrections_invalid", `Corrections cannot be read: ${file}, entry ${Number(place ?? 0) + 1}: ${flaw.trim()}.`);

export interface CorrectedFigures {
  readonly figures: readonly Figure[];
  /** Corrections whose number is not in the report, or stands there more than once with nothing to tell which. */
  readonly unapplied: readonly Correction[];
}

/**
 * Figures with a person's corrections in place, each marked with who and when; one that was told to drop is gone. `text` is the report's.
 * A later correction of the same figure goes over an earlier one. Pure.
 */
export function applyCorrections(figures: readonly Figure[], corrections: readonly Correction[], text: string, lexicon: Lexicon): CorrectedFigures {
  const corrected: (Figure | null)[] = [...figures];
  const unapplied: Correction[] = [];
  for (const correction of corrections) {
    const place = findFigure(figures, correction, text);
    const figure = place === -1 ? undefined : figures[place];
    if (figure === undefined) unapplied.push(correction);
    else corrected[place] = correct(corrected[place] ?? figure, correction, lexicon);
  }
  return { figures: corrected.filter((figure) => figure !== null), unapplied };
}

/** At the very place, else the only figure with these characters, else the only one near the given words; -1 for none. */
export function findFigure(figures: readonly Figure[], { raw, start, near }: Pick<Correction, "raw" | "start" | "near">, text: string): number {
  const candidates = figures.flatMap((figure, place) => (figure.source.raw === raw ? [place] : []));
  const exact = candidates.find((place) => figures[place]?.source.start === start);
  const around = (place: number): string => {
    const context = figures[place]?.source.context ?? { start: 0, end: 0 };
    return text.slice(context.start, context.end);
  };
  const fitting = near === undefined ? candidates : candidates.filter((place) => around(place).includes(near));
  if (exact !== undefined && (near === undefined || fitting.includes(exact))) return exact;
  return fitting.length === 1 ? (fitting[0] ?? -1) : -1;
}

function correct(figure: Figure, { set, by, at }: Correction, lexicon: Lexicon): Figure | null {
  if (set.drop === true) return null;
  const entry = typeof set.indicator === "string" ? lexicon.indicator(toIndicatorId(set.indicator)) : undefined;
  const indicator =
    set.indicator === null
      ? { id: null, name: figure.indicator.words, words: figure.indicator.words }
      : entry === undefined
        ? figure.indicator
        : { id: entry.id, name: entry.zh, words: figure.indicator.words };
  return {
    ...figure,
    indicator,
    kind: entry?.kind ?? figure.kind,
    denominator: entry === undefined ? figure.denominator : entry.denominator,
    value: set.value ?? figure.value,
    unit: set.unit ?? figure.unit,
    subject: set.subject === undefined ? figure.subject : set.subject,
    population: set.population === undefined ? (entry === undefined ? figure.population : entry.population) : set.population,
    aspect: set.aspect ?? figure.aspect,
    confidence: 1,
    correction: { by, at },
  };
}
