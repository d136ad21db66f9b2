import type { AskedMeasure } from "../../retrieve/figures/measures.ts";
import { foldText } from "../../text/fold.ts";
import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { discloseSlots, measurePiece } from "../pieces.ts";
import { tellUnknownOwners } from "../tell/tell-gaps.ts";
import { composeExplain } from "./compose-explain.ts";
import { askedTerms, findExplanations, quotedTerms } from "./explaining.ts";
import { type Extract, quotePiece, tellExtracts, wholeSentence, withoutOverlap } from "./extracts.ts";

const MOST_MENTIONS = 2;

/** Ways in which a report explains a term. */
const EXPLAINS = /(?:是指|指的是|定义为|所谓|口径为|口径是|即指|计算公式|统计口径|是一[种项])/;

/** What a term means: the report's own explanation where there is one; our dictionary's line, marked as such. */
export function composeDefine(context: ComposeContext): Draft {
  const draft = createDraft(context);
  const { wording, evidence } = context;
  const [first] = evidence.measures;
  const entry = first === undefined || isAside(context, first.measure) ? null : first.measure.entry;
  const names = entry === null ? askedTerms(context) : [first?.measure.asked.words ?? entry.zh, entry.zh, ...entry.aliases.zh];
  const said = findExplanations(context, entry === null ? askedTerms(context) : names);
  const explained = entry === null ? said.explained : said.explained.filter((extract) => explains(context, extract, names)).slice(0, 2);
  // AHK leads to an entry of another name (国际证书): the dictionary's line would explain something else.
  const isOther =
    entry !== null &&
    first !== undefined &&
    foldText(context.parsed.question).includes(foldText(first.measure.asked.words)) &&
    !isNamedSo(entry, first.measure.asked.words) &&
    said.mentioned.length > 0;
  if ((entry === null || isOther) && explained.length === 0) return mentionIt(context, said.mentioned);
  tellUnknownOwners(context, draft);
  for (const extract of withoutOverlap(explained.map((one) => (entry === null ? wholeSentence(context, one) : one))))
    draft.state(wording.quoteDirect(wording.owner(extract.owner), quotePiece(draft, extract)));
  if (entry === null || first === undefined) {
    discloseSlots(context, draft);
    return draft.finish({ status: context.parsed.unknownOwners.length > 0 ? "partial" : "answered" });
  }
  const measure = measurePiece(context, first);
  if (explained.length === 0) draft.state(wording.notDefinedInReports(measure));
  draft.state(
    wording.definitionHelp(wording.indicator({ id: entry.id, name: entry.zh, nameEn: entry.en, from: "lexicon" }), {
      kind: "definition",
      indicatorId: entry.id,
    }),
  );
  draft.limit("definition", wording.dictionaryOnly());
  return draft.finish({ status: "answered" });
}

const LEAST_TERM = 3;

/** 听老师说起“两纵四横”，指什么: what is quoted, or stands last, is asked about, and no indicator named before it. */
function isAside({ parsed }: ComposeContext, { asked, entry }: AskedMeasure): boolean {
  const names = [asked.words, ...(entry === null ? [] : [entry.zh, ...entry.aliases.zh])].map(foldText);
  const isNamed = (term: string): boolean => names.some((name) => term.includes(name) || name.includes(term));
  const quoted = quotedTerms(parsed.question).map(foldText);
  if (quoted.length > 0) return !quoted.some(isNamed);
  const last = foldText(parsed.searchText).split(/\s+/).at(-1) ?? "";
  return parsed.language === "zh" && last.length >= LEAST_TERM && !isNamed(last);
}

function isNamedSo({ zh, en }: { readonly zh: string; readonly en: string }, words: string): boolean {
  const [a, b, c] = [foldText(words).replace(/\s+/g, ""), foldText(zh), foldText(en).replace(/\s+/g, "")];
  return b.includes(a) || a.includes(b) || c.includes(a) || [...a].filter((character) => b.includes(character)).length >= 2;
}

/** Where no report explains a term, what is said of it, and that it is not explained. */
function mentionIt(context: ComposeContext, mentioned: readonly Extract[]): Draft {
  if (mentioned.length === 0) return composeExplain(context);
  const draft = createDraft(context);
  const parts = context.wording.notDefinedInReports({ kind: "echo", text: askedTerms(context)[0] ?? context.parsed.searchText });
  tellUnknownOwners(context, draft);
  draft.state(parts);
  draft.limit("definition", parts);
  tellExtracts(context, draft, withoutOverlap(mentioned.map((extract) => wholeSentence(context, extract))).slice(0, MOST_MENTIONS));
  discloseSlots(context, draft);
  return draft.finish({ status: "partial" });
}

function explains(context: ComposeContext, extract: Extract, names: readonly string[]): boolean {
  const text = context.evidence.readText(extract.passage.reportId);
  const quote = foldText(extract.parts.map((part) => text.slice(part.start, part.end)).join(""));
  return EXPLAINS.test(quote) && names.some((name) => name !== "" && quote.includes(foldText(name)));
}
