import type { Indicator } from "../../domain/indicator.ts";
import type { AskedIndicator } from "../../domain/question.ts";
import { cueFile } from "../cues.ts";
import type { Draft } from "../draft.ts";
import { typedText } from "../mentions.ts";
import { hasCue } from "../reading.ts";
import { fitToUnit } from "./fit-unit.ts";
import { entriesOf, type Weighed } from "./indicator-names.ts";

/** What is asked about, with the kind and unit that the question wants taken into account. */
export function toAsked(draft: Draft, name: Weighed): AskedIndicator {
  if (name.kind === "open") return { kind: "open", words: name.words, unit: draft.wantedUnit };
  const chosen = chooseEntry(draft, entriesOf(draft, name.item.ids));
  const entry = chosen === undefined ? undefined : (fitToUnit(draft, chosen) ?? undefined);
  const words = typedText(draft, name.item);
  return entry === undefined ? { kind: "open", words: words.replace(ASKING_END, ""), unit: draft.wantedUnit } : { kind: "entry", id: entry.id, words };
}

/** 培训多少: how much is asked is no part of what is looked for. */
const ASKING_END = /(?:了|过)?(?:多少|几)$/;

const OTHER_ENTRY_KINDS: ReadonlySet<string> = new Set(["amount", "area"]);

/** Of the entries that bear the name the one of the wanted kind; else one of its family; else the first. */
function chooseEntry(draft: Draft, entries: readonly Indicator[]): Indicator | undefined {
  const first = entries[0];
  // "How many books per student" counts nothing: a mean stays a mean unless another unit is named.
  const isMean = first?.kind === "average" || first?.kind === "ratio";
  if (first === undefined || draft.wantedKind === null || (isMean && isSaidOfMeans(draft))) return first;
  // 生均图书多少册: the unit fits the name itself, whatever its kind.
  const sameUnit = entries.find((entry) => draft.wantedUnit !== null && entry.units.includes(draft.wantedUnit));
  if (sameUnit !== undefined) return sameUnit;
  const kin = [...entries, ...draft.reading.lexicon.family(first.family)];
  const fits = (entry: Indicator): boolean => entry.kind === draft.wantedKind && (draft.wantedUnit === null || entry.units.includes(draft.wantedUnit));
  // Money spent on 教师培训 is another entry than those trained: kinds that a count's family never has are looked for among its siblings.
  const siblings = OTHER_ENTRY_KINDS.has(draft.wantedKind) ? entriesOf(draft, first.siblings) : [];
  return kin.find(fits) ?? siblings.find(fits) ?? first;
}

/** 人均占地多少, 起薪多少钱: the word for areas or money says what a mean is of. */
const isSaidOfMeans = ({ wantedKind, wantedUnit }: Draft): boolean =>
  (wantedKind === "count" && wantedUnit === null) || (wantedKind !== null && OTHER_ENTRY_KINDS.has(wantedKind));

/** Whether the question asks for a number, so that content words alone make an indicator. */
export function asksNumber(draft: Draft): boolean {
  // A question word inside a name (多少学生) asks all the same.
  return (
    hasCue(draft.found, ...cueFile.numberCues) ||
    /多少|(?<!哪)几(?![乎何])|how (?:many|much)/.test(draft.reading.text) ||
    draft.threshold !== null ||
    draft.claim
  );
}
