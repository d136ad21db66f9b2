import type { Figure } from "../../domain/figure.ts";
import { yearsOf } from "../../retrieve/catalogue.ts";
import { glossEnglish } from "../../retrieve/english/glossary.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { holdsGroup, isCommon, isEverywhere, isGeneric, thingsAmong, withoutVerbs } from "../../retrieve/word-groups.ts";
import { compareDecimals, multiplyDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import { characterBigrams } from "../../text/tokens.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { MOST_ROWS, tellMore } from "../limits.ts";
import { discloseSlots, distinctValues, ownerPieces, told, yearPieces } from "../pieces.ts";
import { readableWords } from "../prose/asked-words.ts";
import { quotePiece } from "../prose/extracts.ts";
import { wordsOf } from "../prose/head-word.ts";
import { findMentions, holdsAsked, type Mentioned } from "../prose/mentions.ts";
import { tellsOtherYear, tellsYear } from "../prose/other-year.ts";
import { findRules } from "../prose/permissions.ts";
import { contestsAtLevel } from "../tell/tell-denial.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { tellUnknownOwners, yearAsked } from "../tell/tell-gaps.ts";
import { conflictBetween, intervalOf } from "./comparability.ts";
import { composeItems } from "./compose-items.ts";
import { composeLookup } from "./compose-lookup.ts";
import { tellPremise } from "./premise.ts";
import { type Limits, meetsIn, takesLimit, tellInUnit } from "./thresholds.ts";

const MOST_MENTIONS = 3;

/** Yes or no: a threshold is decided by the figure, a thing by its figure or by a sentence that names it; silence is "no mention", not "no". */
export function composeExists(context: ComposeContext): Draft {
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  // Whether a part is there (护理专业) is told by figures of that part, not by those of the whole.
  const isAsked = (cell: FigureCell): boolean => context.parsed.subject === null || cell.subjectBound;
  const all = context.evidence.measures
    .flatMap(({ measure, cells }) =>
      cells.filter((cell) => (measure.entry === null ? isOfIt(context, cell) : isOfPlace(context, cell) && saysAll(context, cell, measure.asked.words))),
    )
    .filter(isAsked);
  const giving = all.filter(({ direct, otherKinds }) => direct.length + otherKinds.length > 0);
  const cells = all.length <= MOST_ROWS ? all : giving.slice(0, MOST_ROWS);
  // 实习有工资吗 names two indicators and asks for neither.
  const isCompound = context.evidence.measures.length > 1 && context.parsed.threshold === null && context.parsed.premise === null;
  // 学生可以带手机吗 is no matter of how many students there are.
  const isRuled = context.parsed.threshold === null && context.parsed.premise === null && findRules(context).length > 0;
  const isState = context.parsed.threshold === null && STATE.test(foldText(context.parsed.question));
  const answered = isCompound || isRuled || isState ? [] : cells.filter((cell) => tellFigure(context, draft, cell));
  // 满意度有没有低于92%的 is asked of each of its sides.
  if (asksAnySide(context)) return composeItems(context);
  // 满意度超过95%吗 where only sides of it are given: those are told, and that they are no whole.
  if (answered.length === 0 && context.parsed.threshold !== null && context.evidence.measures.some((one) => givesSides(one) || isWorkedOut(one)))
    return composeLookup(context);
  if (
    answered.length === 0 &&
    context.parsed.premise !== null &&
    !STATE.test(foldText(context.parsed.question)) &&
    cells.some((cell) => cell.direct.length + cell.otherKinds.length > 0)
  )
    return composeLookup(context);
  if (all.length > MOST_ROWS) tellMore(context, draft, giving.length);
  if (answered.length > 0) tellPremise(context, draft);
  discloseSlots(context, draft);
  if (answered.length > 0) return draft.finish({ status: answered.length === cells.length ? "answered" : "partial" });
  return tellMention(context, draft);
}

const ANY = /有没有|有无|有哪[项个类]|没有.{1,12}的吗?[?？]?$|\bany\b/;
/** 有没有低于92%的 asks for one of several; 总体满意度有没有达到95% for the one that is named. */
const ANY_ONE = /的吗?[?？。]?$|[哪某任][一项个类]|\bany\b/;

/** Whether any of the sides of one owner's measure meets a limit. */
function asksAnySide({ parsed, evidence }: ComposeContext): boolean {
  const [measure, ...others] = evidence.measures;
  const isOne = evidence.owners.length === 1 && others.length === 0 && parsed.threshold !== null;
  if (!isOne || measure === undefined || !givesSides(measure)) return false;
  const text = foldText(parsed.question);
  return ANY.test(text) && (ANY_ONE.test(text) || measure.cells.every(({ direct }) => direct.length === 0));
}

/** 副高以上占专任教师有没有三成, where both numbers are printed and the share is not. */
const isWorkedOut = ({ cells }: MeasureEvidence): boolean => cells.some(({ operands }) => operands !== null);

function givesSides({ measure, cells }: MeasureEvidence): boolean {
  const sides = measure.entry?.sides ?? [];
  return cells.some(({ siblings }) => siblings.some(({ indicator }) => indicator.id !== null && sides.includes(indicator.id)));
}

/** 经费够用吗, 2.38亿花完了吗: how it stands with a sum, which its number does not tell. */
const STATE =
  /够用|够不够|够花|(?<!能)够吗|足够吗|够了?吗[?？]?$|充足吗|花[完光]|用[完光]|花掉了?吗|到位了?吗|合理吗|\b(?:enough|sufficient|used up|adequate|spent all)\b/;
const DENIED = /没|无(?!人|线|纸|障)|未/;
/** 待遇比公办学校低: the other side of a comparison is no thing that there is. */
const COMPARED = /[比较].{1,14}[高低多少大小长短]约?$|[高低多少]于.{2,}/;
const PLACE_END = /[室馆楼场堂厅池站]$/;

/** A number of 心理咨询 is no 心理咨询室: a room or building asked for stands in the name of what is counted. */
function isOfPlace({ parsed }: ComposeContext, { direct }: FigureCell): boolean {
  const [figure] = direct;
  const place = parsed.searchText.match(PLACE_END)?.[0];
  if (figure === undefined || place === undefined || parsed.threshold !== null || parsed.premise !== null) return true;
  return `${figure.indicator.name}${figure.indicator.words}`.includes(place);
}

/** Did any students get hurt, 毕业生有创业的吗: a number of students says nothing of the rest, unless its sentence speaks of that too. */
function saysAll(context: ComposeContext, { direct }: FigureCell, asked: string): boolean {
  const { parsed, evidence } = context;
  const [figure] = direct;
  if (figure === undefined || parsed.threshold !== null || parsed.premise !== null) return true;
  const rest = evidence.topics.filter((group) => !isEverywhere(group) && !isGeneric(group) && !isCommon(group));
  const { indicator, population, subject } = figure;
  const words = `${clauseOf(context, figure)}${indicator.name}${indicator.words}${population ?? ""}${subject ?? ""}${asked}${glossEnglish(asked).words.join("")}`;
  const said = foldText(words).replace(/\s+/g, "");
  // 毕业 is said by 毕业生 itself.
  const besides = rest.filter((group) => !group.words.some((word) => asked.includes(word)));
  // 实习有没有黑中介: the thing asked for is the one that the name of the indicator does not say.
  const things = withoutVerbs(besides);
  return besides.length === 0 || things.every((group) => holdsGroup(said, group) > 0);
}

const SEVERAL = /、[^、]+、/;

/** Open words are answered by a number of that very thing alone: 新能源汽车1辆 is no 校车. */
function isOfIt(context: ComposeContext, { direct }: FigureCell): boolean {
  const [figure] = direct;
  if (figure !== undefined && (DENIED.test(figure.indicator.words) || COMPARED.test(figure.indicator.words))) return false;
  // 汽修、学前教育有学生1693人 counts no one of them.
  if (figure !== undefined && SEVERAL.test(figure.indicator.words) && context.parsed.threshold === null) return false;
  if (thingsAmong(context.evidence.topics).length === 0) return false;
  if (figure === undefined || context.parsed.threshold !== null || context.parsed.premise !== null) return true;
  const name = `${figure.indicator.name}${figure.indicator.words}${figure.population ?? ""}${figure.subject ?? ""}`;
  return context.parsed.language === "en" ? namesAny(context, name) : holdsAsked(context, name);
}

/** An English question lends no characters to look for: one of the things that it names must be in the name of what is counted. */
function namesAny({ evidence }: ComposeContext, name: string): boolean {
  const telling = evidence.topics.filter((group) => !isCommon(group) && !isEverywhere(group) && !isGeneric(group));
  const words = foldText(name).replace(/\s+/g, "");
  return telling.length === 0 || telling.some((group) => holdsGroup(words, group) === 1);
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
    // A round number beside the exact one decides nothing, nor does one that counts something else by the same name.
    const verdicts = new Set(
      [first, ...others.filter((other) => conflictBetween(first, other) === "conflict")].map((figure) => meetsIn(intervalOf(figure), figure.unit, threshold)),
    );
    const [verdict] = verdicts.size === 1 ? [...verdicts] : ["undecided" as const];
    draft.state(verdict === "yes" ? wording.yesFigure(about) : verdict === "no" ? wording.noFigure(about) : wording.undecidedFigure(about));
    tellInUnit(context, draft, first, threshold.unit);
  }
  tellConflicts(context, draft, first, others);
  return true;
}

/** A number put forward as a fact ("就业率是95%对吗") is a condition of equality. */
function thresholdOf({ parsed }: ComposeContext): Limits | null {
  if (parsed.threshold !== null || parsed.premise === null) return parsed.threshold;
  return { comparator: "=", value: parsed.premise.value, unit: parsed.premise.unit };
}

/** With a threshold, figures in its unit; without, the cell's own or the same thing in another kind. */
function fittingThreshold(context: ComposeContext, cell: FigureCell): readonly Figure[] {
  const threshold = thresholdOf(context);
  if (threshold === null) return cell.direct.length > 0 ? cell.direct : cell.otherKinds;
  // A bare number is one of the asked kind: 171 teachers are no 171%.
  if (threshold.unit === "") return asSum(cell, threshold.value) ?? cell.direct;
  const own = cell.direct.filter((figure) => takesLimit(figure.unit, threshold.unit) || isCountedAs(figure, threshold.unit));
  return own.length > 0 ? own : cell.otherKinds.filter((figure) => takesLimit(figure.unit, threshold.unit));
}

/** 131个专任教师: 个 counts people, too. */
const isCountedAs = ({ kind, unit }: Figure, asked: string): boolean => asked === "个" && kind === "count" && unit === "人";

/** From so many on a bare number, far above the people counted, is one of money: 国家助学金超过30万. */
const LEAST_SUM = "10000";
const FAR_ABOVE = "20";

function asSum({ direct, otherKinds }: FigureCell, value: string): readonly Figure[] | null {
  const sums = otherKinds.filter(({ kind }) => kind === "amount");
  const isPeople = direct.every((figure) => figure.unit === "人" && compareDecimals(multiplyDecimals(figure.value, FAR_ABOVE), value) < 0);
  return sums.length > 0 && isPeople && compareDecimals(value, LEAST_SUM) >= 0 ? sums : null;
}

function tellMention(context: ComposeContext, draft: DraftBuilder): Draft {
  const { wording, evidence, parsed } = context;
  const plans = evidence.measures.flatMap((measure) =>
    measure.cells
      .flatMap((cell) => [...cell.plans, ...cell.aside.filter((figure) => figure.aspect === "plan")])
      .filter((figure) => measure.measure.entry !== null || parsed.language === "en" || holdsAsked(context, clauseOf(context, figure), "one")),
  );
  const words = readableWords(parsed.searchText.trim() === "" ? parsed.question : parsed.searchText, context.language);
  const nothingWon = contestsAtLevel(context)
    .denied.slice(0, 1)
    .map((extract): Mentioned => ({ extract, says: "no" }));
  const rules = nothingWon.length > 0 ? [] : findRules(context);
  const said = nothingWon.length > 0 ? nothingWon : rules.length > 0 ? rules : findMentions(context);
  const found = said.filter(({ extract }) => namesRate(context, wordsOf(context, extract)));
  // 2019年才建的吗 beside 创建于1979年: no yes, and what has no year tells nothing of it.
  const contrary = found.filter(({ extract }) => tellsOtherYear(context, wordsOf(context, extract)));
  const dated = found.filter(({ extract }) => tellsYear(wordsOf(context, extract)));
  const mentions = (contrary.length > 0 ? dated : found).slice(0, MOST_MENTIONS);
  for (const { extract, says } of mentions) {
    const [owner, quote] = [wording.owner(extract.owner), quotePiece(draft, extract)];
    draft.state(
      says === "no"
        ? wording.saysNo(owner, quote)
        : says === "yes" && parsed.premise === null && parsed.unknownOwners.length === 0 && !tellsOtherYear(context, wordsOf(context, extract))
          ? wording.saysYes(owner, quote, asksWhether(foldText(parsed.question)))
          : says === "plan" && asksDone(parsed.question)
            ? wording.notYet(owner, quote)
            : wording.existsQuote(owner, quote),
    );
  }
  if (mentions.some(({ extract }) => tellsOtherYear(context, wordsOf(context, extract)))) draft.limit("premise", wording.premise());
  for (const figure of distinctValues(plans).slice(0, 2)) {
    const about = told(context, draft.near(figure));
    draft.state(wording.planIsNoFact(about));
    draft.limit("plan", wording.planIsNoFact(about));
  }
  if (mentions.some(({ says }) => says === "plan")) {
    draft.state(wording.planMention());
    draft.limit("plan", wording.planMention());
  }
  const silent = parsed.scope === "named" ? evidence.owners.filter((owner) => !mentions.some(({ extract }) => extract.owner.id === owner.id)) : [];
  if (mentions.length > 0 && silent.length > 0 && silent.length <= MOST_ROWS) {
    const parts = wording.noMention(ownerPieces(context, silent), { kind: "echo", text: words });
    draft.state(parts);
    draft.limit("missing", parts);
  }
  const isOnlyPlanned = mentions.every(({ says }) => says === "plan");
  if (mentions.length > 0) return draft.finish({ status: parsed.unknownOwners.length > 0 || silent.length > 0 || isOnlyPlanned ? "partial" : "answered" });
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

/** 招生计划完成了没有: the 完成率 of something else says nothing of it, so a rate asked for is named in the sentence. */
function namesRate({ evidence }: ComposeContext, words: string): boolean {
  const rates = evidence.measures.flatMap(({ measure }) => (measure.entry?.kind === "share" ? [foldText(measure.asked.words)] : []));
  return rates.every((rate) => {
    const pairs = characterBigrams(rate);
    return !HAN.test(rate) || pairs.filter((pair) => words.includes(pair)).length >= pairs.length * LEAST_NAMED;
  });
}
const HAN = /[\u4e00-\u9fff]/;
const LEAST_NAMED = 0.4;

function clauseOf({ evidence }: ComposeContext, { reportId, source }: Figure): string {
  return evidence.readText(reportId).slice(source.context.start, source.context.end);
}

const OF_A_PLAN = /计划|打算|准备|将要|会不会|要不要|拟|以后|\b(?:plan|plans|planned|will|going to|intend)\b/i;
const DONE = /了吗|了没|了么|没有?[?？]?\s*$|已经?|是否|吗[?？]?\s*$|^(?:did|has|have|is|are|was|were|does|do)\b/i;

/** 建好了吗, has it been opened: asked as done; 打算建吗 asks of the plan itself. */
const asksDone = (question: string): boolean => DONE.test(question.trim()) && !OF_A_PLAN.test(question);

/** 有没有食堂 asks whether there is one; 是国家级重点吗 whether it is so. */
function asksWhether(question: string): "is there" | "is so" {
  return /有没有?|有无|没有[?？]?$|^.{0,30}有.{1,20}[吗么嘛][?？]?$|\b(?:is|are) there\b/.test(question) ? "is there" : "is so";
}
