import type { Figure } from "../domain/figure.ts";
import type { Intent, ParsedQuestion } from "../domain/question.ts";
import { asksList, asksProcedure } from "../retrieve/asks-prose.ts";
import type { MeasureEvidence } from "../retrieve/figures/measures.ts";
import type { ToldList } from "../retrieve/working/list-sums.ts";
import { composeAggregate } from "./compose/compose-aggregate.ts";
import { composeAudit } from "./compose/compose-audit.ts";
import { composeCheck } from "./compose/compose-check.ts";
import { composeCompare } from "./compose/compose-compare.ts";
import { composeCoverage } from "./compose/compose-coverage.ts";
import { composeDated } from "./compose/compose-dated.ts";
import { composeDerived } from "./compose/compose-derived.ts";
import { composeDifference } from "./compose/compose-difference.ts";
import { composeExists } from "./compose/compose-exists.ts";
import { composeFilter } from "./compose/compose-filter.ts";
import { composeFounding } from "./compose/compose-founding.ts";
import { composeFulfilled } from "./compose/compose-fulfilled.ts";
import { asksItems, composeItems } from "./compose/compose-items.ts";
import { composeLast, composeUnknownPart } from "./compose/compose-last.ts";
import { composeLookup } from "./compose/compose-lookup.ts";
import { composeOverview } from "./compose/compose-overview.ts";
import { composeParts } from "./compose/compose-parts.ts";
import { composePrize } from "./compose/compose-prize.ts";
import { composeRatio } from "./compose/compose-ratio.ts";
import { composeClarify, composeNobody, composeOutOfScope } from "./compose/compose-refusal.ts";
import { composeSaid } from "./compose/compose-said.ts";
import { composeSchoolKind } from "./compose/compose-school-kind.ts";
import { composeTrend } from "./compose/compose-trend.ts";
import { latestCells } from "./compose/contenders.ts";
import { judgePremise, tellPremise } from "./compose/premise.ts";
import { isInUnit } from "./conversions.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "./draft.ts";
import type { ShownFigure } from "./parts.ts";
import { measurePiece, told } from "./pieces.ts";
import { byAnchor } from "./prose/anchors.ts";
import { composeDefine } from "./prose/compose-define.ts";
import { composeExplain, composeHead, composeList, composeMention } from "./prose/compose-explain.ts";
import { asksWhyChanged } from "./prose/compose-unchanged.ts";
import { composeNumberedGroup } from "./prose/numbered-groups.ts";
import { tellFindings } from "./tell/tell-findings.ts";
import { tellPlace } from "./tell/tell-place.ts";
import { composeLacking, composeOperation } from "./working/compose-operation.ts";
import { composePartSum } from "./working/compose-part-sum.ts";
import { composeRest } from "./working/compose-rest.ts";
import { composeShareOfAll } from "./working/compose-share-of-all.ts";
import { composeWorking } from "./working/compose-working.ts";
import type { Operated } from "./working/settle-operands.ts";
import { restsOn } from "./working/working-pieces.ts";

type Composer = (context: ComposeContext) => Draft;

const COMPOSERS: Readonly<Record<Intent, Composer>> = {
  lookup: composeLookup,
  compare: composeCompare,
  rank: composeCompare,
  difference: composeDifference,
  ratio: composeRatio,
  aggregate: composeAggregate,
  derived: composeDerived,
  trend: composeTrend,
  list: composeList,
  filter: composeFilter,
  exists: composeExists,
  define: composeDefine,
  explain: composeExplain,
  coverage: composeCoverage,
  audit: composeAudit,
  out_of_scope: composeOutOfScope,
};

/** Intents that need to know what is measured. Without it the question is answered from passages. */
const NEEDS_MEASURE: ReadonlySet<Intent> = new Set<Intent>(["lookup", "compare", "rank", "difference", "ratio", "aggregate", "derived", "trend", "filter"]);

/** Intents that a sum put to be checked is read as. */
const CHECKED: ReadonlySet<Intent> = new Set<Intent>(["exists", "lookup", "audit", "derived"]);

/** Intents under which named parts may be asked for together. */
const ADDED: ReadonlySet<Intent> = new Set<Intent>(["lookup", "aggregate"]);

const PROSE: ReadonlySet<Intent> = new Set<Intent>(["explain", "define", "list"]);

/** Evidence to an answer in typed parts. What cannot be answered as asked falls to asking back, then to passages. */
export function compose(context: ComposeContext): Draft {
  return tellPlace(context, byAnchor(context, composeAsked(context)));
}

/** What comes of the figures that the question names, found one by one; null where they cannot be worked with so. */
export function composeOperated(context: ComposeContext, operated: Operated): Draft | null {
  const asked = { ...context, beforeFinish: (draft: DraftBuilder) => finishDraft(context, draft) };
  return operated.kind === "found" ? composeOperation(asked, operated.found) : composeLacking(asked, operated.figures, operated.lacking);
}

function composeAsked(context: ComposeContext): Draft {
  const asked = { ...byPremise(context), beforeFinish: (draft: DraftBuilder) => finishDraft(context, draft) };
  const plain =
    composeShareOfAll(asked) ??
    (CHECKED.has(context.parsed.intent) ? composeCheck(asked) : null) ??
    composeFounding(asked) ??
    composeDated(asked) ??
    composeNumberedGroup(asked) ??
    composePrize(asked) ??
    composeSchoolKind(asked) ??
    composeFulfilled(asked) ??
    (ADDED.has(context.parsed.intent) ? composePartSum(asked) : null) ??
    composerFor(asked)(asked);
  if (plain.settled === true) return plain;
  const draft = servesWorking(context, plain) ? plain : (composeWorking(asked) ?? plain);
  // A part without any figure of its own: what was found is of something else.
  const isUngiven = draft.status === "not_found" || (context.parsed.intent === "lookup" && draft.status === "partial" && draft.figures.length === 0);
  if (isUngiven && context.evidence.last !== undefined) return composeLast(asked, context.evidence.last);
  if (draft.status !== "not_found") return isUngiven && draft.citations.length === 0 ? (composeSaid(asked) ?? draft) : draft;
  const whole = composeUnknownPart(asked, draft.nearest);
  if (whole !== null) return whole;
  const said = mayBeSaid(context) ? composeMention(asked) : draft;
  return said.status === "not_found" ? (composeSaid(asked) ?? draft) : said;
}

/** Whether the answer is the figure of the entry that the question names, and what would be put together are figures of others. */
function isOfOtherEntries({ indicators }: ParsedQuestion, { figure: first }: { readonly figure: Figure }, { items }: ToldList): boolean {
  const { id } = first.indicator;
  const isAsked = indicators.certainty === "stated" && indicators.value.some((asked) => asked.kind === "entry" && asked.id === id);
  // The rows of one column are of one kind, whatever entries they are known by.
  if (id === null || !isAsked || items.every(({ figure }) => figure.rule === "table-cell")) return false;
  const isItem = items.some(({ figure }) => figure.id === first.id);
  return items.some(({ figure }) => figure.indicator.id !== id && (!isItem || figure.indicator.id !== null));
}

/** Whether each of several entries that the question names is told. */
function tellsEachAsked({ indicators }: ParsedQuestion, { figures }: Draft): boolean {
  const ids = indicators.certainty === "stated" ? indicators.value.map((asked) => (asked.kind === "entry" ? asked.id : null)) : [];
  return ids.length > 1 && ids.every((id) => id !== null && figures.some((shown) => shown.kind === "printed" && shown.figure.indicator.id === id));
}

/** 非全日制学生数 is printed by that name: what is left of all students is no part of it. */
const NEGATED_NAME = /^[非未不无]/;
const NAMED_TOTAL = /[\u4e00-\u9fff]{2}总(?:人|项|册|台)?数(?:量)?(?:是|有|为|达)?(?:多少|几)?[人名个册项台]?[?？。\s]*$/;

/** What is worked out of the report's own words goes before an answer of another kind, and before one that rests on other numbers. */
function servesWorking({ evidence, parsed }: ComposeContext, draft: Draft): boolean {
  const working = evidence.working ?? null;
  const [first] = draft.figures;
  if (working === null || BY_SENTENCE.has(parsed.intent)) return true;
  if (draft.status !== "answered" || first === undefined) return false;
  if ("list" in working) {
    if (working.kind === "sum" && isPrintedTotal(first, working.list)) return true;
    // 图书总数 is the printed number of all.
    if (working.kind === "sum" && first.kind === "printed" && parsed.indicators.certainty === "stated" && NAMED_TOTAL.test(parsed.question)) return true;
    // 专任教师一共多少 is told by their number, and not by putting 双师型教师 to them.
    if (working.kind === "sum" && first.kind === "printed" && isOfOtherEntries(parsed, first, working.list)) return true;
    if (working.kind === "mean" && first.kind === "printed" && first.figure.kind === "average") return true;
    if (working.kind === "sum" && !working.sure && first.kind === "derived") return true;
    // Parts by the name of their sort (各专业) are ranked already; the list may name them by another column.
    if (working.kind === "order" && parsed.partsNoun !== undefined && draft.figures.length > 1) return true;
    // 本科、高级职称教师数分别是多少: each under its own name goes before what stands in one sentence with one of them.
    if (working.kind === "items" && tellsEachAsked(parsed, draft)) return true;
    if (working.kind === "items")
      return restsOn(
        draft,
        working.list.items.map(({ figure }) => figure),
      );
    if (working.kind !== "order") return first.kind === "derived" && draft.figures.length > working.list.items.length;
    return (
      draft.figures.length > 1 &&
      (!working.sure ||
        restsOn(
          draft,
          working.list.items.map(({ figure }) => figure),
        ))
    );
  }
  if (working.kind === "side") return first.kind === "printed" && first.figure.unit === "%";
  // 每个实训室平均多少工位 is no mean of rooms and seats.
  if (working.kind === "each")
    return (
      (first.kind === "derived" && first.formula.op !== "mean") ||
      (first.kind !== "derived" && (first.figure.kind === "average" || first.figure.kind === "ratio"))
    );
  const isShare = first.kind === "derived" ? first.formula.op === "percent" : first.figure.unit === "%";
  // A sum that the report prints goes before what comes of its parts.
  if (working.kind === "times") return first.kind === "printed" && first.figure.kind === "amount" && !first.figure.unit.includes("/");
  if (working.kind === "rest" && first.kind === "printed" && NEGATED_NAME.test(first.figure.indicator.name)) return true;
  if (working.kind === "rest") return first.kind === "derived" && (first.formula.op === "difference" || first.formula.op === "rest");
  if (!isShare) return false;
  return !working.sure || first.kind === "printed" || restsOn(draft, [working.part.figure, working.whole.figure]);
}

/** What the report gives as the number of the very thing goes before a sum over parts of it. */
function isPrintedTotal(first: ShownFigure, { items }: ToldList): boolean {
  if (first.kind === "derived") return false;
  const { id, indicator, subject, population, unit, value } = first.figure;
  const isItem = items.some(({ figure }) => figure.id === id);
  return (
    indicator.id !== null &&
    subject === null &&
    population === null &&
    !isItem &&
    items.every(({ figure }) => figure.unit === unit && Number(figure.value) <= Number(value))
  );
}

/** Intents whose answer is a sentence or a list of names. */
const BY_SENTENCE: ReadonlySet<Intent> = new Set<Intent>(["explain", "define", "audit", "coverage", "trend", "filter"]);

/** Intents whose composers weigh no number that the question puts forward. */
const UNWEIGHED: ReadonlySet<Intent> = new Set<Intent>(["derived", "ratio", "difference", "trend", "aggregate", "list"]);

function finishDraft(context: ComposeContext, draft: DraftBuilder): void {
  tellFindings(context, draft);
  if (UNWEIGHED.has(context.parsed.intent) && context.parsed.premise !== null && draft.shown().length > 0) tellPremise(context, draft);
}

/** 双师型教师只有65%: a share put forward is met with the share, though the name alone asks for a number. */
function byPremise(context: ComposeContext): ComposeContext {
  const { premise } = context.parsed;
  if (premise === null || premise.unit === "") return context;
  const measures = context.evidence.measures.map((measured) => ({
    ...measured,
    cells: measured.cells.map((cell) => {
      const own = cell.otherKinds.filter((figure) => isInUnit(figure.unit, premise.unit));
      const isGiven = cell.direct.some((figure) => isInUnit(figure.unit, premise.unit));
      return isGiven || own.length === 0 || cell.subjectBound ? cell : { ...cell, direct: own, otherKinds: cell.direct };
    }),
  }));
  return { ...context, evidence: { ...context.evidence, measures } };
}

const ORDERED: ReadonlySet<Intent> = new Set<Intent>(["rank", "compare"]);

/** 学生意见最大的是什么: no figure of one school answers it, and a sentence may (学生反映最集中的意见是…). */
function mayBeSaid({ parsed, evidence }: ComposeContext): boolean {
  return ORDERED.has(parsed.intent) && evidence.owners.length === 1 && evidence.measures.every(({ measure }) => measure.entry === null);
}

function lacksRegion({ measures }: ComposeContext["evidence"]): boolean {
  return measures.length < 2 || measures.at(-1)?.cells.every((cell) => cell.direct.length === 0) === true;
}

/** 比全省平均高多少 where nothing of the region is printed: said so, with the school's own figure, and never compared with something else. */
function composeRegion(context: ComposeContext): Draft {
  const { evidence, parsed, wording } = context;
  const draft = createDraft(context);
  const [own] = evidence.measures;
  const [owner] = evidence.owners;
  const figures = own === undefined ? [] : latestCells(own.cells).flatMap((cell) => cell.direct.slice(0, 1));
  if (own === undefined || owner === undefined) return composeMention(context);
  const parts = wording.regionNotGiven(wording.owner(owner), measurePiece(context, own), { kind: "echo", text: parsed.regionBeside ?? "" });
  draft.state(parts);
  draft.limit("missing", parts);
  for (const figure of figures) draft.state(wording.value(told(context, draft.show(figure))));
  return draft.finish({ status: figures.length > 0 ? "partial" : "not_found" });
}

const givesAny = ({ cells }: MeasureEvidence): boolean => cells.some((cell) => cell.direct.length > 0 && cell.subjectBound);

function composerFor({ parsed, evidence }: ComposeContext): Composer {
  if (parsed.intent === "out_of_scope") return (context) => (parsed.outOfScope === "personal" ? composeHead(context) : null) ?? composeOutOfScope(context);
  if (parsed.overview !== undefined) return composeOverview;
  if (parsed.intent === "coverage") return composeCoverage;
  if (parsed.regionAsked !== undefined) return evidence.measures.some(givesAny) ? composeLookup : composeNobody;
  if (evidence.catalogue.reports.length === 0 || (parsed.owners.certainty === "ambiguous" && parsed.scope === "named")) return composeClarify;
  if (evidence.owners.length === 0 && parsed.unknownOwners.length === 0) return composeNobody;
  if (parsed.intent === "audit") return composeAudit;
  if (evidence.measures.length === 0 && NEEDS_MEASURE.has(parsed.intent)) {
    return parsed.searchText.trim() === "" && parsed.unknownOwners.length === 0 ? composeClarify : composeMention;
  }
  if (asksProcedure(parsed) && parsed.intent !== "explain") return composeExplain;
  if (parsed.ofRest === true) return composeRest;
  if (asksItems({ parsed, evidence })) return composeItems;
  if (asksList(parsed) && parsed.intent === "lookup") return composeList;
  if (parsed.partsNoun !== undefined && ["compare", "rank", "filter"].includes(parsed.intent)) return composeParts;
  if (parsed.regionBeside !== undefined && parsed.subject === null && lacksRegion(evidence)) return composeRegion;
  if ((parsed.intent === "compare" || parsed.intent === "rank") && evidence.owners.length === 1) return composeItems;
  // A false number is met with the report's own before anything is explained.
  const isDoubted =
    parsed.premise !== null &&
    !(parsed.intent === "explain" && asksWhyChanged({ parsed, evidence })) &&
    !((parsed.intent === "explain" || parsed.intent === "list") && judgePremise({ parsed, evidence }) === "holds");
  if (isDoubted && PROSE.has(parsed.intent) && evidence.measures.some(({ cells }) => cells.some((cell) => cell.direct.length > 0))) return composeLookup;
  return COMPOSERS[parsed.intent];
}
