import type { Aspect, Figure, Period } from "../domain/figure.ts";
import { toFigureId } from "../domain/ids.ts";
import type { Block, Report, Section } from "../domain/report.ts";
import type { Span } from "../domain/span.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { foldText } from "../text/fold.ts";
import { type MappedText, mapText, toSource } from "../text/mapped-text.ts";
import { detectPeriods, type PeriodMention } from "../text/periods.ts";
import { detectQuantities, type LeftOut, type Quantity } from "../text/quantities.ts";
import { aspectOf } from "./aspect.ts";
import { blankOut, findNames, inContext, numberRuns, shortSentences, walker } from "./block-parts.ts";
import { withBreakdowns } from "./breakdowns.ts";
import { withEarlierYears } from "./earlier-years.ts";
import { withEquatedNames } from "./equated-names.ts";
import type { ExtractedFigures, LeftOutNumber } from "./extracted-figures.ts";
import { anchor, periodOf } from "./figure-period.ts";
import { unitNote, withImpliedUnit, withNotedUnit } from "./implied-unit.ts";
import { withMajors } from "./majors-of-parts.ts";
import { withMemberSchools } from "./member-schools.ts";
import { withMovedSite } from "./moved-site.ts";
import { withoutNonFigures } from "./not-figures.ts";
import { openingPeriod } from "./opening-period.ts";
import { prizeLevelOf } from "./prize-level.ts";
import { readQuantity } from "./read-quantity.ts";
import { canonicalUnit, figureKind, type Reading, type Told } from "./reading.ts";
import { cleanName } from "./rules/phrase.ts";
import { populationOf, subjectOf } from "./scope.ts";
import { sentenceSubject, titleSubject } from "./sentence-subject.ts";
import { leftEdge, type SentenceView } from "./sentence-view.ts";
import { tableFigures } from "./table-figures.ts";
import { withTableNotes } from "./table-notes.ts";

/** Every figure of a report, in order of its number's place. Pure; linear in the report's length. */
export function extractFigures(report: Report, lexicon: Lexicon): ExtractedFigures {
  const figures: Figure[] = [];
  const leftOut: LeftOutNumber[] = [];
  for (const section of report.sections) {
    const sectionPeriods = section.path.slice(1).flatMap((title) => periodsOfHeading(foldText(title)));
    for (const block of report.blocks.slice(section.firstBlock, section.endBlock)) {
      const found =
        block.kind === "table"
          ? tableFigures(report, section, block, lexicon)
          : block.kind === "paragraph"
            ? blockFigures(report, section, block, lexicon, sectionPeriods)
            : null;
      if (found === null) continue;
      for (const figure of found.figures) figures.push(figure);
      for (const item of found.leftOut) leftOut.push(item);
    }
  }
  const inOrder = [...withMajors(figures, report)].sort((a, b) => a.source.start - b.source.start);
  const whole = withMovedSite(withTableNotes(withBreakdowns(inOrder, report), report), report);
  return { figures: withMemberSchools(withEquatedNames(whole, report, lexicon), report), leftOut };
}

/** A heading that says how much changed (达标率96%，较2023年上升1个百分点) dates nothing below it by what it measures against. */
function periodsOfHeading(title: string): PeriodMention[] {
  return detectPeriods(title).filter(({ start }) => !/[比较与同]$/.test(title.slice(0, start)));
}

function blockFigures(report: Report, section: Section, block: Block, lexicon: Lexicon, sectionPeriods: readonly PeriodMention[]): ExtractedFigures {
  const whole = mapText(report.text, block.parts);
  const runs = numberRuns(whole.text);
  const mapped = runs.length === 0 ? whole : { ...whole, text: blankOut(whole.text, runs) };
  const { quantities, leftOut: unread } = detectQuantities(mapped.text, lexicon.units);
  const leftOut = [...unread, ...runs];
  const reasons = leftOut.map((item) => leftOutNumber(report, mapped, item));
  if (quantities.length === 0) return { figures: [], leftOut: reasons };
  const periods = detectPeriods(mapped.text);
  const aliases = findNames(mapped.text, lexicon);
  const figures: Figure[] = [];
  let before: readonly Told[] = [];
  const measured = withoutNonFigures(mapped.text, quantities);
  for (const item of measured.leftOut) reasons.push(leftOutNumber(report, mapped, item));
  const ownNames = report.owner.kind === "school" ? [report.owner.name, ...report.owner.aliases.map(({ text }) => text)].map(foldText) : [];
  const inOrder = { quantities: walker(measured.quantities), aliases: walker(aliases), periods: walker(periods) };
  const note = unitNote(mapped.text, foldText(section.path[section.path.length - 1] ?? ""), noteBefore(report, block));
  const sentences = shortSentences(mapped.text);
  let opening: PeriodMention | null = null;
  for (const [at, sentence] of sentences.entries()) {
    const found = inOrder.quantities(sentence);
    const names = inContext(inOrder.aliases(sentence), mapped.text.slice(sentence.start, sentence.end), section.path, lexicon);
    const dates = inOrder.periods(sentence);
    opening = openingPeriod(mapped.text, sentence, dates, opening);
    const own = found.map((quantity) => withNotedUnit(mapped.text, withImpliedUnit(mapped.text, quantity, names, lexicon), note, lexicon));
    if (own.length === 0) continue;
    const subject =
      sentenceSubject(mapped.text, sentence, { quantities: own, aliases: names, ownNames }) ??
      (at === 1 && sentences[0] !== undefined ? titleSubject(mapped.text, sentences[0], sentence) : null);
    const view: SentenceView = { text: mapped.text, sentence, quantities: own, aliases: names, periods: dates, section: section.path, subject };
    const read = sentenceFigures({ report, mapped, view, lexicon, sectionPeriods, before, opening: dates.length > 0 ? null : opening });
    for (const figure of read.figures) figures.push(figure);
    before = read.told;
  }
  return { figures: withEarlierYears(figures, report), leftOut: reasons };
}

/** A short line right before a paragraph may tell in what its numbers are: 经费（单位：万元）. */
function noteBefore(report: Report, block: Block): string {
  const start = block.parts[0]?.start ?? 0;
  const lead = report.text.slice(Math.max(0, start - NOTE_LINE), start).trimEnd();
  return foldText(lead.slice(lead.lastIndexOf("\n") + 1));
}
const NOTE_LINE = 40;

const leftOutNumber = (report: Report, mapped: MappedText, item: LeftOut): LeftOutNumber => {
  const span = toSource(mapped, item);
  return { ...span, text: report.text.slice(span.start, span.end), reason: item.reason };
};

interface SentenceInput {
  readonly report: Report;
  readonly mapped: MappedText;
  readonly view: SentenceView;
  readonly lexicon: Lexicon;
  readonly sectionPeriods: readonly PeriodMention[];
  readonly before: readonly Told[];
  /** The time that the sentence began with, before the semicolon. */
  readonly opening: PeriodMention | null;
}

function sentenceFigures({ report, mapped, view, lexicon, sectionPeriods, before, opening }: SentenceInput): {
  readonly figures: Figure[];
  readonly told: readonly Told[];
} {
  const readings: (Reading | null)[] = [];
  const subjects = new Map<Quantity, string | null>();
  const figures: Figure[] = [];
  const context = toSource(mapped, view.sentence);
  view.quantities.forEach((quantity, index) => {
    const reading = readQuantity({ lexicon, view, index, quantity, earlier: readings, before });
    readings.push(reading);
    if (reading === null) return;
    const since = reading.rule === "to-after-from" ? (view.quantities[index - 1]?.end ?? 0) : view.sentence.start;
    const dated = reading.aspect === "change" ? withoutBase(view, readings, index) : view;
    const { period, relative } =
      reading.period === undefined
        ? periodOf(dated, { since, position: quantity.start, opening }, report, sectionPeriods)
        : { period: anchor(reading.period, report), relative: null };
    const aspect = withPeriod(aspectOf(view, reading, index), period, relative, report.year);
    const made = toFigure({ report, mapped, view, context, quantity, reading, period, aspect });
    // 涉农专业学生318人，占11.46%: a share is of whom the number before was of.
    const counted = view.quantities[index - 1];
    const goesOn = made.subject === null && reading.rule === "share-of" && reading.indicator === null && readings[index - 1]?.headStart === reading.headStart;
    const figure = goesOn && counted !== undefined ? { ...made, subject: subjects.get(counted) ?? null } : made;
    subjects.set(quantity, figure.subject);
    figures.push(figure);
  });
  const told = view.quantities.map((quantity, index) => ({ quantity, reading: readings[index] ?? null, subject: subjects.get(quantity) ?? null }));
  return { figures, told };
}

/** 2021年5320万元，2020年为4986万元，增长6.7%: the year of the value that a change is measured against is not the change's own. */
function withoutBase(view: SentenceView, readings: readonly (Reading | null)[], index: number): SentenceView {
  const previous = view.quantities[index - 1];
  if (previous === undefined || readings[index - 1]?.aspect !== "history") return view;
  const from = leftEdge(view, index - 1);
  return { ...view, periods: view.periods.filter(({ start, end }) => end <= from || start >= previous.end) };
}

/** A number of last year, or of a year well before the report's, is history; one of a later year is a plan. */
function withPeriod(aspect: Aspect, period: Period, relative: PeriodMention["relative"], reportYear: number | null): Aspect {
  if (aspect !== "actual") return aspect;
  if (relative === "previous") return "history";
  if (period.evidence !== "stated" || period.year === null || reportYear === null) return aspect;
  return period.year < reportYear - 1 ? "history" : period.year > reportYear + 1 ? "plan" : aspect;
}

interface FigureParts {
  readonly report: Report;
  readonly mapped: MappedText;
  readonly view: SentenceView;
  /** The sentence's place in the report. */
  readonly context: Span;
  readonly quantity: Quantity;
  readonly reading: Reading;
  readonly period: Period;
  readonly aspect: Aspect;
}

function toFigure({ report, mapped, view, context, quantity, reading, period, aspect }: FigureParts): Figure {
  const span = toSource(mapped, quantity);
  const { indicator } = reading;
  const subject = ownSubject(report, subjectOf(view, reading, quantity.start));
  const population = ownSubject(report, populationOf(view, reading)) ?? prizeLevelOf(view, reading, quantity.start);
  return {
    id: toFigureId(report.id, span.start),
    reportId: report.id,
    ownerId: report.owner.id,
    subject,
    indicator: {
      id: indicator?.id ?? null,
      name: indicator?.zh ?? cleanName(reading.words),
      words: indicator === null ? cleanName(reading.words) : reading.words,
    },
    population: population === subject ? null : population,
    denominator: reading.denominator ?? indicator?.denominator ?? null,
    value: quantity.value,
    valueTo: quantity.valueTo,
    kind: aspect === "change" ? quantity.kind : figureKind(indicator, quantity),
    aspect,
    unit: aspect === "change" ? quantity.unit : canonicalUnit(reading, quantity),
    qualifier: quantity.qualifier,
    period,
    basis: reading.basis,
    source: { start: span.start, end: span.end, raw: report.text.slice(span.start, span.end), section: view.section, context },
    rule: reading.rule,
    confidence: reading.confidence,
  };
}

/** In a region's own report 全市 and 全县 are the owner itself. */
const WHOLE_REGION = /^(?:(?:19|20)\d{2}年度?)?(?:全|我|本)(?:自治)?[国省市县区州]的?(?:各?(?:中职|中等职业|职业|技工)(?:学校|院校|教育)?|各校)?$/;
/** 投入中职, 县教育局组织中职: who acts and for whose schools. */
const FOR_ITS_SCHOOLS =
  /^(?:[省市县区州]?(?:教育局|教体局|财政|政府))?(?:共|累计)?(?:投入|组织|安排|拨付|开展|举办)?(?:全[市县区州])?(?:中职|中等职业|职业)(?:学校|教育)?$/;
const ownSubject = (report: Report, name: string | null): string | null =>
  report.owner.kind !== "school" && name !== null && (WHOLE_REGION.test(name) || FOR_ITS_SCHOOLS.test(name)) ? null : name;
