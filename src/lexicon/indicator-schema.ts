import { z } from "zod";
import { toIndicatorId } from "../domain/ids.ts";
import type { Indicator } from "../domain/indicator.ts";

const words = z.string().trim().min(1);
const wordList = z.array(words);

/** An entry of data/lexicon/indicators/*.json as a person writes it; what is left out gets the defaults of {@link toIndicator}. */
const indicatorEntrySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/, "must be snake_case English"),
  zh: words,
  en: words,
  kind: z.enum(["count", "share", "amount", "area", "average", "score", "ratio"]),
  unit: z.string(),
  units: z.array(z.string()).min(1).optional(),
  family: words.optional(),
  denominator: words.optional(),
  population: words.optional(),
  direction: z.enum(["higher", "lower", "neutral"]).default("neutral"),
  definition: words,
  definitionEn: words.optional(),
  siblings: wordList.default([]),
  sides: wordList.optional(),
  core: words.optional(),
  context: z.array(words).min(1).optional(),
  aliases: z
    .strictObject({
      zh: wordList.default([]),
      ask: wordList.default([]),
      prose: wordList.default([]),
      en: wordList.default([]),
      not: wordList.default([]),
    })
    .default({ zh: [], ask: [], prose: [], en: [], not: [] }),
});

export type IndicatorEntry = z.infer<typeof indicatorEntrySchema>;

export type ParsedEntries = { readonly kind: "entries"; readonly entries: readonly IndicatorEntry[] } | { readonly kind: "invalid"; readonly reason: string };

/** Reads the list of one file. A flaw comes back as one line that names the entry (its id, else its place) and the field. */
export function parseIndicatorEntries(value: unknown): ParsedEntries {
  const parsed = z.array(indicatorEntrySchema).min(1).safeParse(value);
  if (parsed.success) return { kind: "entries", entries: parsed.data };
  const issue = parsed.error.issues[0];
  if (issue === undefined) return { kind: "invalid", reason: "it does not have the form of an indicator list" };
  const [place, ...field] = issue.path;
  const where = typeof place === "number" ? `entry ${entryName(value, place)}: ` : "";
  return { kind: "invalid", reason: `${where}${field.length === 0 ? "" : `${field.join(".")}: `}${issue.message}` };
}

/** The entry with its defaults: `units` = [unit], `family` = id, `group` = the file's name. */
export function toIndicator(entry: IndicatorEntry, group: string): Indicator {
  return {
    id: toIndicatorId(entry.id),
    zh: entry.zh,
    en: entry.en,
    group,
    kind: entry.kind,
    unit: entry.unit,
    units: entry.units ?? [entry.unit],
    family: entry.family ?? entry.id,
    denominator: entry.denominator ?? null,
    population: entry.population ?? null,
    direction: entry.direction,
    definition: entry.definition,
    definitionEn: entry.definitionEn ?? null,
    siblings: entry.siblings.map(toIndicatorId),
    ...(entry.sides === undefined ? {} : { sides: entry.sides.map(toIndicatorId) }),
    ...(entry.core === undefined ? {} : { core: toIndicatorId(entry.core) }),
    aliases: entry.aliases,
    ...(entry.context === undefined ? {} : { context: entry.context }),
  };
}

function entryName(value: unknown, place: number): string {
  const entry: unknown = Array.isArray(value) ? value[place] : undefined;
  const id = typeof entry === "object" && entry !== null && "id" in entry ? entry.id : undefined;
  return typeof id === "string" && id !== "" ? `"${id}"` : `number ${place + 1}`;
}
