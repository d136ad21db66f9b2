import { z } from "zod";
import file from "../../data/lexicon/overview.json" with { type: "json" };
import { toIndicatorId } from "../domain/ids.ts";
import type { AskedIndicator, Overview } from "../domain/question.ts";
import { expandAlias } from "../lexicon/alias-grammar.ts";
import { foldText } from "../text/fold.ts";
import { type Draft, traced } from "./draft.ts";
import { ofKind } from "./reading.ts";

const words = z.array(z.string());
const bilingual = z.strictObject({ zh: words, en: words });
const sides = z.strictObject({ missing: bilingual, shared: bilingual, given: bilingual });

/** data/lexicon/overview.json: what belongs to a side of a school, and the words that ask for a whole side of it. */
const overviewFile = z
  .strictObject({
    about: z.string(),
    main: words,
    topics: z.array(bilingual.extend({ group: z.string(), ids: words }).strict()),
    aspects: sides,
    data: bilingual,
    table: bilingual,
    whole: bilingual,
    frame: bilingual,
  })
  .parse(file);

type Role =
  | { readonly kind: "topic"; readonly ids: readonly string[] }
  | { readonly kind: "missing" | "shared" | "given" | "data" | "table" | "whole" | "frame" };
interface Word {
  readonly form: string;
  readonly roles: readonly Role[];
}

/** Schools up to whose number a side of them is laid out. */
const MOST_OWNERS = 8;
const LATIN = /[a-z0-9]/;
const SILENT = /[\s，,。.？?！!、；;：:"“”（）()'’-]/;

const wordsByFirst = indexWords();

function indexWords(): ReadonlyMap<string, readonly Word[]> {
  const roles = new Map<string, Role[]>();
  const add = (list: { readonly zh: readonly string[]; readonly en: readonly string[] }, role: Role): void => {
    for (const form of [...list.zh, ...list.en].flatMap(formsOf)) roles.set(form, [...(roles.get(form) ?? []), role]);
  };
  for (const topic of overviewFile.topics) add(topic, { kind: "topic", ids: topic.ids });
  for (const kind of ["missing", "shared", "given"] as const) add(overviewFile.aspects[kind], { kind });
  for (const kind of ["table", "whole", "data", "frame"] as const) add(overviewFile[kind], { kind });
  const index = new Map<string, Word[]>();
  for (const [form, held] of roles) index.set(form[0] ?? "", [...(index.get(form[0] ?? "") ?? []), { form, roles: held }]);
  for (const list of index.values()) list.sort((a, b) => b.form.length - a.form.length);
  return index;
}

function formsOf(pattern: string): readonly string[] {
  const expansion = expandAlias(foldText(pattern));
  if (expansion.kind === "invalid") throw new RangeError(`overview.json: "${pattern}": ${expansion.reason}`);
  return expansion.forms;
}

/**
 * 两校师资情况列个对照表, 平阳哪些指标没有给出: a side of schools as a whole, or all main indicators, where the question says nothing else. The
 * indicators of that side become those asked for; `overview` tells what is asked of them.
 */
export function concludeOverview(draft: Draft): Draft {
  const roles = ownersOf(draft) > MOST_OWNERS || draft.unknownOwners.length > 0 ? null : readRoles(draft);
  if (roles === null) return draft;
  const before = draft.trail.at(-1);
  // 沂川呢: the same side of another school.
  const goesOn = before?.overview !== undefined && draft.owners.certainty === "stated" && roles.every(({ kind }) => kind === "frame");
  const overview = goesOn ? before.overview : toOverview(draft, roles);
  if (overview === null || overview === undefined) return draft;
  const asked = goesOn && before.indicators.certainty === "stated" ? before.indicators.value : indicatorsOf(draft, roles);
  return {
    ...draft,
    ...(ownersOf(draft) > 0
      ? {}
      : { owners: { certainty: "implied", value: schoolIds(draft), reason: "all_schools" } as const, scope: "all_schools" as const }),
    overview,
    intent: intentOf(overview, ownersOf(draft)),
    indicators: { certainty: "stated", value: asked, mentions: [] },
    population: null,
    subject: null,
    wantedKind: null,
    wantedUnit: null,
    direction: null,
    outOfScope: null,
    trace: traced(draft, `overview.${overview.aspect}`),
  };
}

function indicatorsOf(draft: Draft, roles: readonly Role[]): readonly AskedIndicator[] {
  const topics = roles.flatMap((role) => (role.kind === "topic" ? [...role.ids] : []));
  return [...new Set(topics.length > 0 ? topics : overviewFile.main)].flatMap((id): readonly AskedIndicator[] => {
    const entry = draft.reading.lexicon.indicator(toIndicatorId(id));
    return entry === undefined ? [] : [{ kind: "entry", id: entry.id, words: entry.zh }];
  });
}

const schoolIds = (draft: Draft) => draft.reading.owners.schools.map(({ owner }) => owner.id);

/** How many owners are asked about; none named asks about every school. */
function ownersOf(draft: Draft): number {
  const { owners, scope } = draft;
  if (scope !== "named") return draft.reading.owners.schools.length;
  return owners.certainty === "missing" || owners.certainty === "ambiguous" ? draft.reading.owners.schools.length : owners.value.length;
}

const intentOf = ({ aspect }: Overview, owners: number) => (aspect !== "all" ? "coverage" : owners > 1 ? "compare" : "list");

/** What the words say together; null where a side of schools is not what is asked for. */
function toOverview(draft: Draft, roles: readonly Role[]): Overview | null {
  const has = (kind: Role["kind"]): boolean => roles.some((role) => role.kind === kind);
  if (has("data")) for (const aspect of ["missing", "shared", "given"] as const) if (has(aspect)) return { aspect };
  const lays = has("table") && ownersOf(draft) > 1 && (has("topic") || has("whole") || has("data") || draft.trail.length === 0);
  const listed = has("table") && (has("topic") || has("data"));
  if (lays || listed || has("whole")) return { aspect: "all" };
  return has("topic") && has("data") ? { aspect: "given" } : null;
}

/** The roles of the question's words, longest words first; null where it says anything that this vocabulary does not hold. */
function readRoles(draft: Draft): readonly Role[] | null {
  const { text } = draft.reading;
  const named = [...ofKind(draft.reading.found, "owner"), ...ofKind(draft.reading.found, "period")];
  const roles: Role[] = [];
  for (let at = 0; at < text.length; ) {
    const inside = named.find((span) => span.start <= at && at < span.end);
    if (inside !== undefined) at = inside.end;
    else if (SILENT.test(text[at] ?? "")) at += 1;
    else {
      const word = wordsByFirst.get(text[at] ?? "")?.find(({ form }) => text.startsWith(form, at) && isWhole(text, at, form));
      if (word === undefined) return null;
      roles.push(...word.roles);
      at += word.form.length;
    }
  }
  return roles;
}

function isWhole(text: string, at: number, form: string): boolean {
  if (!LATIN.test(form[0] ?? "")) return true;
  return !LATIN.test(text[at - 1] ?? "") && !LATIN.test(text[at + form.length] ?? "");
}
