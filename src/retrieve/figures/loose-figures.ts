import type { Figure } from "../../domain/figure.ts";
import type { Owner } from "../../domain/report.ts";
import { isAlikeUnit } from "../../lexicon/alike-units.ts";
import { foldText } from "../../text/fold.ts";
import { askedGroups, weighByRarity } from "../asked-groups.ts";
import type { WordGroup } from "../word-groups.ts";
import { standingOf } from "./contrast.ts";
import { fitFigure, holdsHead } from "./figure-fit.ts";
import { looseGroups, widenGroups } from "./loose-groups.ts";
import { isAnswer } from "./open-answers.ts";
import { byScore, type OpenQuery, type OpenSearchDeps, type Scored } from "./open-query.ts";

/** What beside the fit puts one figure before another. */
const WEIGHTS = { named: 0.1, unit: 0.12, otherUnit: -0.12, otherEntry: -0.08 } as const;
/** How much of the words that narrow must stand with the number, and near it. */
const LEAST_MUST = 0.6;

/** 几个 asks for people and things alike. */
const ANY_UNIT = "个";

/**
 * A second look at all figures of one owner, for a question whose own words a report need not hold: every word of the question counts, by its
 * synonyms, its long form or the nearest word of the report in meaning. Best first; `fit` is the share of what was asked that stands with the number.
 */
export async function lookLoosely(deps: OpenSearchDeps, query: OpenQuery, owner: Owner): Promise<readonly Scored[]> {
  const { parsed, measure } = query;
  const only = deps.catalogue.only === null ? {} : { reportIds: deps.catalogue.only };
  const single = parsed.indicators.certainty !== "stated" || parsed.indicators.value.length === 1;
  const words = withoutUnit(measure.asked.words, measure.unit);
  const groups = single ? askedGroups(deps.segmenter, parsed) : looseGroups(deps.segmenter, words, words);
  const kind = measure.kind === "average" ? null : measure.kind;
  const asked = { ...query, groups: groups.map(withNear), measure: { ...measure, unit: null, kind } };
  const head = query.head.map(withNear);
  const figures = deps.store
    .figures({ ownerIds: [owner.id], ...only })
    .filter(
      (figure) =>
        isUnitFor(figure, measure.unit, query.expected) &&
        (measure.kind !== "average" || figure.kind !== "count") &&
        isAnswer(figure, asked) &&
        standingOf(query.contrasts, figure, deps.readText(figure.reportId)) !== "other",
    );
  const sentences = figures.map((figure) =>
    foldText(deps.readText(figure.reportId).slice(figure.source.context.start, figure.source.context.end)).replace(/\s+/g, ""),
  );
  const texts = [...new Set(sentences)];
  const wide = weighByRarity(await widenGroups(deps, groups, texts), sentences);
  const must = query.standing?.must === undefined ? [] : await widenGroups(deps, looseGroups(deps.segmenter, query.standing.must, parsed.question), texts);
  const holds = (figure: Figure): boolean =>
    holdsHead(head, figure, deps.readText(figure.reportId)) &&
    (must.length === 0 || fitFigure(must, "", figure, deps.readText(figure.reportId)).fit >= LEAST_MUST);
  return figures
    .filter(holds)
    .map((figure) => score(query, wide, figure, deps.readText(figure.reportId)))
    .toSorted(byScore);
}

/** 种了多少亩棉花 leaves 种亩: the unit is no part of the thing. */
function withoutUnit(words: string, unit: string | null): string {
  return unit === null || unit === ""
    ? words
    : words
        .split(" ")
        .map((word) => (word.endsWith(unit) ? word.slice(0, -unit.length) : word))
        .join(" ");
}

const withNear = (group: WordGroup): WordGroup => ({ ...group, words: [...group.words, ...(group.near ?? []).map(({ word }) => word)] });

/** 几枚 may be printed as 2个, 几趟 as 74班次; 几人 is never answered by 家, nor 多少学生. */
function isUnitFor(figure: Figure, unit: string | null, { counted, usual }: OpenQuery["expected"]): boolean {
  if (unit === null && counted && figure.kind === "count") return usual.some((own) => isAlikeUnit(own, figure.unit));
  return unit === null || isAlikeUnit(unit, figure.unit) || figure.aspect === "change" || (unit === ANY_UNIT && figure.kind === "count");
}

function score({ parsed, measure, expected }: OpenQuery, groups: readonly WordGroup[], figure: Figure, text: string): Scored {
  const one = fitFigure(groups, [parsed.searchText, ...groups.flatMap(({ near = [] }) => near.map(({ word }) => word))].join(" "), figure, text);
  const isUsual = measure.unit === null ? expected.usual.includes(figure.unit) : measure.unit === figure.unit;
  const isOther = measure.unit === null ? expected.counted : measure.unit !== ANY_UNIT;
  const unit = isUsual ? WEIGHTS.unit : isOther ? WEIGHTS.otherUnit : 0;
  const other = figure.indicator.id !== null && one.named < 0.5 ? WEIGHTS.otherEntry : 0;
  return { ...one, score: one.fit + WEIGHTS.named * one.named + unit + other };
}
