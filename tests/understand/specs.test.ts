import { describe, expect, it } from "vitest";
import type { ParsedQuestion, Slot } from "../../src/domain/question.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { parseQuestion } from "../../src/understand/parse-question.ts";
import followups from "../specs/followups.json" with { type: "json" };
import intents from "../specs/intents.json" with { type: "json" };
import periods from "../specs/question-periods.json" with { type: "json" };
import questions from "../specs/questions.json" with { type: "json" };
import schools from "../specs/schools.json" with { type: "json" };
import { worlds } from "./worlds.ts";

const lexicon = loadLexicon("data/lexicon");

/** What a case may state; only stated fields are compared. */
interface Case {
  readonly world?: string;
  readonly history?: readonly string[];
  readonly question: string;
  readonly [field: string]: unknown;
}

const contentOf = <T>(slot: Slot<T>): T | readonly T[] | null =>
  slot.certainty === "missing" ? null : slot.certainty === "ambiguous" ? slot.candidates : slot.value;

/** The parsed question in the flat words of the cases. */
function flatten(parsed: ParsedQuestion): Record<string, unknown> {
  const indicators = parsed.indicators.certainty === "missing" || parsed.indicators.certainty === "ambiguous" ? [] : parsed.indicators.value;
  const owners = parsed.owners;
  const mentions = owners.certainty === "stated" || owners.certainty === "ambiguous" ? owners.mentions : [];
  return {
    intent: parsed.intent,
    owners: contentOf(parsed.owners),
    certainty: parsed.owners.certainty,
    how: mentions.map((mention) => mention.how),
    mentioned: mentions.map((mention) => mention.text),
    unknown: parsed.unknownOwners.map((mention) => mention.text),
    scope: parsed.scope,
    indicators: indicators.map((asked) => (asked.kind === "entry" ? asked.id : `open:${asked.words}`)),
    unit: indicators[0]?.kind === "open" ? indicators[0].unit : null,
    indicatorCertainty: parsed.indicators.certainty,
    period: contentOf(parsed.period),
    periodCertainty: parsed.period.certainty,
    threshold:
      parsed.threshold === null
        ? null
        : `${parsed.threshold.comparator}${parsed.threshold.value}${parsed.threshold.unit}${parsed.threshold.upTo === undefined ? "" : ` ${parsed.threshold.upTo.comparator}${parsed.threshold.upTo.value}`}`,
    yardstick: parsed.yardstick === undefined ? null : `${parsed.yardstick.comparator}${parsed.yardstick.ownerId}`,
    premise: parsed.premise === null ? null : `${parsed.premise.value}${parsed.premise.unit}`,
    wantedKind: parsed.wantedKind,
    wantedUnit: parsed.wantedUnit,
    direction: parsed.direction,
    top: parsed.top,
    aggregate: parsed.aggregate,
    aspect: parsed.wantedAspect ?? null,
    population: parsed.population,
    subject: parsed.subject,
    parts: parsed.partsNoun ?? null,
    regionAsked: parsed.regionAsked ?? null,
    region: parsed.regionBeside ?? null,
    reason: parsed.outOfScope,
    language: parsed.language,
    script: parsed.script,
    search: parsed.searchText,
  };
}

function check({ world = "two", history = [], question, ...expected }: Case): void {
  const owners = worlds[world] ?? [];
  const turns = history.map((content) => ({ role: "user" as const, content }));
  const parsed = parseQuestion(question, { lexicon, owners, history: turns });
  const flat = flatten(parsed);
  const actual = Object.fromEntries(Object.keys(expected).map((field) => [field, flat[field]]));
  expect(actual, parsed.trace.join(" ")).toEqual(expected);
  for (const mention of parsed.owners.certainty === "stated" ? parsed.owners.mentions : [])
    expect(question.slice(mention.start, mention.end)).toBe(mention.text);
  for (const mention of parsed.unknownOwners) expect(question.slice(mention.start, mention.end)).toBe(mention.text);
}

const suites: Readonly<Record<string, readonly Case[]>> = { schools, intents, "question periods": periods, followups, "questions of all sorts": questions };
for (const [name, cases] of Object.entries(suites)) {
  describe(name, () => {
    it.each(cases.map((entry) => [[...(entry.history ?? []), entry.question].join(" ⏎ "), entry] as const))("%s", (_title, entry) => check(entry));
  });
}
