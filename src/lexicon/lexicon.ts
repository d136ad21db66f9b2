import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { IndicatorId } from "../domain/ids.ts";
import type { Indicator } from "../domain/indicator.ts";
import { AppError } from "../domain/issue.ts";
import { createUnitTable, type UnitTable } from "../text/units.ts";
import { type AliasForm, type AliasIndex, createAliasIndex } from "./alias-index.ts";
import { aliasForms, checkIndicators, type FiledIndicator } from "./check-indicators.ts";
import { parseIndicatorEntries, toIndicator } from "./indicator-schema.ts";

/** The closed vocabularies of data/lexicon, read once and frozen. */
export interface Lexicon {
  /** In the order of their files, then of their entries. */
  readonly indicators: readonly Indicator[];
  indicator(id: IndicatorId): Indicator | undefined;
  /** The entries that measure one thing in different kinds, in order; empty for an unknown name. */
  family(name: string): readonly Indicator[];
  readonly units: UnitTable;
  readonly aliases: AliasIndex;
  /** SHA-256 over names and bytes of all files read, hexadecimal. */
  readonly hash: string;
}

const unitEntriesSchema = z
  .array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(["count", "share", "amount", "area", "average", "score", "ratio"]),
      spellings: z.array(z.string()),
      nearSpellings: z.array(z.string()).exactOptional(),
      near: z.array(z.string()).exactOptional(),
      notBefore: z.record(z.string(), z.array(z.string())).exactOptional(),
      en: z.string(),
      enOne: z.string(),
    }),
  )
  .min(1);

interface LexiconFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Reads `units.json` and `indicators/*.json` below `folder`. Throws AppError "lexicon_invalid" that names file, entry and flaw. */
export function loadLexicon(folder: string): Lexicon {
  const unitFile = readLexiconFile(folder, "units.json");
  const indicatorFiles = listIndicatorFiles(folder).map((name) => readLexiconFile(folder, name));
  const unitEntries = parseUnits(unitFile);
  const unitIds = new Set(["", ...unitEntries.map((unit) => unit.id)]); // "" is the bare number (a ratio printed as 13.37)
  const filed = indicatorFiles.flatMap(readIndicators);
  const flaws: string[] = [];
  const forms = filed.flatMap(({ file, indicator }) => aliasForms(indicator, (reason) => flaws.push(`${file}, entry "${indicator.id}": ${reason}`)));
  flaws.push(...checkIndicators(filed, forms, (unit) => unitIds.has(unit)));
  if (flaws.length > 0) throw invalid(flaws.join("; "));
  return assemble(filed, forms, createUnitTable(unitEntries), hashFiles([unitFile, ...indicatorFiles]));
}

function assemble(filed: readonly FiledIndicator[], forms: readonly AliasForm[], units: UnitTable, hash: string): Lexicon {
  const indicators = filed.map((entry) => entry.indicator);
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const byFamily = new Map<string, Indicator[]>();
  for (const indicator of indicators) byFamily.set(indicator.family, [...(byFamily.get(indicator.family) ?? []), indicator]);
  return {
    indicators,
    indicator: (id) => byId.get(id),
    family: (name) => byFamily.get(name) ?? [],
    units,
    aliases: createAliasIndex(forms),
    hash,
  };
}

function readIndicators(file: LexiconFile): FiledIndicator[] {
  const parsed = parseIndicatorEntries(parseJson(file));
  if (parsed.kind === "invalid") throw invalid(`${file.name}: ${parsed.reason}`);
  const group = basename(file.name, ".json");
  return parsed.entries.map((entry) => ({ file: file.name, indicator: toIndicator(entry, group) }));
}

function parseUnits(file: LexiconFile): z.infer<typeof unitEntriesSchema> {
  const parsed = unitEntriesSchema.safeParse(parseJson(file));
  if (parsed.success) return parsed.data;
  throw invalid(`${file.name}: ${z.prettifyError(parsed.error)}`);
}

function parseJson(file: LexiconFile): unknown {
  try {
    return JSON.parse(file.bytes.toString("utf8"));
  } catch (cause) {
    throw invalid(`${file.name}: it is not JSON`, cause);
  }
}

function listIndicatorFiles(folder: string): string[] {
  try {
    const names = readdirSync(join(folder, "indicators")).filter((name) => name.endsWith(".json"));
    return names.sort().map((name) => `indicators/${name}`);
  } catch (cause) {
    throw invalid("indicators: the folder cannot be read", cause);
  }
}

function readLexiconFile(folder: string, name: string): LexiconFile {
  try {
    return { name, bytes: readFileSync(join(folder, name)) };
  } catch (cause) {
    throw invalid(`${name}: the file cannot be read`, cause);
  }
}

function hashFiles(files: readonly LexiconFile[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file.name}\n${file.bytes.length}\n`).update(file.bytes);
  return hash.digest("hex");
}

function invalid(reason: string, cause?: unknown): AppError {
  return new AppError("lexicon_invalid", `The lexicon cannot be used: ${reason}`, cause === undefined ? undefined : { cause });
}
