import type { OwnerId } from "../../domain/ids.ts";
import type { Mention, ParsedQuestion, Slot } from "../../domain/question.ts";
import { textOf } from "../conclude/indicator-names.ts";
import { lastOwners, schoolIds } from "../conclude/owner-mentions.ts";
import { type Draft, traced } from "../draft.ts";
import { hasCue, ofKind } from "../reading.ts";

/** Cues that set owners side by side: with fewer than two at hand, those of the last two questions are meant. */
const PAIR_CUES = ["difference", "ratio", "comp_max", "comp_min", "comp_better", "comp_worse", "compare", "add_up", "sup_max", "sup_min", "ref_both"];
const REASON = "previous_turn";

/** The schools that a question leaves to the talk; one that names its own keeps them, beside the last where it sets both side by side. */
export function inheritOwners(draft: Draft, previous: ParsedQuestion, ownsOwners: boolean): Draft {
  if (ownsOwners) return besideLast(draft);
  if (hasCue(draft.found, "ref_other")) return otherOwner(draft);
  const [winner] = draft.told;
  if (winner !== undefined && previous.scope !== "named" && pointsAtOne(draft))
    return { ...draft, owners: inherited([winner]), scope: "named", trace: traced(draft, "talk.told_owner") };
  const isPair = hasCue(draft.found, ...PAIR_CUES) && lastOwners(draft).length === 1;
  const pair = isPair ? pairOfTalk(draft) : [];
  if (pair.length > 1) return { ...draft, owners: inherited(pair), scope: "named", trace: traced(draft, "talk.owners_of_two_turns") };
  if (previous.owners.certainty === "missing") return { ...draft, unknownOwners: previous.unknownOwners.map(outOfTalk) };
  if (previous.owners.certainty === "ambiguous") return { ...draft, owners: { ...previous.owners, mentions: [] }, scope: previous.scope };
  if (previous.owners.certainty === "implied") return draft;
  return { ...draft, owners: inherited(previous.owners.value), scope: previous.scope, trace: traced(draft, "talk.owners") };
}

/** 排第几 after the figure of one school is asked of all. */
export function amongAll(draft: Draft): Draft {
  const isOne = draft.owners.certainty === "inherited" && draft.owners.value.length === 1;
  return isOne ? { ...draft, scope: "all_schools", owners: inherited(schoolIds(draft)), trace: traced(draft, "talk.among_all") } : draft;
}

/** A name of an earlier question has no place in this one: its span is empty. */
const outOfTalk = (mention: Mention): Mention => ({ ...mention, start: 0, end: 0, rule: "talk.unknown_owner" });

const BESIDE = /^(?:那么?|再)?[和跟与同比]|^(?:and |so )?(?:how |what )?(?:about |does it |is it )?(?:compare[sd]?|than|versus|vs)/;

/** 和平湖比呢, "compare with Pinghu": the school just named is set beside the one of the talk. */
function besideLast(draft: Draft): Draft {
  const known = lastOwners(draft);
  const own = draft.owners.certainty === "stated" && draft.scope === "named" ? draft.owners.value : [];
  const isBeside = BESIDE.test(draft.reading.text) || (hasCue(draft.found, "ref_that") && hasCue(draft.found, "compare"));
  const compares = hasCue(draft.found, "compare", "difference", "ratio", "comp_max", "comp_min", "comp_better", "comp_worse");
  const isAdded = hasCue(draft.found, "together_with");
  if (known.length !== 1 || own.length !== 1 || known[0] === own[0] || !(isAdded || (isBeside && compares))) return draft;
  return { ...draft, owners: inherited([...known, ...own]), trace: traced(draft, "talk.beside") };
}

/** 它, 该校, "that school": one school, not the several that 它们 may mean. */
const pointsAtOne = (draft: Draft): boolean =>
  ofKind(draft.found, "cue").some(
    (item) => item.cue === "ref_that" && draft.reading.text[item.end] !== "们" && /^(?:它|[该此这那].*|it|its|th(?:at|is) .*)$/.test(textOf(draft, item)),
  );

/** A slot that the talk fills. */
export const inherited = <T>(value: T): Slot<T> => ({ certainty: "inherited", value, reason: REASON });

function otherOwner(draft: Draft): Draft {
  const known = lastOwners(draft);
  const others = schoolIds(draft).filter((id) => !known.includes(id));
  if (known.length === 0 || others.length === 0) return draft;
  const neighbours = draft.reading.owners.places
    .filter(({ schools }) => schools.some((keys) => known.includes(keys.owner.id)))
    .flatMap(({ schools }) => schools.map((keys) => keys.owner.id).filter((id) => !known.includes(id)));
  // 另一所 after one of two schools of a town is the other of the two.
  // 另一个呢 after a question on one school and then on another is the first of the two.
  const talked = pairOfTalk(draft).filter((id) => !known.includes(id));
  const meant = neighbours.length === 1 ? neighbours : talked.length === 1 ? talked : others;
  if (meant.length === 1) return { ...draft, owners: inherited(meant), scope: "named", trace: traced(draft, "talk.other_owner") };
  return { ...draft, owners: { certainty: "ambiguous", candidates: others.map((id) => [id]), mentions: [] }, trace: traced(draft, "talk.other_ambiguous") };
}

/** The owners of the last questions that were about one each, newest last. */
function pairOfTalk(draft: Draft): readonly OwnerId[] {
  const turns = draft.trail.slice(-3).map((parsed) => parsed.owners);
  const ids = turns.flatMap((slot) => ((slot.certainty === "stated" || slot.certainty === "inherited") && slot.value.length === 1 ? slot.value : []));
  return [...new Set(ids)].slice(-2);
}
