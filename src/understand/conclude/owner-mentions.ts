import type { OwnerId } from "../../domain/ids.ts";
import type { Mention } from "../../domain/question.ts";
import type { Draft } from "../draft.ts";
import { toMention } from "../mentions.ts";
import { type FoundOf, hasCue, ofKind } from "../reading.ts";

/** 除了青原，哪所学校学生最多: all but those; null where none is left out. */
export function withoutExcepted(draft: Draft, sure: readonly OwnerId[]): readonly OwnerId[] | null {
  if (sure.length === 0 || !hasCue(draft.found, "except") || !hasCue(draft.found, "ref_all", "which_one")) return null;
  const rest = schoolIds(draft).filter((id) => !sure.includes(id));
  return rest.length === 0 ? null : rest;
}

/** One school is named and set against all others: "平阳和其他学校比哪个更多", 除了平阳还有哪些学校. */
export function widens(draft: Draft, sure: readonly OwnerId[]): boolean {
  // 电子部和护理部谁的学生多 is asked of the parts of one school.
  if (sure.length !== 1 || draft.subjects !== undefined) return false;
  // 青原的学生排第几 is asked of all; the place of its choir is told by its report.
  if (hasCue(draft.found, "position") && isOfEntry(draft)) return true;
  if (!hasCue(draft.found, "ref_all")) return false;
  if (hasCue(draft.found, "except")) return true;
  if (hasCue(draft.found, "ref_that") && lastOwners(draft).length === 1) return false;
  // 学生比青原多的学校: the one named is what the others are measured by.
  const isMeasure = ofKind(draft.found, "owner").some((item) => draft.reading.text[item.start - 1] === "比");
  if (isMeasure && hasCue(draft.found, "comp_max", "comp_min", "comp_better", "comp_worse")) return true;
  return hasCue(draft.found, "comp_max", "comp_min", "comp_better", "comp_worse", "rank") && hasCue(draft.found, "which_one", "which_schools", "rank");
}

const isOfEntry = ({ indicators }: Draft): boolean =>
  indicators.certainty === "stated" || indicators.certainty === "implied" ? indicators.value.some(({ kind }) => kind === "entry") : true;

/** 云溪两所学校, "which school in Yunxi": all that the place stands for are set side by side. */
export function meansAll(draft: Draft, open: FoundOf<"owner">): boolean {
  return hasCue(draft.found, "ref_all") || (hasCue(draft.found, "ref_both") && open.ownerIds.length === 2);
}

export function withOther(draft: Draft, sure: readonly OwnerId[]): readonly OwnerId[] {
  const others = schoolIds(draft).filter((id) => !sure.includes(id));
  return others.length === 1 ? [...sure, ...others] : sure;
}

export const cueMentions = (draft: Draft, cue: string): readonly Mention[] =>
  ofKind(draft.found, "cue")
    .filter((item) => item.cue === cue)
    .map((item) => toMention(draft, item, "cue"));

export const schoolIds = (draft: Draft): readonly OwnerId[] => draft.reading.owners.schools.map((keys) => keys.owner.id);
/** The owners of the last question of the talk that had some of its own. */
export function lastOwners(draft: Draft): readonly OwnerId[] {
  for (let at = draft.trail.length - 1; at >= 0; at -= 1) {
    const slot = draft.trail[at]?.owners;
    if (slot === undefined || slot.certainty === "missing") continue;
    if (slot.certainty === "ambiguous" || slot.certainty === "implied") return [];
    return slot.value;
  }
  return [];
}

export const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
