import type { ParsedQuestion } from "../domain/question.ts";
import type { Owner } from "../domain/report.ts";
import type { Catalogue } from "./catalogue.ts";

/** Named owners, or all owners of the scope. Unknown names leave the list empty, so that no other school answers in their place. */
export function askedOwners(parsed: ParsedQuestion, catalogue: Catalogue): readonly Owner[] {
  if (parsed.scope === "regions") {
    // 全省 where the index holds a city alone: no region is meant that is at hand.
    const ids = parsed.owners.certainty === "stated" ? new Set(parsed.owners.value) : null;
    return catalogue.owners.filter((owner) => owner.kind !== "school" && (ids === null || ids.has(owner.id)));
  }
  const schools = catalogue.owners.filter((owner) => owner.kind === "school");
  if (parsed.scope === "all_schools") {
    // 除了青原: all schools but those that are left out.
    const kept = parsed.owners.certainty === "stated" && parsed.owners.value.length > 0 ? new Set(parsed.owners.value) : null;
    return kept === null ? schools : schools.filter((owner) => kept.has(owner.id));
  }
  const slot = parsed.owners;
  if (slot.certainty === "ambiguous") return [];
  const ids = slot.certainty === "missing" ? [] : slot.value;
  const named = ids.flatMap((id) => catalogue.ownersById.get(id) ?? []);
  if (named.length > 0 || parsed.unknownOwners.length > 0) return named;
  return schools.length > 0 ? schools : catalogue.owners;
}
