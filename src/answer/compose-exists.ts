import type { Figure } from "../domain/figure.ts";
import type { Comparator, Threshold } from "../domain/question.ts";
import { yearsOf } from "../retrieve/catalogue.ts";
import type { FigureCell } from "../retrieve/measures.ts";
import { isGeneric, shareHeld } from "../retrieve/word-groups.ts";
import { compareDecimals } from "../text/decimal.ts";
import { foldText } from "../text/fold.ts";
import { chooseExtracts } from "./choose-extracts.ts";
import { type Interval, intervalOf } from "./comparability.ts";
import { composeLookup } from "./compose-lookup.ts";
import { isInUnit } from "./conversions.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "./draft.ts";
import { type Extract, quotePiece, wholeSentence, withoutOverlap } from "./extracts.ts";
import { MOST_ROWS, tellMore } from "./limits.ts";
import { discloseSlots, distinctValues, ownerPieces, told, yearPieces } from "./pieces.ts";
import { tellPremise } from "./premise.ts";
import { tellConflicts } from "./tell-figures.ts";
import { tellUnknownOwners, yearAsked } from "./tell-gaps.ts";

/** Share of the question's content words that a sentence must hold to count as a mention. */
const LEAST_MENTION = 0.75;
/** 项目 beside 德国 and 合作 names nothing more: such a word counts so much of one that does. */
const GENERIC_SHARE = 0.3;

/** Yes or no: a threshold is decided by the figure, a thing by its figure or by a sentence that names it; silence is "no mention", not "no". */
export function composeExists(context: ComposeContext): Draft {
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  // Whether a part is there (护理专业) is told by figures of that part, not by those of the whole.
  const isAsked = (cell: FigureCell): boolean => context.parsed.subject === null || cell.subjectBound;
  const all = context.evidence.measures.flatMap((evidence) => evidence.cells).filter(isAsked);
  const giving = all.filter(({ direct, otherKinds }) => direct.length + otherKinds.length > 0);
  const cells = all.length <= MOST_ROWS ? all : giving.slice(0, MOST_ROWS);
  const answered = cells.filter((cell) => tellFigure(context, draft, cell));
  if (answered.length === 0 && context.parsed.premise !== null && cells.some((cell) => cell.direct.length + cell.otherKinds.length > 0))
    return composeLookup(context);
  if (all.length > MOST_ROWS) tellMore(context, draft, giving.length);
  if (answered.length > 0) tellPremise(context, draft);
  discloseSlots(context, draft);
  if (answered.length > 0) return draft.finish({ status: answered.length === cells.length ? "answered" : "partial" });
  return tellMention(context, draft);
}

function tellFigure(context: ComposeContext, draft: DraftBuilder, cell: FigureCell): boolean {
  const { wording } = context;
  const threshold = thresholdOf(context);
  const [first, ...others] = distinctValues(fittingThreshold(context, cell));
  if (first === undefined) return false;
  const shown = draft.show(first);
  const about = told(context, shown);
  if (threshold === null) draft.state(compareDecimals(first.value, "0") === 0 ? wording.noFigure(about) : wording.existsFigure(about));
  else {
    const verdicts = new Set([first, ...others].map((figure) => meets(intervalOf(figure), threshold.comparator, threshold.value)));
    const [verdict] = verdicts.size === 1 ? [...verdicts] : ["undecided" as const];
    draft.state(verdict === "yes" ? wording.yesFigure(about) : verdict === "no" ? wording.noFigure(about) : wording.undecidedFigure(about));
  }
  tellConflicts(context, draft, first, others);
  return true;
}

/** A number put forward as a fact ("就业率是95%对吗") is a condition of equality. */
function thresholdOf({ parsed }: ComposeContext): Pick<Threshold, "comparator" | "value" | "unit"> | null {
  if (parsed.threshold !== null || parsed.premise === null) return parsed.threshold;
  return { comparator: "=", value: parsed.premise.value, unit: parsed.premise.unit };
}

/** With a threshold, figures in its unit; without, the cell's own or the same thing in another kind. */
function fittingThreshold(context: ComposeContext, cell: FigureCell): readonly Figure[] {
  const threshold = thresholdOf(context);
  if (threshold === null) return cell.direct.length > 0 ? cell.direct : cell.otherKinds;
  // A bare number is one of the asked kind: 171 teachers are no 171%.
  if (threshold.unit === "") return cell.direct;
  const own = cell.direct.filter((figure) => isInUnit(figure.unit, threshold.unit));
  return own.length > 0 ? own : cell.otherKinds.filter((figure) => isInUnit(figure.unit, threshold.unit));
}

/** Whether every value that the figure may stand for meets the condition, none does, or it stays open. */
export function meets(interval: Interval, comparator: Comparator, bound: string): "yes" | "no" | "undecided" {
  const low = compareDecimals(interval.low, bound);
  const high = interval.high === null ? 1 : compareDecimals(interval.high, bound);
  switch (comparator) {
    case ">":
      return low > 0 ? "yes" : high <= 0 ? "no" : "undecided";
    case ">=":
      return low >= 0 ? "yes" : high < 0 ? "no" : "undecided";
    case "<":
      return high < 0 ? "yes" : low >= 0 ? "no" : "undecided";
    case "<=":
      return high <= 0 ? "yes" : low > 0 ? "no" : "undecided";
    case "=":
      return low === 0 && high === 0 ? "yes" : low > 0 || high < 0 ? "no" : "undecided";
  }
}

function tellMention(context: ComposeContext, draft: DraftBuilder): Draft {
  const { wording, evidence, parsed } = context;
  const plans = evidence.measures.flatMap((measure) =>
    measure.cells.flatMap((cell) => [...cell.plans, ...cell.aside.filter((figure) => figure.aspect === "plan")]),
  );
  for (const figure of distinctValues(plans).slice(0, 2)) {
    const about = told(context, draft.near(figure));
    draft.state(wording.planIsNoFact(about));
    draft.limit("plan", wording.planIsNoFact(about));
  }
  const words = parsed.searchText.trim() === "" ? parsed.question : parsed.searchText;
  const mentions = withoutOverlap(chooseExtracts(context, 4).map((extract) => wholeSentence(context, extract))).filter(
    (extract) => parsed.threshold === null && namesIt(context, extract),
  );
  for (const extract of mentions.slice(0, 3)) draft.state(wording.existsQuote(wording.owner(extract.owner), quotePiece(draft, extract)));
  if (mentions.slice(0, 3).some((extract) => tellsPlan(context, extract))) {
    draft.state(wording.planMention());
    draft.limit("plan", wording.planMention());
  }
  if (mentions.length > 0) return draft.finish({ status: parsed.unknownOwners.length > 0 ? "partial" : "answered" });
  if (plans.length > 0) return draft.finish({ status: "partial" });
  for (const gap of evidence.gaps) {
    const owner = gap.kind === "no_report_for_period" ? evidence.catalogue.ownersById.get(gap.ownerId) : undefined;
    if (gap.kind === "no_report_for_period" && owner !== undefined)
      draft.state(wording.noReport(wording.owner(owner), yearAsked(context, Number(gap.label)), yearPieces(yearsOf(evidence.catalogue, owner.id))));
  }
  if (evidence.owners.length > 0) {
    const parts = wording.noMention(ownerPieces(context, evidence.owners.slice(0, 6)), { kind: "echo", text: words });
    draft.state(parts);
    draft.limit("missing", parts);
  }
  return draft.finish({ status: "not_found" });
}

/** 将建…, 计划投资…: what is meant to be is no fact yet. */
const PLAN = /将[于在建要会新继与把]|[拟欲]|计划|预计|力争|打算|即将|争取|正在(?:建|筹|推进)|规划建/;

function tellsPlan(context: ComposeContext, extract: Extract): boolean {
  const text = context.evidence.readText(extract.passage.reportId);
  return PLAN.test(foldText(extract.parts.map((part) => text.slice(part.start, part.end)).join("")));
}

function namesIt(context: ComposeContext, extract: Extract): boolean {
  const text = context.evidence.readText(extract.passage.reportId);
  const quote = foldText(extract.parts.map((part) => text.slice(part.start, part.end)).join("")).replace(/\s+/g, "");
  const headings = foldText(extract.passage.sectionPath.join(""));
  const telling = context.evidence.topics.map((group) => (isGeneric(group) ? { ...group, weight: group.weight * GENERIC_SHARE } : group));
  return shareHeld(`${headings}${quote}`, telling) >= LEAST_MENTION;
}
