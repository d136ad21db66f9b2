import type { AskedSlots } from "../contract/ask.ts";
import type { OwnerId } from "../domain/ids.ts";
import type { AskedIndicator, Mention } from "../domain/question.ts";
import { foldText } from "../text/fold.ts";
import { type Draft, traced } from "./draft.ts";
import type { OwnerKeys } from "./owners/owner-index.ts";

const stated = <T>(value: T) => ({ certainty: "stated" as const, value, mentions: [] });

/** Edited chips: each slot given replaces what was understood. Schools and indicators come as ids or names; a name that none bears is unknown. */
export function applySlots(read: Draft, slots: AskedSlots | undefined): Draft {
  if (slots === undefined) return read;
  const draft = slots.subject === undefined ? read : setSubject(read, slots.subject);
  const withOwners = slots.schools === undefined ? draft : setOwners(draft, slots.schools);
  const indicators = slots.indicators?.map((name) => toAsked(draft, name));
  const intent = slots.intent ?? withOwners.intent;
  const { overview: _, ...named } = withOwners;
  return {
    ...(indicators === undefined && slots.intent === undefined ? withOwners : named),
    intent,
    outOfScope: intent === "out_of_scope" ? (draft.outOfScope ?? "unrelated") : null,
    ...(indicators === undefined
      ? {}
      : { indicators: indicators.length === 0 ? { certainty: "missing" as const } : stated(indicators), operands: false, wantedKind: null, wantedUnit: null }),
    ...(slots.year === undefined
      ? {}
      : { period: stated(slots.year === null ? { kind: "latest" as const } : { kind: "calendar" as const, year: slots.year }) }),
    ...(slots.direction === undefined ? {} : { direction: slots.direction }),
    trace: traced(draft, "slots"),
  };
}

function setSubject({ subjects: _, ...draft }: Draft, subject: string | null): Draft {
  const named = subject?.trim() ?? "";
  return { ...draft, subject: named === "" ? null : named };
}

function setOwners(draft: Draft, names: readonly string[]): Draft {
  const found = names.map((name) => ({ name, keys: findOwner(draft, name) }));
  const ids: OwnerId[] = [...new Set(found.flatMap(({ keys }) => (keys === undefined ? [] : [keys.owner.id])))];
  const unknownOwners: Mention[] = found.flatMap(({ name, keys }) =>
    keys === undefined ? [{ start: 0, end: 0, text: name, how: "exact" as const, rule: "slots" }] : [],
  );
  const schools = draft.reading.owners.schools.map((keys) => keys.owner.id);
  const isAll = ids.length > 1 && schools.length === ids.length && schools.every((id) => ids.includes(id)) && draft.scope === "all_schools";
  return { ...draft, unknownOwners, scope: isAll ? "all_schools" : "named", owners: ids.length === 0 ? { certainty: "missing" } : stated(ids) };
}

function findOwner(draft: Draft, name: string): OwnerKeys | undefined {
  const { all, byName } = draft.reading.owners;
  const folded = foldText(name).trim();
  return all.find((keys) => keys.owner.id === name) ?? byName.get(folded)?.[0];
}

function toAsked(draft: Draft, name: string): AskedIndicator {
  const { lexicon } = draft.reading;
  const byId = lexicon.indicators.find((entry) => entry.id === name);
  if (byId !== undefined) return { kind: "entry", id: byId.id, words: byId.zh };
  const folded = foldText(name).trim();
  const match = lexicon.aliases.find(folded, ["zh", "ask", "en"]).find((found) => found.start === 0 && found.end === folded.length);
  const id = match?.indicatorIds[0];
  return id === undefined ? { kind: "open", words: name, unit: null } : { kind: "entry", id, words: name };
}
