import type { AskedIndicator, ParsedQuestion } from "../../domain/question.ts";
import { textOf } from "../conclude/indicator-names.ts";
import { isNeutral } from "../conclude/weigh-names.ts";
import { type Draft, traced } from "../draft.ts";
import { typedText } from "../mentions.ts";
import { ofKind } from "../reading.ts";

/** Nothing but a thing and 呢. */
const ONLY_A_THING = /^(?:那么?|还有|以及|至于)?[^，,。？?!！；;]{2,16}呢[？?。!！\s]*$/;
const LEAST = 2;

/**
 * 开几次班主任会？经验交流会呢: how much was asked of one thing is asked of another, which no vocabulary knows. Null where the words say more, or
 * name a school, a time or a part.
 */
export function sameOfOther(draft: Draft, previous: ParsedQuestion): Draft | null {
  const slot = previous.indicators;
  const [asked, ...others] = slot.certainty === "missing" || slot.certainty === "ambiguous" ? [] : slot.value;
  if (asked === undefined || others.length > 0 || previous.intent !== "lookup" || draft.indicators.certainty !== "missing") return null;
  if (!ONLY_A_THING.test(draft.reading.text) || draft.population !== null || draft.subject !== null) return null;
  if ((["owner", "unknown_owner", "period", "subject", "population"] as const).some((kind) => ofKind(draft.found, kind).length > 0)) return null;
  const pieces = draft.residue.filter((piece) => piece.end - piece.start >= LEAST && !isNeutral(textOf(draft, piece)));
  const [first, last] = [pieces[0], pieces.at(-1)];
  const counted = countedIn(draft, previous, asked);
  if (first === undefined || last === undefined || counted === null) return null;
  const words = typedText(draft, { start: first.start, end: last.end });
  return {
    ...draft,
    indicators: { certainty: "inherited", value: [{ kind: "open", words, unit: counted.unit }], reason: "previous_turn" },
    wantedKind: counted.kind,
    wantedUnit: counted.unit,
    intent: "lookup",
    trace: traced(draft, "talk.other_thing"),
  };
}

/** The kind and unit of what was asked before; null where it was neither counted nor paid. */
function countedIn(draft: Draft, previous: ParsedQuestion, asked: AskedIndicator): { readonly kind: Draft["wantedKind"]; readonly unit: string | null } | null {
  const entry = asked.kind === "entry" ? draft.reading.lexicon.indicator(asked.id) : undefined;
  const kind = previous.wantedKind ?? entry?.kind ?? null;
  const unit = previous.wantedUnit ?? (asked.kind === "open" ? asked.unit : (entry?.unit ?? null));
  return kind === "count" || kind === "amount" || kind === "area" ? { kind, unit: kind === "count" ? unit : null } : null;
}
