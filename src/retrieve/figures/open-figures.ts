import type { Figure } from "../../domain/figure.ts";
import type { OwnerId } from "../../domain/ids.ts";
import type { Intent, ParsedQuestion } from "../../domain/question.ts";
import type { Owner } from "../../domain/report.ts";
import { foldText } from "../../text/fold.ts";
import { glossEnglish } from "../english/glossary.ts";
import { sentenceSimilarities } from "../passages/sentence-vectors.ts";
import { expectAnswer } from "../said/expected-answer.ts";
import { isEverywhere, type WordGroup, wordGroups } from "../word-groups.ts";
import { drawContrasts, type Standing, standingOf } from "./contrast.ts";
import { type FigureFit, fitFigure, holdsHead, weighGroups } from "./figure-fit.ts";
import { type FigureSearchDeps, groupByOwner } from "./figures.ts";
import { lookLoosely } from "./loose-figures.ts";
import type { AskedMeasure, FigureCell, MeasureEvidence } from "./measures.ts";
import { isAnswer } from "./open-answers.ts";
import { MOST_BESIDES, OTHER_COUNTED, toOpenCell } from "./open-cells.ts";
import { byScore, type OpenQuery, type OpenSearchDeps, type OpenStanding, type Scored } from "./open-query.ts";
import { HAN, headNoun, isApart, kindOfPremise, ownGroups, surroundingGroups, thingOf } from "./open-words.ts";
import { yearTargets } from "./periods.ts";

/** Figures looked at for one owner before fit is measured; for very many owners in all. */
const CANDIDATES = 60;
const CANDIDATES_OF_ALL = 2_000;
/** Owners up to whose number each is searched apart, and up to whose number meaning is measured. */
const FEW_OWNERS = 8;
const OWNERS_BY_MEANING = 3;
/** Clauses of one owner whose meaning is measured. */
const BY_MEANING = 24;
/** Intents whose answer may rest on what words mean: never to rank or add up by, nor to say that something exists. */
const LOOKS_AGAIN: ReadonlySet<Intent> = new Set<Intent>(["lookup"]);
/** The same for words that need only mean the same. */
const LEAST_LOOSE_FIT = 0.5;
/** What beside the fit puts one figure before another. */
const WEIGHTS = { named: 0.15, group: 0.3, usualUnit: 0.08, otherUnit: -0.15, part: -0.15, otherEntry: -0.1, meaning: 0.25, rather: -0.3 } as const;

/**
 * Looks for a figure that no lexicon entry covers, by its own words and surroundings and by meaning. `direct` is filled only where one value
 * clearly fits, `rivals` where several fit alike; otherwise the best are left as near misses. "全自动贴片机有多少台" → the number of the
 * clause that speaks of 贴片机.
 */
export async function gatherOpen(
  deps: OpenSearchDeps,
  parsed: ParsedQuestion,
  measure: AskedMeasure,
  owners: readonly Owner[],
  standing: OpenStanding = {},
): Promise<MeasureEvidence> {
  const plain = toQuery(deps, parsed, measure);
  const query = { ...plain, groups: withoutOthers(plain.groups, standing.not), standing };
  const found = isVague(query) ? new Map<OwnerId, readonly Figure[]>() : candidates(deps, query, owners);
  const scored = new Map<OwnerId, readonly Scored[]>();
  for (const owner of owners) {
    const own = found.get(owner.id) ?? [];
    if (own.length === 0) continue;
    const fits = own
      .filter((figure) => holdsHead(query.head, figure, deps.readText(figure.reportId)))
      .map((figure) => fitFigure(query.groups, thingOf(measure), figure, deps.readText(figure.reportId)));
    scored.set(owner.id, await scoreFits(deps, query, fits, owners.length <= OWNERS_BY_MEANING));
  }
  const cells = owners.flatMap((owner) =>
    yearTargets(deps.catalogue, owner.id, parsed).map((target) => toOpenCell(deps, query, { owner, target }, scored.get(owner.id) ?? [])),
  );
  const again = !isVague(query) && standing.strict !== true && LOOKS_AGAIN.has(parsed.intent) && owners.length <= OWNERS_BY_MEANING;
  const looser = again ? await Promise.all(cells.map((cell) => lookAgain(deps, query, cell))) : cells;
  return { measure, cells: looser, reporters: new Set() };
}

/** The groups without the words that name something else; as they are where nothing would be left. */
function withoutOthers(groups: readonly WordGroup[], not: OpenStanding["not"]): readonly WordGroup[] {
  if (not === undefined) return groups;
  const own = groups.map((group) => ({ ...group, words: group.words.filter((word) => !not(word)) })).filter(({ words }) => words.length > 0);
  return own.length > 0 ? own : groups;
}

const LEAST_TELLING = 0.3;

/** 一个学生一年花学校多少钱: nothing is named but what every sentence speaks of, and whatever number stands with that tells something else. */
const isVague = ({ groups }: OpenQuery): boolean => groups.length > 0 && groups.every((group) => group.weight < LEAST_TELLING || isEverywhere(group));

function toQuery(deps: FigureSearchDeps, parsed: ParsedQuestion, measure: AskedMeasure): OpenQuery {
  const words = thingOf(measure);
  const isChinese = HAN.test(words);
  const single = parsed.indicators.certainty === "missing" || (parsed.indicators.certainty !== "ambiguous" && parsed.indicators.value.length === 1);
  const own = isChinese ? ownGroups(deps, words) : wordGroups(deps.segmenter, `${words} ${parsed.searchText}`);
  const expected = expectAnswer(single && !isApart(measure) ? parsed.question : "", words, deps.lexicon.units);
  return {
    parsed,
    measure: isApart(measure)
      ? measure
      : { ...measure, kind: measure.kind ?? kindOfPremise(deps, parsed) ?? expected.kind, unit: measure.unit ?? expected.unit },
    groups: weighGroups(isChinese && single ? [...own, ...surroundingGroups(deps, parsed, own)] : own),
    expected,
    coverage: isChinese ? 1 : glossEnglish(words).coverage,
    head: isChinese ? [] : headNoun(words),
    contrasts: drawContrasts(parsed, measure),
  };
}

/** Figures whose words or clause hold a word asked for; those of one owner each where they are few. */
function candidates(deps: FigureSearchDeps, { measure, groups, coverage }: OpenQuery, owners: readonly Owner[]): ReadonlyMap<OwnerId, readonly Figure[]> {
  const terms = [...new Set(groups.flatMap((group) => group.words).flatMap((word) => deps.segmenter.searchTerms(word)))];
  // The unit of an area or an amount may be printed another way: 亩 for 平方米.
  const units = measure.unit === null || measure.kind !== "count" ? {} : { units: [measure.unit] };
  const only = deps.catalogue.only === null ? {} : { reportIds: deps.catalogue.only };
  const search = (ownerIds: readonly OwnerId[], limit: number): readonly Figure[] =>
    terms.length === 0 ? [] : deps.store.searchFigures(terms, { ownerIds, ...only, ...units }, limit).map(({ figure }) => figure);
  if (owners.length > FEW_OWNERS) {
    const ids = owners.map((owner) => owner.id);
    return groupByOwner(search(ids, CANDIDATES_OF_ALL));
  }
  return new Map(
    owners.map((owner) => {
      const found = search([owner.id], CANDIDATES);
      // Words that no vocabulary knows find nothing: then every number of the right kind is looked at for its meaning.
      const all =
        (coverage < 1 || found.length === 0) && owners.length <= OWNERS_BY_MEANING ? deps.store.figures({ ownerIds: [owner.id], ...only, ...units }) : [];
      const more = all.filter((figure) => measure.kind === null || figure.kind === measure.kind).slice(0, CANDIDATES);
      return [owner.id, [...new Map([...found, ...more].map((figure) => [figure.id, figure])).values()]] as const;
    }),
  );
}

async function scoreFits(deps: OpenSearchDeps, query: OpenQuery, fits: readonly FigureFit[], byMeaning: boolean): Promise<readonly Scored[]> {
  const { parsed, measure, expected, coverage, contrasts } = query;
  const standing = (figure: Figure): Standing => standingOf(contrasts, figure, deps.readText(figure.reportId));
  const fitting = fits.filter(
    ({ figure, besides }) => isAnswer(figure, query) && (query.standing?.strict !== true || besides <= MOST_BESIDES) && standing(figure) !== "other",
  );
  const plain = fitting
    .map((one): Scored => {
      const isOther = expected.counted && !expected.usual.includes(one.figure.unit);
      const unit = isOther ? WEIGHTS.otherUnit : expected.usual.includes(one.figure.unit) ? WEIGHTS.usualUnit : 0;
      const other = one.figure.indicator.id !== null && one.named < 0.5 ? WEIGHTS.otherEntry : 0;
      const part = one.figure.population !== null && !foldText(parsed.question).includes(foldText(one.figure.population)) ? WEIGHTS.part : 0;
      // 哈尼族有几个 names the very group that a number is of.
      const own = one.figure.population !== null && foldText(one.figure.population) === foldText(measure.asked.words) ? WEIGHTS.group : 0;
      return {
        ...one,
        fit: one.fit * coverage - (isOther ? OTHER_COUNTED : 0),
        score: one.fit * coverage + WEIGHTS.named * one.named + unit + other + part + own + (standing(one.figure) === "rather" ? WEIGHTS.rather : 0),
      };
    })
    .toSorted(byScore);
  const top = plain.slice(0, BY_MEANING);
  if (!byMeaning || top.length < 2) return plain;
  const vector = await deps.embedder.embedQuery(measure.asked.words);
  const [similarities] = await sentenceSimilarities(
    deps.embedder,
    [top.map(({ figure, clause }) => `${figure.indicator.words} ${clause}`.slice(0, 80))],
    vector,
  );
  if (similarities === undefined || similarities === null) return plain;
  return [...top.map((one, index) => ({ ...one, score: one.score + WEIGHTS.meaning * (similarities[index] ?? 0) })), ...plain.slice(BY_MEANING)].toSorted(
    byScore,
  );
}

/** For an entry given only as a whole, where the question narrows it in words of its own (广西来的学生): a number that stands with these words. */
export async function gatherNarrowed(deps: OpenSearchDeps, parsed: ParsedQuestion, measure: AskedMeasure, cell: FigureCell, must: string): Promise<FigureCell> {
  const query = { ...toQuery(deps, { ...parsed, subject: null }, measure), standing: { must } };
  return lookAgain(deps, query, { ...cell, direct: [], rivals: [], plans: [] });
}

/** For what was found under no name: a number that stands with `least` of all that the question says. */
export async function gatherByWords(deps: OpenSearchDeps, parsed: ParsedQuestion, measure: AskedMeasure, cell: FigureCell, least: number): Promise<FigureCell> {
  const query = { ...toQuery(deps, { ...parsed, indicators: { certainty: "missing" } }, measure), standing: { least } };
  return lookAgain(deps, query, { ...cell, direct: [], rivals: [], plans: [], changes: [] });
}

/** Where no number fits word by word: one that does by what its words mean. */
async function lookAgain(deps: OpenSearchDeps, query: OpenQuery, cell: FigureCell): Promise<FigureCell> {
  const asksPlan = query.parsed.wantedAspect === "plan";
  const isFound = cell.direct.length + (cell.rivals?.length ?? 0) > 0;
  // 2020学年 is told by the report of 2021, which prints the year with its numbers.
  if (cell.plans.length > 0 || (isFound && !asksPlan) || (cell.reports.length === 0 && !cell.target.academic)) return cell;
  const found = await lookLoosely(deps, query, cell.owner);
  const again = toOpenCell(deps, { ...query, standing: { least: Math.max(query.standing?.least ?? 0, LEAST_LOOSE_FIT) } }, cell, found);
  // 要建的实训楼有多大: what stands already is another building than the one that is planned.
  if (isFound) return again.plans.length > 0 ? { ...cell, direct: [], rivals: [], plans: again.plans } : cell;
  return { ...again, siblings: again.siblings.length > 0 ? again.siblings : cell.siblings };
}
