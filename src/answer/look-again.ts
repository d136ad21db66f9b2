import type { Intent, ParsedQuestion } from "../domain/question.ts";
import { yearsOf } from "../retrieve/catalogue.ts";
import { saysMore } from "../retrieve/last-look.ts";
import { foldText } from "../text/fold.ts";
import { type ComposeContext, createDraft, type Draft } from "./draft.ts";
import { tellExtracts, wholeSentence, withoutOverlap } from "./extracts.ts";
import { discloseSlots, yearPieces } from "./pieces.ts";
import { type RankDeps, type RankedSentence, rankSaid } from "./rank-said.ts";
import { yearAsked } from "./tell-gaps.ts";

/** How sure a sentence must be that is quoted where nothing was found, beside figures of something else, and in the place of other sentences. */
const SURE = { nothing: 0.42, half: 0.5, quoted: 0.5 } as const;
/** The same of a sentence that holds the name asked about; and how much of six characters a thing's own words must be, where no school is named. */
const SURE_OF_NAME = 0.15;
const OWN_PHRASE = 0.5;
/** How far a second sentence may stay behind, and how little other sentences may tell for one to go before them. */
const CLOSE = 0.12;
const AHEAD = 0.25;
const FULLER = 0.25;
const MOST_TOLD = 2;

/** Why a draft is looked at again. */
type Gate = keyof typeof SURE;

/** Refusals that stand whatever a report says: no fact is asked for, or none that may be told. */
const REFUSED: ReadonlySet<string | null> = new Set(["personal", "unrelated", "chitchat"]);

/**
 * The last look at a draft that tells nothing, or something else than what was asked: the sentence of the reports that is sure enough to tell it is
 * quoted in its place. `told` is the question in the words of the reports. Null where the draft stands.
 */
export async function lookAgain(deps: RankDeps, context: ComposeContext, draft: Draft, told: ParsedQuestion): Promise<Draft | null> {
  const gate = gateOf(deps, context, draft);
  if (gate === null) return null;
  const { sentences, names, lacksPerson } = await rankSaid(deps, context, told);
  const quoted = quotesOf(context, draft);
  // What is told of others is told of nobody whom no report names.
  if (lacksPerson && draft.figures.length === 0) return gate === "quoted" ? composeNothing(context, names.persons) : null;
  const [best] = sentences;
  const least = names.quoted.length + names.persons.length > 0 ? SURE_OF_NAME : SURE[gate];
  if (best === undefined || best.sure < least || isQuoted(best, quoted)) return null;
  if (isOfAnyone(context) && names.persons.length === 0 && best.measure.phrase < OWN_PHRASE) return null;
  if (gate !== "nothing" && !goesAhead(gate, best, sentences, quoted)) return null;
  return composeLook(
    context,
    gate,
    sentences.filter(({ sure }) => sure >= least && best.sure - sure <= CLOSE),
    draft,
  );
}

/** Nobody was named: a sentence of whatever school tells only of a thing that it alone calls so. */
const isOfAnyone = ({ parsed }: ComposeContext): boolean => parsed.owners.certainty === "missing" || parsed.owners.certainty === "implied";

function gateOf(deps: RankDeps, context: ComposeContext, { status, figures, citations }: Draft): Gate | null {
  const { parsed, evidence, lexicon } = context;
  if (parsed.unknownOwners.length > 0 || parsed.premise !== null || parsed.owners.certainty === "ambiguous") return null;
  if (parsed.scope !== "named" && !isOfAnyone(context)) return null;
  if (status === "out_of_scope") return REFUSED.has(parsed.outOfScope) ? null : "nothing";
  // A number is given under its name or not at all; who, where and how are told in sentences.
  const isNumber = !ASKS_OTHERWISE.test(parsed.question) || ASKS_NUMBER.test(parsed.question);
  if (status === "clarify" || (isNumber && !saysMore({ lexicon, segmenter: deps.segmenter }, parsed, evidence.measures))) return null;
  if (status === "not_found") return "nothing";
  if (evidence.owners.length > 1 && !isOfAnyone(context)) return null;
  if (figures.length === 0 && citations.length > 0 && COMPOSED.test(parsed.question)) return null;
  if (figures.length === 0 && citations.length > 0) return UNTOUCHED.has(parsed.intent) && !isOfAnyone(context) ? null : "quoted";
  return status === "partial" ? "half" : null;
}

/** Intents whose quotations are chosen by more than their words: what a name stands for is told behind it, a list by its form. */
const UNTOUCHED: ReadonlySet<Intent> = new Set<Intent>(["define", "list"]);
/** Answers that are put together by what stands where, such as the measure against a problem, need not hold the question's words. */
const COMPOSED =
  /例|措施|对策|办法|怎|如何|咋|打算|计划|整改|解决|应对|改进|为什么|为啥|为何|原因|\b(?:how (?!many|much|often|long|old)|why|measures?|examples?|steps?)\b/i;
const ASKS_OTHERWISE = /谁|哪|怎|如何|为什么|为啥|什么|啥|\b(?:who|where|why|how|what)\b/i;
const ASKS_NUMBER = /多少|几(?![乎何])|率|占比|比例|\bhow (?:many|much)\b|\brate\b|\bnumber\b|\bpercent/i;

function composeNothing(context: ComposeContext, names: readonly string[]): Draft {
  const draft = createDraft(context);
  const parts = context.wording.nothingFound({ kind: "echo", text: names.join("、") });
  draft.state(parts);
  draft.limit("missing", parts);
  return draft.finish({ status: "not_found" });
}

/** Folded quotations of a draft. */
function quotesOf({ evidence }: ComposeContext, { citations }: Draft): readonly string[] {
  return citations.map(({ reportId, start, end }) => foldText(evidence.readText(reportId).slice(start, end)).replace(/\s+|\*\*/g, ""));
}

const isQuoted = ({ sentence }: RankedSentence, quoted: readonly string[]): boolean => quoted.some((quote) => quote.includes(sentence.words));

/**
 * Whether the best sentence goes before those quoted: it is far surer and holds something rare of the question that none of them has, or far more
 * of it; or it alone tells the kind of thing asked for.
 */
function goesAhead(gate: Gate, best: RankedSentence, ranked: readonly RankedSentence[], quoted: readonly string[]): boolean {
  const told = ranked.filter((one) => isQuoted(one, quoted));
  const most = (of: (one: RankedSentence) => number): number => told.reduce((all, one) => Math.max(all, of(one)), 0);
  if (best.sure - most(({ sure }) => sure) < AHEAD) return false;
  if (best.rare.some((word) => quoted.every((quote) => !quote.includes(word)))) return true;
  return gate === "half" && best.measure.around - most(({ measure }) => measure.around) >= FULLER;
}

function composeLook(context: ComposeContext, gate: Gate, ranked: readonly RankedSentence[], before: Draft): Draft {
  const { evidence, wording } = context;
  const draft = createDraft(context);
  for (const gap of evidence.gaps) {
    const owner = gap.kind === "no_report_for_period" ? evidence.catalogue.ownersById.get(gap.ownerId) : undefined;
    if (gap.kind !== "no_report_for_period" || owner === undefined) continue;
    const parts = wording.noReport(wording.owner(owner), yearAsked(context, Number(gap.label)), yearPieces(yearsOf(evidence.catalogue, owner.id)));
    draft.limit("missing", parts);
  }
  const extracts = ranked.slice(0, MOST_TOLD).map(({ sentence }) => wholeSentence(context, sentence.extract));
  tellExtracts(context, draft, withoutOverlap(extracts));
  discloseSlots(context, draft);
  return draft.finish({ status: gate === "quoted" ? before.status : "partial" });
}
