import type { Period, QuantityKind } from "../../domain/figure.ts";
import { joinParts, type Part, type Piece, say, text, toParts } from "../parts.ts";
import type { Degree, Row, Told, Wording } from "./wording.ts";

const KINDS: Readonly<Record<QuantityKind, string>> = {
  count: "数量",
  share: "占比",
  amount: "金额",
  area: "面积",
  average: "平均值",
  score: "得分",
  ratio: "比值",
};
const ASPECTS = { plan: "计划", change: "变化", history: "此前", rank: "名次", actual: "" } as const;
const COMPARATORS = { ">": "超过", ">=": "不低于", "<": "低于", "<=": "不超过", "=": "等于" } as const;
const YEARS_HELD = { ">": "超过", ">=": "至少有", "<": "不到", "<=": "至多有", "=": "正好有" } as const;
const OPERATIONS = { sum: "合计", mean: "平均", median: "中位数" } as const;
const REFUSALS: Readonly<Record<string, string>> = {
  opinion: "这是看法和评价的问题，报告不能回答；我只依据报告中的事实和数据作答。",
  prediction: "报告只写已经发生的情况，不能用来预测；我只依据报告中的事实和数据作答。",
  personal: "我不提供个人信息；我只依据报告回答学校的情况和数据。",
  chitchat: "您好，我依据学校质量报告回答问题，并给出原文出处。",
};
const REFUSAL = "这个问题不在质量报告的范围内；我只依据报告中的事实和数据作答。";

const list = (pieces: readonly Piece[]): readonly Part[] => joinParts(pieces, "、");
const bracket = (piece: Piece | null): readonly Part[] => (piece === null || toParts(piece).length === 0 ? [] : [text("（"), ...toParts(piece), text("）")]);
const whose = (told: Pick<Told, "owner" | "measure" | "period">): readonly Part[] => say`${told.owner}${bracket(told.period)}的${told.measure}`;
const oneRow = (row: Row): readonly Part[] =>
  toParts(row.owner).length === 0 ? say`${row.period ?? ""}：${row.figure}` : say`${row.owner}${bracket(row.period)}：${row.figure}`;
const oneFigure = ([row]: readonly Row[]): readonly Part[] => (row === undefined ? [] : say`${row.owner}${row.figure}${bracket(row.period)}`);
const rows = (items: readonly Row[]): readonly Part[] =>
  joinParts(
    items.map((row) => say`${row.owner}${bracket(row.period)}${row.figure}`),
    "，",
  );
const DEGREES: Readonly<Record<QuantityKind, readonly [string, string]>> = {
  count: ["多", "少"],
  amount: ["多", "少"],
  area: ["大", "小"],
  share: ["高", "低"],
  average: ["高", "低"],
  score: ["高", "低"],
  ratio: ["高", "低"],
};
const degreeWord = ({ top, kind }: Degree): string => DEGREES[kind][top === "max" ? 0 : 1];

function periodLabel(period: Period): string {
  // A label that names no year (本年度, 本届) says nothing beside another report's.
  if (period.label === String(period.year)) return `${period.label}年`;
  if (period.year === null || /(?:19|20)\d{2}/.test(period.label)) return period.label;
  return period.kind === "academic" ? `${period.year}学年` : `${period.year}年`;
}

/** Chinese wording. */
export const chineseWording: Wording = {
  language: "zh",
  periodLabel,
  qualified: (value) => value,
  owner: (owner) => ({ kind: "owner", owner, form: "name" }),
  indicator: (label) => ({ kind: "indicator", label, form: "name" }),
  named: (indicator, figure) => say`${indicator}${figure}`,
  group: (population) => population,
  measure: (indicator, population, subject) => say`${subject === null ? "" : subject}${indicator}${bracket(population)}`,

  value: (told) => say`${whose(told)}为${told.figure}。`,
  valueByQuote: (told, quote) => say`${told.owner}${bracket(told.period)}：${told.figure}。报告原文：${quote}`,
  saidOtherwise: () => say`报告没有按所问的说法给出数据，最接近的是：`,
  rivals: (words) => say`报告中有几个数都可能是所问的“${words}”，请对照原文：`,
  otherPeriod: (told) => say`报告中另有${told.period ?? "其他时期"}的${told.measure}：${told.figure}。`,
  changed: (told, way, basis) =>
    say`${whose(told)}${basis === null ? "" : basis === "previous" ? "比上年" : say`比${basis}`}${way === "up" ? "增加" : way === "down" ? "减少" : "变化为"}${told.figure}。`,
  partsNotGiven: (owner, measure, noun) => say`${owner === "" ? "现有" : say`${owner}的`}报告没有分${noun === "" ? "部分" : noun}给出${measure}。`,
  onePartGiven: (noun) => say`只有这一个${noun === "" ? "部分" : noun}给出了数据，不能据此排名。`,
  partsNone: (measure, condition, noun) => say`报告给出数据的${noun === "" ? "部分" : noun}中，没有${measure}${condition}的。`,
  partsCounted: (measure, condition, noun, count) => say`${measure}${condition}的${noun === "" ? "" : noun}有${count}个：`,
  itemsGiven: (owner, items, condition) => (condition === null ? say`${owner}：${list(items)}。` : say`${owner}${condition}的有：${list(items)}。`),
  partsGiven: (noun) => say`只在报告给出数据的${noun === "" ? "部分" : noun}之间比较。`,
  leads: (owner, measure, items, degree, value) =>
    say`${owner}${toParts(measure).length === 0 ? "各项中" : measure}${degree.pair === true ? "更" : "最"}${degreeWord(degree)}的是${list(items)}${bracket(value.period)}：${value.figure}。`,
  regionNotGiven: (owner, measure, region) => say`${owner}的报告没有给出${region}的${measure}，无法比较。`,
  levelsOnly: (owner, measure, items) => say`${owner}的报告没有给出${measure}的合计，只给出${list(items)}；没有写明的级别不等于没有，因此不作合计。`,
  sides: (owner, measure, items) => say`${owner}的报告没有给出总的${measure}，只给出其中的${items.length === 1 ? "一个方面" : "几个方面"}：${list(items)}。`,
  earlierReport: (told) => say`${told.owner}最近一年的报告没有给出${told.measure}，这里取自较早的报告${bracket(told.period)}。`,
  row: (row) => say`- ${oneRow(row)}`,
  rankedRow: (rank, row) => say`${rank}. ${oneRow(row)}`,

  conflict: (told) => say`${told.owner}的报告对${told.measure}有不一致的说法：${list(told.figures)}。`,
  roughly: (told) => say`${told.owner}的报告对${told.measure}另有约数：${list(told.figures)}。`,
  several: (told) => say`${told.owner}的报告在${told.measure}上给出多个数，可能指不同的范围：${list(told.figures)}。`,
  noTotal: (owner, measure) => say`${owner}的报告没有给出${measure}的总数，只给出其中的部分。`,
  approximate: (figures) => say`${list(figures)}是报告的约数或界限，不是精确值。`,
  aside: (told, aspect) =>
    say`另外，${told.owner}的报告提到${ASPECTS[aspect]}的${told.measure}${bracket(aspect === "history" ? null : told.period)}：${told.figure}。`,
  near: (told) => say`相近的数据（不是所问的指标）：${told.owner}的${told.measure}${bracket(told.period)}为${told.figure}。`,
  subjectOnly: (owner, subject) => say`这是${owner}的${subject}的数据，不是全校的数据。`,

  noMean: (owner) => say`${owner}的报告没有直接给出所问的平均数，也未能由其数据算出。`,
  kindMissing: (owner, measure, wanted, given) => say`${owner}的报告没有给出${measure}的${KINDS[wanted]}，只给出${list(given)}。`,
  notReported: (owner, measure) => say`${owner}的报告没有给出${measure}。`,
  notReportedByAny: (measure) => say`现有报告都没有给出${measure}。`,
  alsoReportedBy: (owners, measure) => say`给出${measure}的学校有：${list(owners)}。`,
  noReport: (owner, year, available) =>
    say`没有${owner}${year === "" ? "所问年份" : say`${year}年`}的报告${available.length === 0 ? "" : say`；现有年份：${list(available)}`}。`,
  noReportOfYear: (year) => say`没有任何学校${year === "" ? "所问年份" : say`${year}年`}的报告。`,
  noReports: (year, owners) =>
    say`没有${year === "" ? "所问年份" : say`${year}年`}报告的：${joinParts(
      owners.map(({ owner, available }) => say`${owner}${available.length === 0 ? "" : say`（现有${list(available)}）`}`),
      "、",
    )}。`,
  printedLater: (owner, years, year) => say`${owner}没有${list(years)}的报告，该数见于其${year}年的报告。`,
  byAcademicYear: (owner, period) => say`${owner}的报告按学年编写，这是${period}的数据。`,
  otherYear: (told) => say`另一年份的数据（不是所问的年份）：${whose(told)}为${told.figure}。`,
  unknownOwner: (name) => say`现有报告中没有“${name}”这所学校。`,
  knownOwners: (owners) => say`现有报告的学校：${list(owners)}。`,
  emptyIndex: () => say`目前没有任何报告可供查询。`,
  nobody: (scope) => say`现有报告中没有${scope === "regions" ? "地区" : "学校"}的报告。`,
  amongMore: (last, total) => say`${last}等共${total}所`,
  moreRows: (shown, total) => say`共${total}所，以上只列前${shown}所；全部数据见所附数据行。`,
  missing: (measure, owners) => say`未给出${measure}的：${list(owners)}。`,
  coverage: (reported, total, missing) => say`${total}所中有${reported}所给出该数据；未给出的：${list(missing)}。`,
  coverageYearly: (owner, years) => (years.length === 0 ? say`${owner}的报告没有标明年份。` : say`${owner}现有这些年份的报告：${list(years)}。`),

  winner: (owner, measure, degree, compared) => say`${owner}的${measure}${degree.pair === true ? "更" : "最"}${degreeWord(degree)}：${rows(compared)}。`,
  tie: (measure, compared) => say`${measure}并列：${rows(compared)}。`,
  cannotCompareKind: (kind, measure, given, missing, otherKind) =>
    given.length === 0
      ? say`${list(missing)}没有给出${measure}的${KINDS[kind]}，只给出另一类数据：${rows(otherKind)}；两类数据不能排在一起。`
      : say`${measure}按${KINDS[kind]}无法比较：${rows(given)}；${list(missing)}没有给出${KINDS[kind]}，只给出：${rows(otherKind)}。`,
  byOtherKind: (kind, owner, compared, degree) => say`按${KINDS[kind]}，${owner}更${degreeWord(degree)}：${rows(compared)}。`,
  cannotCompareBounds: (measure, compared) => say`${measure}分不出高低，报告给出的约数、界限或不一致的说法互相重叠：${rows(compared)}。`,
  cannotCompareUnits: (measure, compared) => say`${measure}的单位或类别不同，不能比较：${rows(compared)}。`,
  onlyOneReports: (measure, row, missing, computed = []) =>
    say`${measure}无法比较：只有${row.owner}${bracket(row.period)}给出${row.figure}；${list(missing)}没有给出${computed.length === 0 ? "" : say`，按报告数据计算：${rows(computed)}`}。`,
  bestExact: (owner, measure, degree, value, open) =>
    say`给出确切数的学校中，${owner}的${measure}最${degreeWord(degree)}：${value.figure}；只给出约数或界限、排不定位置的：${rows(open)}。`,
  cannotCompareMeasures: (measure, items) =>
    say`各校给出的不是同一项数据，${measure}不能排名：${joinParts(
      items.map((item) => say`${item.owner}的${item.measure}${item.figure}`),
      "，",
    )}。`,
  placeOf: (owner, measure, place, total, degree) =>
    say`${owner}的${measure}在给出数据的${total}所中从${DEGREES[degree.kind][degree.top === "max" ? 0 : 1]}到${DEGREES[degree.kind][degree.top === "max" ? 1 : 0]}排第${place}。`,
  bestYear: (owner, measure, degree, value) => say`${owner}${measure}最${degreeWord(degree)}的是${value.period ?? "其中一年"}：${value.figure}。`,
  onlyOneCounts: (measure, row, missing) => say`${measure}无法合计：只有${row.owner}${bracket(row.period)}给出${row.figure}；${list(missing)}没有给出。`,
  needsTwo: (measure) => say`比较${measure}至少需要两个可比的数据。`,
  planOnly: (told) => say`${told.owner}的报告给出的${told.measure}${bracket(told.period)}是计划数${told.figure}，不是实际数。`,
  rankHead: (measure, { top, kind }) => say`${measure}由${DEGREES[kind][top === "max" ? 0 : 1]}到${DEGREES[kind][top === "max" ? 1 : 0]}：`,
  differentPeriod: (compared) => say`所比数据的时期不同：${rows(compared)}。`,
  unlikeShares: (items) =>
    say`占比的分母不同，不能直接比较：${joinParts(
      items.map((item) => say`${item.owner}以${item.denominator}为分母`),
      "，",
    )}。只看报告所写的数：`,
  differentDenominator: (items) =>
    say`占比的分母不同或未写明：${joinParts(
      items.map((item) => say`${item.owner}${item.denominator === null ? "未写明" : say`以${item.denominator}为分母`}`),
      "，",
    )}。`,
  differentMeasure: (items) =>
    say`各校给出的口径不同：${joinParts(
      items.map((item) => say`${item.owner}为${item.measure}`),
      "，",
    )}。`,
  converted: (formula) => say`按换算关系折算：${formula}。`,

  derivedNote: (formula) => say`由报告数据计算：${formula}。`,
  aggregate: (kind, measure, result, reported, total) => say`${measure}${OPERATIONS[kind]}为${result}（${total}所中计入${reported}所）。`,
  aggregateItems: (kind, owner, measures, result) => say`${owner}${list(measures)}${OPERATIONS[kind]}为${result}。`,
  sharesDoNotAdd: (measure) => say`${measure}是比率或平均值，不能相加。`,
  shareOfAll: (owner, measure, part, total, schools, result) => say`${owner}的${measure}${part}占${schools}所学校合计${total}的${result}。`,
  formerFrom: (owner, measure, value) => say`${owner}上一年的${measure}为${value}（由本年的数和报告所写的增减推算）。`,
  atPlace: (owner, place, items, value) => say`${owner}：${place}的是${list(items)}${bracket(value.period)}：${value.figure}。`,
  plainMean: () => say`这是各项数值的简单平均，没有加权。`,
  unweighted: () => say`这是各校数值的简单平均，没有按规模加权。`,
  difference: (more, less, measure, by, degree) => say`${more}的${measure}比${less}${degreeWord(degree)}${by}。`,
  differenceWithin: (owner, more, less, by, degree) => say`${owner}的${more}比${less}${degreeWord(degree)}${by}。`,
  noDifferenceWithin: (owner, a, b) => say`${owner}的${a}与${b}相同。`,
  noDifference: (a, b, measure) => say`${a}与${b}的${measure}相同。`,
  multiple: (a, b, measure, times) => say`${a}的${measure}是${b}的${times}。`,
  operandUnfound: (owner, words) => say`${owner}的报告里没有找到可用来计算的“${words}”，因此算不出结果。`,
  multipleWithin: (owner, a, b, times) => say`${owner}的${a}是${b}的${times}。`,
  shareOf: (owner, part, whole, result) => say`${owner}的${part}占${whole}的${result}。`,
  timesAll: (owner, each, people, result) => say`${owner}的${each}乘以${people}，共${result}。`,
  perUnit: (owner, part, whole, result) => say`${owner}的${part}除以${whole}，为${result}。`,
  lessPart: (owner, whole, part, result) => say`${owner}的${whole}减去${part}，为${result}。`,
  ofOtherWhole: (measure, whole, wanting) => say`报告没有给出${wanting}，这里的${measure}按占${whole}的比例计算。`,
  computedValue: (owner, measure, result) => say`${owner}的报告没有直接给出${measure}，按其数据计算为${result}。`,
  inconsistent: (owner, measure, printed, formula) => say`${owner}的报告写${measure}为${printed}，与报告中的其他数据不一致：${formula}。`,
  auditHead: (owner, year) => say`${owner}${year === null ? "" : say`（${year}年）`}的报告里，下列数据对不上：`,
  auditNone: (owner, year) => say`${owner}${year === null ? "" : say`（${year}年）`}的报告里没有发现对不上的数据；能核对的只是可由报告内其他数据验算的部分。`,
  auditValues: (owner, figures) => say`${owner}的报告写的是：${list(figures)}。`,
  auditHolds: (formula, printed) => say`验算：${formula}，与所写的${printed}相符。`,
  auditTogether: (owner, figures, certainty) =>
    certainty === "low"
      ? say`${owner}的报告中这几个数可能对不上，也可能是口径不同：${list(figures)}。`
      : say`${owner}的报告中这几个数对不上：${list(figures)}。`,
  auditSome: (looked, all) => say`共${all}份报告，这里核对了其中${looked}份。`,
  restOf: (owner, measure, rest) => say`${owner}：${measure}以外的部分占${rest}。`,
  checked: (holds, said, made) => (holds ? say`对得上：按报告的数据算出来是${made}，与${said}相符。` : say`对不上：按报告的数据算出来是${made}，不是${said}。`),
  notPartOf: (owner, part, whole) => say`${owner}的${part}不是${whole}的一部分，不能算占比。`,
  noResult: () => say`除数为零，算不出结果。`,

  trendHead: (owner, measure) => say`${owner}历年${measure}：`,
  trendChange: (owner, measure, from, to, change, relation) => say`${owner}的${measure}从${from}到${to}${relation === "up" ? "增加" : "减少"}${change}。`,
  trendFlat: (owner, measure, from, to) => say`${owner}的${measure}首尾没有变化。${from}${to}`,
  trendGrowth: (formula) => say`变化幅度：${formula}。`,
  trendOne: (owner, measure) => say`${owner}只有一个年份的${measure}，看不出变化。`,
  missingYears: (owner, years) => (years.length === 0 ? say`${owner}缺少部分年份的数据。` : say`${owner}缺少这些年份的数据：${list(years)}。`),

  filterHead: (measure, condition, owners, count) => say`${measure}${condition}的有${count}所：${list(owners)}。`,
  filterNone: (measure, condition) => say`已给出数据的学校中，没有${measure}${condition}的。`,
  founded: (owners, count, condition) =>
    owners.length === 0 ? say`按各报告所写，没有${condition}建校的学校。` : say`按各报告所写，${condition}建校的有${count}所：${list(owners)}。`,
  foundedFirst: (owners, oldest) => say`按各报告所写，建校最${oldest ? "早" : "晚"}的是${list(owners)}。`,
  foundedUnsaid: (owners) => say`未找到建校年份的学校：${list(owners)}。`,
  filterAll: (conditions, owners, count) =>
    owners.length === 0
      ? say`能判定的学校中，没有同时满足${joinParts(conditions, "、")}的。`
      : say`${joinParts(conditions, "且")}的有${count}所：${list(owners)}。`,
  filterOpen: (owners) => say`数据不全或只有约数，不能判定的：${list(owners)}。`,
  filterUndecided: (items) => say`因是约数、界限或说法不一，不能判定的：${rows(items)}。`,
  condition: (comparator, threshold) => say`${COMPARATORS[comparator]}${threshold}`,
  conditionBetween: (low, least, high, most) => say`${COMPARATORS[low]}${least}且${COMPARATORS[high]}${most}`,
  conditionAsTyped: (limits) => say`在所问的范围（${limits}）内`,
  conditionThan: (comparator, owner, figure, scaled) =>
    scaled === null ? say`${COMPARATORS[comparator]}${owner}的${figure}` : say`${COMPARATORS[comparator]}${scaled}（由${owner}的${figure}算出）`,

  plainYes: () => say`是。`,
  plainNo: () => say`否。`,
  yesFigure: (told) => say`是。${whose(told)}为${told.figure}。`,
  noFigure: (told) => say`否。${whose(told)}为${told.figure}。`,
  undecidedFigure: (told) => say`不能判定：${whose(told)}为${told.figure}，是约数、界限或说法不一。`,
  existsFigure: (told) => say`有。${whose(told)}为${told.figure}。`,
  existsQuote: (owner, quote) => say`报告中提到（${owner}）：${quote}`,
  saysYes: (owner, quote, asked) => say`${asked === "is there" ? "有" : "是"}。${owner}的报告写道：${quote}`,
  notYet: (owner, quote) => say`尚未。${owner}的报告写道：${quote}`,
  saysNo: (owner, quote) => say`否。${owner}的报告写道：${quote}`,
  noMention: (owners, words) => say`在${list(owners)}的报告中未见提及“${words}”；未见提及不等于没有。`,
  planMention: () => say`报告所说的是计划或正在进行的事，不能当作已经完成。`,
  planIsNoFact: (told) => say`${told.owner}的报告只说到计划：${told.measure}${told.figure}，不是已有的事实。`,

  yearsHeld: (comparator, years, owners) => say`${YEARS_HELD[comparator]}${years}年报告的有${owners}所：`,
  yearsHeldNone: (comparator, years) => say`没有${YEARS_HELD[comparator]}${years}年报告的学校。`,
  yearsRow: (owner, years) => say`- ${owner}：${years.length === 0 ? "未标明年份" : list(years)}`,

  coverageHead: (measure, owners, reported, total) => say`${total}所中有${reported}所给出${measure}：${list(owners)}。`,
  overviewHead: (owners) => (owners.length === 1 ? say`${list(owners)}的报告给出：` : say`${list(owners)}的报告给出的数据对照：`),
  overviewShared: (owners) => say`${list(owners)}的报告都给出：`,
  overviewSharedNone: (owners) => say`在常用的指标里，没有${list(owners)}的报告都给出的。`,
  overviewRow: (measure, items) => say`- ${measure}：${items.length === 1 ? oneFigure(items) : rows(items)}`,
  overviewLacking: (owner, measures) => say`${owner}的报告没有给出：${list(measures)}。`,
  overviewComplete: (owner) => say`在常用的指标里，没有${owner}的报告未给出的。`,
  overviewChecked: (owner, measures) => say`只核对了常用的指标；${owner}的报告给出的有：${list(measures)}。`,
  coverageNone: (measure) => say`现有报告都没有给出${measure}。`,
  reportsHead: (reports, owners) => say`现有${owners}个单位的${reports}份报告：`,
  reportRow: (title, owner, year) => say`- ${title}（${owner}${year === null ? "" : say`，${year}年`}）`,

  quoteDirect: (owner, quote) => say`${owner}的报告写道：${quote}`,
  toldItem: (owner, name, marker) => say`${owner}报告所列的这一项是：${name}${marker}。`,
  toldOfLevel: (owner, level, names) => say`${owner}报告所列的${level}：${names}。`,
  standsIn: (owner, section, marker) => say`出处：${owner}的报告“${section}”一节${marker}。`,
  extract: (section, quote) => say`${section}：${quote}`,
  extractOf: (owner, section, quote) => say`${owner} · ${section}：${quote}`,
  listMayBeIncomplete: () => say`以上摘自报告原文，可能不完整。`,
  noList: (words) => say`报告中没有找到列出“${words}”的句子，只有相关的说法。`,
  onlyNearby: () => say`报告中没有找到直接回答的句子，只有相关的说法。`,
  notExplained: (words, what) => say`报告没有直接说明“${words}”的${what === "reason" ? "原因" : "具体做法"}，只有相关的说法。`,
  changeOpposite: (measure, direction, quote) => say`与问题所说的相反，报告写的是${measure}${direction === "down" ? "下降" : "上升"}：${quote}`,
  changeNotReported: (measure, direction) => say`现有报告没有写到${measure}${direction === "down" ? "下降" : "上升"}，也没有说明原因。`,
  toldInReportsOf: (year, years) => say`没有${year}年度的报告，以上摘自${list(years)}年度报告中关于该年（学年）的内容。`,
  nothingFound: (words) => say`现有报告中没有找到与“${words}”有关的内容。`,
  definitionHelp: (indicator, definition) => say`词典说明（不是报告原文）：${indicator}——${definition}`,
  notDefinedInReports: (indicator) => say`现有报告没有解释${indicator}的含义。`,
  dictionaryOnly: () => say`词典说明由本系统提供，口径以各校报告为准。`,

  premise: () => say`问题中所说的数字与报告不符或在报告中查不到，请以报告的数据为准。`,
  inherited: (what, values) => say`沿用上文的${what === "schools" ? "学校" : what === "indicators" ? "指标" : "时间"}：${list(values)}。`,
  impliedAll: () => say`问题没有指明学校，这里列出全部学校。`,
  readAs: (indicator, others) => (others.length === 0 ? say`按“${indicator}”理解。` : say`按“${indicator}”理解；也可能指${list(others)}。`),
  outOfScope: (reason) => say`${REFUSALS[reason] ?? REFUSAL}`,
  whichOwner: (words) => say`“${words}”可能指不止一所学校，请选择：`,
  whatIndicator: () => say`请说明想了解哪所学校的哪一项情况。`,
  withheld: () => say`这个回答中有数字未能核对到报告原文，因此没有给出。`,
  tooManyQuestions: (rest) => say`一次问得太多，后面的没有回答，请另问：“${rest}”`,

  askValue: (owner, measure) => say`${owner}的${measure}是多少？`,
  askCompare: (measure, degree) => say`哪所学校的${measure}最${degreeWord(degree)}？`,
  askCoverage: (measure) => say`哪些学校报告了${measure}？`,
};
