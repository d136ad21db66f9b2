import type { AskedSlots, Turn } from "../contract/ask.ts";
import type { OwnerId } from "../domain/ids.ts";
import type { KnownOwner, ParsedQuestion } from "../domain/question.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { foldText } from "../text/fold.ts";
import { keepByText } from "../text/keep-by-text.ts";
import { mapWhole } from "../text/mapped-text.ts";
import { detectLanguage } from "../text/tokens.ts";
import { concludeElliptic } from "./conclude/conclude-elliptic.ts";
import { concludeGroups, concludeWanted } from "./conclude/conclude-groups.ts";
import { concludeIndicators } from "./conclude/conclude-indicators.ts";
import { concludeIntent } from "./conclude/conclude-intent.ts";
import { concludeModifier } from "./conclude/conclude-modifier.ts";
import { concludeNumbers, concludePeriod } from "./conclude/conclude-numbers.ts";
import { concludeOwners } from "./conclude/conclude-owners.ts";
import { concludeUnread } from "./conclude/conclude-unread.ts";
import { resolveOverlaps } from "./conclude/overlaps.ts";
import { concludeYardstick, detectYardsticks } from "./conclude/yardsticks.ts";
import { detectBareLimits } from "./detect/bare-limits.ts";
import { detectAgeGroups } from "./detect/detect-age-groups.ts";
import { detectCues } from "./detect/detect-cues.ts";
import { detectPopulations, detectSubjects } from "./detect/detect-groups.ts";
import { detectHomophoneNames, detectHomophoneOwners } from "./detect/detect-homophone-owners.ts";
import { detectIndicators } from "./detect/detect-indicators.ts";
import { detectLatinOwnWords } from "./detect/detect-latin-own-words.ts";
import { detectLatinOwners, detectUnknownLatinOwners } from "./detect/detect-latin-owners.ts";
import { detectMisspeltIndicators } from "./detect/detect-misspelt-indicators.ts";
import { detectInitialOwners, detectNamedOwners, detectPlacedOwners } from "./detect/detect-owners.ts";
import { detectOnlyOfKind, detectOwnWords, detectPlacelessOwners, detectRowOwners } from "./detect/detect-partial-owners.ts";
import { detectQuestionPeriods } from "./detect/detect-periods.ts";
import { detectPinyinIndicators } from "./detect/detect-pinyin-indicators.ts";
import { detectPlaceAsked } from "./detect/detect-place-asked.ts";
import { detectAskedUnits, detectQuestionQuantities, detectTop } from "./detect/detect-quantities.ts";
import { detectRanges } from "./detect/detect-ranges.ts";
import { detectSites } from "./detect/detect-sites.ts";
import { detectUnheardPlaces, detectUnknownOwners, detectUnknownPlaces } from "./detect/detect-unknown-owners.ts";
import type { Draft, Refiner } from "./draft.ts";
import { concludeOperation, fillDefaults } from "./operation/conclude-operation.ts";
import { concludeOverview } from "./overview.ts";
import { dropStrangers } from "./owners/drop-strangers.ts";
import { settleMembers } from "./owners/member-owners.ts";
import { indexOwners } from "./owners/owner-index.ts";
import { concludePartsNoun } from "./parts-noun.ts";
import { withoutPurposes } from "./purpose-clauses.ts";
import { type Detector, type Found, hasCue, type Reading } from "./reading.ts";
import { concludeReportSpan } from "./report-span.ts";
import { concludeReportYears } from "./report-years.ts";
import { coverFound, findResidue } from "./residue.ts";
import { inheritFromTalk } from "./talk/inherit.ts";
import { placeYearsBack } from "./years-back.ts";

export interface UnderstandContext {
  readonly lexicon: Lexicon;
  /** All owners of the index. Pass the same array again for the same catalogue: its keys are cached by identity. */
  readonly owners: readonly KnownOwner[];
  readonly history: readonly Turn[];
  readonly slots?: AskedSlots;
}

/** A longer question is read this far: no name or cue of a real one stands beyond it, and work stays bounded. */
const MAX_READ_CHARACTERS = 2_000;

/** Propose, each seeing what those before it found. */
const detectors: readonly Detector[] = [
  detectIndicators,
  detectCues,
  detectPlaceAsked,
  detectRanges,
  detectQuestionPeriods,
  detectNamedOwners,
  detectPlacedOwners,
  detectInitialOwners,
  detectLatinOwners,
  detectLatinOwnWords,
  detectPlacelessOwners,
  detectRowOwners,
  detectOnlyOfKind,
  detectOwnWords,
  detectHomophoneOwners,
  detectHomophoneNames,
  detectMisspeltIndicators,
  detectPinyinIndicators,
  detectUnknownOwners,
  detectUnknownPlaces,
  detectUnknownLatinOwners,
  detectUnheardPlaces,
  detectYardsticks,
  detectQuestionQuantities,
  detectBareLimits,
  detectTop,
  detectAskedUnits,
  detectPopulations,
  detectAgeGroups,
  detectSubjects,
  detectSites,
];

/** Dispose, in order: overlaps, then one slot after another, then what the talk and defaults bring. */
const refiners: readonly Refiner[] = [
  resolveOverlaps,
  dropStrangers,
  concludePeriod,
  concludeNumbers,
  concludeGroups,
  concludePartsNoun,
  findContent,
  concludeWanted,
  concludeIndicators,
  concludeElliptic,
  concludeModifier,
  concludeUnread,
  concludeOwners,
  concludeYardstick,
  inheritFromTalk,
  placeYearsBack,
  concludeIntent,
  concludeOperation,
  concludeReportYears,
  concludeReportSpan,
  concludeOverview,
  fillDefaults,
];

/** What stands before a question: earlier ones as they were understood, oldest first, and whether the last of them stands in the same line. */
export interface Before {
  readonly trail: readonly ParsedQuestion[];
  readonly joined: boolean;
  /** Schools that the last reply named, in order. */
  readonly told?: readonly OwnerId[];
}

/** Runs all detectors and refiners over one question. */
export function understand(question: string, context: UnderstandContext, before: Before): Draft {
  const reading = readOnce(question, context);
  return refiners.reduce((draft, refine) => refine(draft), openDraft(question, reading, before));
}

/** Stretches kept as they were read. */
const MAX_KEPT = 64;
const keptByOwners = new WeakMap<readonly KnownOwner[], { readonly lexicon: Lexicon; readonly read: (question: string) => Reading }>();

/** A line is read whole and in stretches, each of them several times: what is found in one depends on its words, the lexicon and the owners alone. */
function readOnce(question: string, context: UnderstandContext): Reading {
  const known = keptByOwners.get(context.owners);
  if (known !== undefined && known.lexicon === context.lexicon) return known.read(question);
  const { lexicon, owners } = context;
  const read = keepByText(MAX_KEPT, (text) => detectAll(readQuestion(text, { lexicon, owners })));
  keptByOwners.set(owners, { lexicon, read });
  return read(question);
}

function readQuestion(question: string, context: Pick<UnderstandContext, "lexicon" | "owners">): Reading {
  const mapped = mapWhole(question.slice(0, MAX_READ_CHARACTERS));
  return { question, mapped, text: withoutPurposes(mapped.text), lexicon: context.lexicon, owners: indexOwners(context.owners), found: [] };
}

function detectAll(reading: Reading): Reading {
  let held = reading;
  for (const detect of detectors) held = { ...held, found: held.found.concat(detect(held)) };
  return { ...held, found: settleMembers(held) };
}

/** What no finding covers is content; sub-groups are content too. */
function findContent(draft: Draft): Draft {
  const covers = (item: Found): boolean => item.kind !== "subject" && item.kind !== "population";
  return { ...draft, residue: findResidue(draft.reading.text, coverFound(draft.reading.text, draft.found, covers)) };
}

function openDraft(question: string, reading: Reading, { trail, joined, told = [] }: Before): Draft {
  return {
    reading,
    trail,
    joined,
    told,
    found: reading.found,
    residue: [],
    operands: false,
    claim: false,
    question,
    language: detectLanguage(question),
    script: scriptOf(question),
    intent: null,
    owners: { certainty: "missing" },
    scope: "named",
    unknownOwners: [],
    indicators: { certainty: "missing" },
    wantedKind: null,
    wantedUnit: null,
    population: null,
    subject: null,
    period: { certainty: "missing" },
    direction: null,
    top: null,
    aggregate: null,
    threshold: null,
    premise: null,
    outOfScope: null,
    searchText: "",
    trace: [],
  };
}

const HAN = /[\u3400-\u9fff]/;

/** hant when folding changes an ideograph, latin when there is none. */
function scriptOf(question: string): ParsedQuestion["script"] {
  const folded = foldText(question);
  let hasHan = false;
  for (let at = 0; at < question.length; at += 1) {
    const character = question[at] ?? "";
    if (!HAN.test(character)) continue;
    if (folded[at] !== character) return "hant";
    hasHan = true;
  }
  return hasHan ? "hans" : "latin";
}

/** The draft without what only understanding needs. */
export function toParsed(draft: Draft): ParsedQuestion {
  const {
    reading: _reading,
    found,
    trail: _trail,
    joined: _joined,
    told: _told,
    residue: _residue,
    operands: _operands,
    setAgainst: _setAgainst,
    claim: _claim,
    intent,
    ...rest
  } = draft;
  return { ...rest, intent: intent ?? "out_of_scope", ...(hasCue(found, "place_asked") ? { asksPlace: true } : {}) };
}
