import { isAlikeUnit } from "../lexicon/alike-units.ts";
import { weighByRarity } from "../retrieve/asked-groups.ts";
import { expectAnswer } from "../retrieve/expected-answer.ts";
import { holdsGroup, isEverywhere, type WordGroup } from "../retrieve/word-groups.ts";
import { type ComposeContext, createDraft, type Draft } from "./draft.ts";
import { isTabular, type ReadSentence, readSentences, tellExtracts, wholeSentence, withoutOverlap } from "./extracts.ts";
import { discloseSlots } from "./pieces.ts";

/** How much of what was asked, by weight, a sentence must hold, and how far a second one may stay behind. */
const LEAST_SHARE = 0.72;
const CLOSE = 0.08;
const MOST_TOLD = 2;
/** A word below this weight asks for nothing by itself. */
const LEAST_TELLING = 0.3;
const LEAST_HELD = 0.5;
const STAFF = /教师|老师/;
const ASKS_NUMBER = /多少|几(?![乎何])|多[大久长远高]|率|占比|比例/;
/** Two years with a value each. */
const LEAST_OF_SERIES = 4;
const NUMBER = /\d|[一二两三四五六七八九十百]{1,4}[个名人所家间次项倍成]/;

/**
 * The last look, where neither a figure nor a list nor a reason was found: the one or two sentences of a school's report that hold all that
 * the question says, a number among it where one is asked for. Null where there is none: then the report does not say it.
 */
export function composeSaid(context: ComposeContext): Draft | null {
  const { evidence, parsed } = context;
  const groups = evidence.spoken ?? [];
  const telling = groups.filter((group) => group.weight >= LEAST_TELLING && !isEverywhere(group) && group.aside !== true);
  const asksNumber = ASKS_NUMBER.test(parsed.content?.core ?? "");
  if (telling.length < (asksNumber && parsed.intent !== "trend" ? 2 : 1) || evidence.owners.length !== 1 || parsed.unknownOwners.length > 0) return null;
  // What is said of students is said of no teachers, whoever the sentence names or leaves out.
  const staff = groups.filter(({ words }) => words.some((word) => STAFF.test(word)));
  const sentences = evidence.wholeReports.flatMap((passage) => readSentences(context, passage)).filter(({ words }) => !isTabular(words));
  const asked = weighByRarity(
    groups,
    sentences.map(({ words }) => words),
  );
  const scored = sentences
    .filter(({ words }) => mayAnswer(context, words) && [...telling, ...staff].every((group) => holdsGroup(words, group) >= LEAST_HELD))
    .map((sentence) => ({ sentence, share: shareOf(sentence, asked) }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .toSorted((a, b) => b.share - a.share);
  const best = scored[0]?.share ?? 0;
  const told = scored.filter(({ share }) => best - share <= CLOSE).slice(0, MOST_TOLD);
  if (told.length === 0) return null;
  const draft = createDraft(context);
  tellExtracts(context, draft, withoutOverlap(told.map(({ sentence }) => wholeSentence(context, sentence.extract))));
  discloseSlots(context, draft);
  return draft.finish({ status: "partial" });
}

/** Where a number is asked for the sentence has one, in the unit asked for where the question names it. */
function mayAnswer({ parsed, lexicon }: ComposeContext, words: string): boolean {
  const core = parsed.content?.core ?? "";
  if (parsed.intent === "trend") return (words.match(/\d+(?:\.\d+)?/g) ?? []).length >= LEAST_OF_SERIES;
  if (!ASKS_NUMBER.test(core)) return true;
  const unit = parsed.wantedUnit ?? expectAnswer(core, "", lexicon.units).unit;
  if (unit === null) return NUMBER.test(words);
  return [...words.matchAll(/[\d一二两三四五六七八九十百千万亿][余多]?([\u4e00-\u9fff]{1,2})/g)].some(
    ([, written = ""]) => isAlikeUnit(unit, written) || isAlikeUnit(unit, written.slice(0, 1)),
  );
}

function shareOf({ words }: ReadSentence, groups: readonly WordGroup[]): number {
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  const held = groups.reduce((sum, group) => sum + group.weight * holdsGroup(words, group), 0);
  return total === 0 ? 0 : held / total;
}
