import { createHash } from "node:crypto";
import type { Language, ParsedQuestion } from "../../domain/question.ts";
import type { Catalogue } from "../../retrieve/catalogue.ts";

const ID_CHARACTERS = 16;
/** Intents whose answer depends on the words themselves, not on slots alone. */
const WORDY = new Set(["explain", "list", "exists", "define", "out_of_scope"]);

const versions = new WeakMap<Catalogue, string>();

/** Names the state of the visible data: reports and the hashes of their texts. */
export function dataVersion(catalogue: Catalogue): string {
  const held = versions.get(catalogue);
  if (held !== undefined) return held;
  const hash = createHash("sha256");
  for (const line of catalogue.reports.map((report) => `${report.id} ${report.version}\n`).toSorted()) hash.update(line);
  const version = hash.digest("hex").slice(0, ID_CHARACTERS);
  versions.set(catalogue, version);
  return version;
}

/** The same plan over the same data has the same id, however the question was worded. */
export function answerId(version: string, parsed: ParsedQuestion, language: Language): string {
  const plan = [
    parsed.intent,
    language,
    parsed.scope,
    valuesOf(parsed.owners),
    parsed.unknownOwners.map((mention) => mention.text),
    valuesOf(parsed.indicators),
    valuesOf(parsed.period),
    [parsed.wantedKind, parsed.wantedUnit, parsed.population, parsed.subject],
    [parsed.direction, parsed.top, parsed.aggregate],
    parsed.threshold === null
      ? null
      : [parsed.threshold.comparator, parsed.threshold.value, parsed.threshold.unit, ...(parsed.threshold.upTo === undefined ? [] : [parsed.threshold.upTo])],
    parsed.premise === null ? null : [parsed.premise.value, parsed.premise.unit],
    ...(parsed.thresholds ?? []).slice(1).map(({ comparator, value, unit }) => [comparator, value, unit]),
    ...[parsed.subjects, parsed.partsNoun, parsed.regionBeside, parsed.regionAsked].flatMap((value) => (value === undefined ? [] : [value])),
    ...(parsed.reportYears === undefined ? [] : [[parsed.reportYears.comparator, parsed.reportYears.count]]),
    ...(parsed.yardstick === undefined ? [] : [[parsed.yardstick.ownerId, parsed.yardstick.comparator, parsed.yardstick.factor ?? null]]),
    WORDY.has(parsed.intent) || parsed.indicators.certainty === "missing" ? parsed.searchText : null,
  ];
  return createHash("sha256").update(version).update(JSON.stringify(plan)).digest("hex").slice(0, ID_CHARACTERS);
}

function valuesOf(slot: ParsedQuestion["owners"] | ParsedQuestion["indicators"] | ParsedQuestion["period"]): unknown {
  if (slot.certainty === "missing") return null;
  return slot.certainty === "ambiguous" ? slot.candidates : slot.value;
}
