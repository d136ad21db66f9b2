/** Gold figures of tests/eval/figures and tests/fixtures/reports, brought to one form. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Report } from "../src/domain/report.ts";
import { readReport } from "../src/ingest/read-report.ts";

/** What a gold figure must be. `undefined` = not asked; `"*"` = anything will do. */
export interface Wanted {
  /** By offset in the report, or (constructed clauses) by raw text in order. */
  readonly start: number | null;
  readonly raw: string;
  readonly value: string;
  readonly unit: string;
  /** An indicator's name; null = no entry may be given to it; undefined = judged by `words` alone. */
  readonly name: string | null | undefined;
  /** The entry's id, where the gold tells it; null = no entry may be given. Goes before `name`. */
  readonly id?: string | null | undefined;
  /** Entries that are all right; with `words`, no entry and these words are right too. */
  readonly ids?: readonly string[] | undefined;
  readonly words?: string | undefined;
  readonly qualifier?: string | undefined;
  readonly aspect: string;
  /** null = the owner itself. */
  readonly subject: string | null;
  /** A sub-group that must be kept, as subject, population or in the figure's own words. */
  readonly part?: string | undefined;
  /** The number is of the whole: no sub-group may be given to it but one that its own name tells. */
  readonly whole?: boolean;
  readonly denominator?: string | undefined;
  readonly year?: number | undefined;
}

export interface GoldText {
  readonly report: Report;
  readonly wanted: readonly Wanted[];
  /** Spans or raw texts that may be taken or left. */
  readonly arguable: readonly (number | string)[];
  /** Only key figures are marked: what else is taken is not extra, except inside `notFigures`. */
  readonly partial: boolean;
  readonly notFigures: readonly { readonly start: number; readonly end: number }[];
}

export interface GoldSet {
  readonly name: string;
  readonly texts: readonly GoldText[];
}

const span = z.object({ start: z.number(), end: z.number() });
const spanFile = z.object({
  file: z.string(),
  sha256: z.string(),
  ignore: z.array(span).default([]),
  figures: z.array(
    span.extend({
      value: z.string(),
      unit: z.string(),
      qualifier: z.string(),
      indicator: z.string().optional(),
      indicatorId: z.string().nullable().optional(),
      /** Two right readings: either of these entries, or (with `words`) none of them and these words. */
      indicatorIds: z.array(z.string()).optional(),
      words: z.string().optional(),
      scope: z.string().optional(),
      /** The sub-group or owner that must be kept; "*" = anything. */
      part: z.string().optional(),
      year: z.number().optional(),
    }),
  ),
});

/** One file of spans per report of the reports' folder; reports that are not there are left out. */
export function spanSets(folder: string, reports: string): GoldSet[] {
  const sets: GoldSet[] = [];
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith(".json") && entry !== "clauses.json")) {
    const gold = spanFile.parse(JSON.parse(readFileSync(join(folder, name), "utf8")));
    const path = join(reports, gold.file);
    if (!existsSync(path)) {
      console.log(`${name}: ${gold.file} is not in the reports' folder; left out`);
      continue;
    }
    const report = readReport(gold.file, readFileSync(path));
    if (createHash("sha256").update(report.text).digest("hex") !== gold.sha256) throw new Error(`${gold.file} is not the text that ${name} was annotated on`);
    sets.push({ name, texts: [{ report, wanted: wantedOf(gold, report), arguable: gold.ignore.map((item) => item.start), partial: false, notFigures: [] }] });
  }
  return sets;
}

/** Invented reports with every figure marked, told apart from those that the rules were written against: one set. */
export function heldOutSet(folder: string): GoldSet {
  const texts = spanSets(folder, folder).flatMap((set) => set.texts);
  return { name: "held-out", texts };
}

const wantedOf = (gold: z.infer<typeof spanFile>, report: Report): Wanted[] =>
  gold.figures.map((item) => ({
    start: item.start,
    raw: report.text.slice(item.start, item.end),
    value: item.value,
    unit: item.unit,
    name: item.indicatorId === null || item.indicatorIds?.length === 0 ? null : item.part !== undefined ? "*" : item.indicator,
    id: item.indicatorId,
    ids: item.indicatorIds,
    part: item.part === "*" ? undefined : item.part,
    whole: item.year !== undefined && item.part === undefined && item.indicatorIds?.length !== 0,
    year: item.year,
    words: item.words,
    qualifier: item.qualifier,
    // "plan subject": the plan of a part of the school.
    aspect: item.scope?.replace(/ ?subject$/, "") || "actual",
    subject: item.scope?.endsWith("subject") === true || item.indicatorIds?.length === 0 ? "*" : null,
  }));

const clauseScope = z.strictObject({
  qualifier: z.string().optional(),
  aspect: z.string().optional(),
  subject: z.string().optional(),
  population: z.string().optional(),
  part: z.string().optional(),
  denominator: z.string().optional(),
  year: z.number().optional(),
  words: z.string().optional(),
});
const clauseFile = z.array(
  z.strictObject({
    text: z.string(),
    format: z.literal("markdown").optional(),
    figures: z.array(z.tuple([z.string(), z.string(), z.string(), z.string().nullable()]).rest(clauseScope)),
    arguable: z.array(z.string()).default([]),
  }),
);

/** The constructed clauses, each read as a report of its own about 2021. */
export function clauseSet(path: string): GoldSet {
  const clauses = clauseFile.parse(JSON.parse(readFileSync(path, "utf8")));
  const texts = clauses.map(({ text, format, figures, arguable }) => {
    const source =
      format === undefined
        ? `云杉县职业中等专业学校质量年度报告（2021年度）\n\n一、基本情况\n\n${text}\n`
        : `# 云杉县职业中等专业学校质量年度报告（2021年度）\n\n## 一、基本情况\n\n${text}\n`;
    const report = readReport(format === undefined ? "clause.txt" : "clause.md", new TextEncoder().encode(source));
    const wanted = figures.map(([raw, value, unit, name, more]) => ({
      start: null,
      raw,
      value,
      unit,
      name,
      words: more?.words,
      qualifier: more?.qualifier ?? "exact",
      aspect: more?.aspect ?? "actual",
      subject: more?.subject ?? null,
      part: more?.part ?? more?.population,
      denominator: more?.denominator,
      year: more?.year,
    }));
    return { report, wanted, arguable, partial: false, notFigures: [] };
  });
  return { name: "clauses", texts };
}

const plantedFile = z.object({
  reports: z.array(
    z.object({
      file: z.string(),
      figures: z.array(
        span.extend({
          indicator: z.string(),
          value: z.string(),
          unit: z.string(),
          aspect: z.string().optional(),
          subject: z.string().nullish(),
        }),
      ),
    }),
  ),
  notFigures: z.array(span.extend({ file: z.string() })),
});

/** The invented reports: only key figures are marked, so recall is measured, and precision over the spans that are no figures. */
export function plantedSet(folder: string): GoldSet {
  const planted = plantedFile.parse(JSON.parse(readFileSync(join(folder, "planted.json"), "utf8")));
  const texts = planted.reports.map(({ file, figures }) => {
    const report = readReport(file, readFileSync(join(folder, file)));
    const wanted = figures.map((item) => ({
      start: item.start,
      raw: report.text.slice(item.start, item.end),
      value: item.value,
      unit: item.unit,
      name: item.indicator,
      aspect: item.aspect ?? "actual",
      subject: item.subject ?? null,
    }));
    return { report, wanted, arguable: [], partial: true, notFigures: planted.notFigures.filter((entry) => entry.file === file) };
  });
  return { name: "planted", texts };
}
