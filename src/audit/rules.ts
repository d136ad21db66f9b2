import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { toIndicatorId } from "../domain/ids.ts";
import { AppError } from "../domain/issue.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";

const id = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "an indicator's id is snake_case")
  .transform(toIndicatorId);
const positive = z.string().regex(/^\d+(?:\.\d+)?$/, "must be a plain decimal in quotes");
const term = z.union([id.transform((only) => ({ id: only, weight: "1" })), z.strictObject({ id, weight: positive })]);

const relationSchema = z.discriminatedUnion("kind", [
  // Where the part may be more than the whole (招生计划完成率102.6%) it is no part of it, and the share may pass a hundred.
  z.strictObject({
    kind: z.literal("share"),
    share: id,
    part: id,
    wholes: z.array(id).min(1),
    includes: z.array(id).optional(),
    mayExceed: z.boolean().optional(),
  }),
  // A mean that is a rate set beforehand (money granted per student) tells what a quotient would be, and is not held against what was spent.
  z.strictObject({
    kind: z.literal("per_head"),
    average: id,
    total: id,
    by: z.array(id).min(1),
    per: positive.default("1"),
    setBeforehand: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal("ratio"), ratio: id, over: z.array(id).min(1), under: z.array(z.array(term).min(1)).min(1) }),
  z.strictObject({ kind: z.literal("degrees"), parts: z.array(id).min(2), wholes: z.array(z.array(id).min(1)).min(1), tolerance: positive }),
  z.strictObject({ kind: z.literal("sum"), whole: id, parts: z.array(id).min(2), exhaustive: z.boolean() }),
  z.strictObject({ kind: z.literal("at_most"), part: id, whole: id }),
  // What is left of a whole without the part (男生 of 在校生 without 女生), or of what came in without what went out, which may be more.
  z.strictObject({ kind: z.literal("rest"), rest: id, wholes: z.array(id).min(1), part: id, mayExceed: z.boolean().default(false) }),
]);

const fileSchema = z.strictObject({
  relations: z.array(z.unknown()),
  repeating: z.strictObject({ units: z.array(z.string()), indicators: z.array(id) }),
  conversions: z.array(z.strictObject({ from: z.string(), to: z.string(), numerator: positive, denominator: positive })),
  about: z.strictObject({ relative: positive, points: positive }),
  jump: z.strictObject({ medium: positive, high: positive, points: positive }),
});

export type Relation = z.infer<typeof relationSchema>;
export type RelationOf<Kind extends Relation["kind"]> = Extract<Relation, { kind: Kind }>;

/** What the audit knows of how indicators hang together; nothing of it is in code. */
export interface AuditRules extends Omit<z.infer<typeof fileSchema>, "relations"> {
  readonly relations: readonly Relation[];
}

const FILE = "relations.json";

/** Reads `relations.json` below `folder` (data/lexicon). Throws AppError "lexicon_invalid" that names file, entry and flaw. */
export function loadAuditRules(folder: string, lexicon: Lexicon): AuditRules {
  const parsed = fileSchema.safeParse(readJson(folder));
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  const relations = parsed.data.relations.map((value, place) => parseRelation(value, place, lexicon));
  const unknown = parsed.data.repeating.indicators.find((one) => lexicon.indicator(one) === undefined);
  if (unknown !== undefined) throw invalid(`repeating: there is no indicator "${unknown}"`);
  return { ...parsed.data, relations: [...relations, ...derivedRelations(relations, lexicon)] };
}

function parseRelation(value: unknown, place: number, lexicon: Lexicon): Relation {
  const parsed = relationSchema.safeParse(value);
  if (!parsed.success) throw invalid(`entry ${place + 1}: ${parsed.error.issues[0]?.message ?? "it is not a relation"}`);
  const unknown = namedIn(parsed.data).find((one) => lexicon.indicator(toIndicatorId(one)) === undefined);
  if (unknown !== undefined) throw invalid(`entry ${place + 1} (${parsed.data.kind}): there is no indicator "${unknown}"`);
  return parsed.data;
}

function namedIn(relation: Relation): readonly string[] {
  switch (relation.kind) {
    case "share":
      return [relation.share, relation.part, ...relation.wholes, ...(relation.includes ?? [])];
    case "per_head":
      return [relation.average, relation.total, ...relation.by];
    case "ratio":
      return [relation.ratio, ...relation.over, ...relation.under.flat().map((one) => one.id)];
    case "degrees":
      return [...relation.parts, ...relation.wholes.flat()];
    case "sum":
      return [relation.whole, ...relation.parts];
    case "at_most":
      return [relation.part, relation.whole];
    case "rest":
      return [relation.rest, ...relation.wholes, relation.part];
  }
}

/** What the lexicon itself says: a share or mean with a denominator, and the count or total of its family. */
function derivedRelations(stated: readonly Relation[], lexicon: Lexicon): Relation[] {
  const covered = new Set<string>(stated.flatMap((one) => (one.kind === "share" ? [one.share] : one.kind === "per_head" ? [one.average] : [])));
  const derived: Relation[] = [];
  for (const entry of lexicon.indicators) {
    if (covered.has(entry.id) || entry.denominator === null || (entry.kind !== "share" && entry.kind !== "average")) continue;
    const relative = lexicon.family(entry.family).find((other) => other.id !== entry.id && ["count", "amount", "area"].includes(other.kind));
    const wholes = entriesNamed(entry.denominator, lexicon);
    if (relative === undefined || wholes.length === 0) continue;
    if (entry.kind === "share") derived.push({ kind: "share", share: entry.id, part: relative.id, wholes });
    else derived.push({ kind: "per_head", average: entry.id, total: relative.id, by: wholes, per: "1", setBeforehand: false });
  }
  return derived;
}

/** The counts that a denominator's words name whole: "专任教师" → full_time_teachers. */
export function entriesNamed(words: string, lexicon: Lexicon): ReturnType<typeof toIndicatorId>[] {
  return lexicon.aliases
    .find(words, ["zh", "prose"])
    .filter((match) => match.start === 0 && match.end === words.length)
    .flatMap((match) => match.indicatorIds)
    .filter((one, place, all) => lexicon.indicator(one)?.kind === "count" && all.indexOf(one) === place);
}

function readJson(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, FILE), "utf8"));
  } catch (cause) {
    throw new AppError("lexicon_invalid", `The vocabulary cannot be read: ${FILE} is missing or is not JSON.`, { cause });
  }
}

const invalid = (flaw: string): AppError => new AppError("lexicon_invalid", `The vocabulary cannot be read: ${FILE}: ${flaw}.`);
