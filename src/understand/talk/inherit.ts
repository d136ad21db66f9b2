import type { AskedIndicator, ItemPick, ParsedQuestion } from "../../domain/question.ts";
import { firstEntry, textOf } from "../conclude/indicator-names.ts";
import { type Draft, traced } from "../draft.ts";
import { hasCue, ofKind } from "../reading.ts";
import { amongAll, inherited, inheritOwners } from "./inherit-owners.ts";
import { pickOfTalk } from "./item-pick.ts";
import { sameOfOther } from "./same-of-other.ts";
import { partOfTalk, perHeadOfTalk, shareOfTalk } from "./talk-parts.ts";

/** Cues after which a question stands alone. */
const ALONE_CUES = ["meta", "report_coverage", "chitchat", "unrelated", "injection"];
/** Cues that make a question of its own out of an indicator's name: 现代学徒制是怎么开展的. */
const PROSE_CUES = ["how", "why", "define"];
/** Cues that a question short of a school leans on the talk with: 有没有宿舍, 有哪些荣誉. Bare words lean on nothing. */
const LEANING_CUES = ["exists", "list", "what_is", "measure", "topic_words", "measures"];

/**
 * Fills what a follow-up leaves out from the talk: 那平湖呢 keeps indicator and period, 去年呢 keeps school and indicator, 差多少 takes the
 * schools of the last two questions. A question with a topic of its own keeps nothing.
 */
export function inheritFromTalk(draft: Draft): Draft {
  const previous = lastTopic(draft.trail);
  if (previous === null || !/[\p{L}\p{N}]/u.test(draft.reading.text) || hasCue(draft.found, ...ALONE_CUES)) return draft;
  const pick = pickOfTalk(draft, previous);
  if (pick !== null) return goOnWith(draft, previous, pick);
  if (asksWho(draft) && previous.searchText !== "" && previous.scope === "named") return whoOfTalk(draft, previous);
  const follows = hasCue(draft.found, "follow_start", "ref_that", "ref_other");
  const owns = ownParts(draft);
  const share = owns.owners ? null : shareOfTalk(draft, previous);
  if (share !== null) return inheritPeriod(inheritOwners(share, previous, false), previous, true);
  if (owns.owners && owns.topic && !follows) return inheritPeriod({ ...draft, trace: traced(draft, "talk.new_topic") }, previous, draft.joined);
  const leans = owns.indicators || hasCue(draft.found, ...LEANING_CUES);
  const other = partOfTalk(inheritOwners(draft, previous, owns.owners), previous) === null ? sameOfOther(draft, previous) : null;
  if (other !== null) return inheritPeriod(inheritOwners(other, previous, false), previous, true);
  const isPerHead = !owns.owners && perHeadOfTalk(draft, previous) !== null;
  const ownContent = owns.topic && !hasOnlyPart(draft) && !isPerHead && (!leans || hasCue(draft.found, ...PROSE_CUES));
  if (!follows && ownContent) {
    const own = { ...draft, trace: traced(draft, "talk.own_content") };
    // In one line what is asked next is asked of the same school: 平阳有食堂吗，伙食怎么样.
    return draft.joined && !owns.owners ? inheritOwners(own, previous, owns.owners) : own;
  }
  const withOwners = inheritOwners(draft, previous, owns.owners);
  if (!owns.owners && hasCue(draft.found, "position")) return inheritTopic(amongAll(withOwners), previous, owns);
  const part = perHeadOfTalk(withOwners, previous) ?? partOfTalk(withOwners, previous);
  const withTopic = part === null ? inheritTopic(withOwners, previous, owns) : { ...part, intent: part.operands ? null : keptIntent(part, previous) };
  return inheritPeriod(withTopic, previous, follows || !owns.owners);
}

/** 第二个呢: all of what was asked before, and which of the things told is meant. */
function goOnWith(draft: Draft, previous: ParsedQuestion, pick: ItemPick): Draft {
  const bare: Draft = { ...draft, indicators: { certainty: "missing" }, population: null, subject: null, top: previous.top, pick };
  const { owners: held, scope } = previous;
  // The second one is no other school.
  const owners = held.certainty === "stated" || held.certainty === "inherited" ? inherited(held.value) : draft.owners;
  const asked = inheritTopic({ ...bare, owners, scope }, previous, { owners: false, indicators: false, topic: false });
  const parts = previous.partsNoun === undefined ? {} : { partsNoun: previous.partsNoun };
  return inheritPeriod({ ...asked, ...parts, intent: previous.intent, trace: traced(asked, "talk.pick") }, previous, true);
}

/** 哪些老师: those of what was asked before, by name. */
function whoOfTalk(draft: Draft, previous: ParsedQuestion): Draft {
  const asked = { ...draft, indicators: { certainty: "missing" as const }, wantedKind: null, wantedUnit: null, searchText: previous.searchText };
  return inheritPeriod({ ...inheritOwners(asked, previous, false), intent: "list", trace: traced(draft, "talk.who") }, previous, true);
}

interface OwnParts {
  readonly owners: boolean;
  readonly indicators: boolean;
  /** An indicator or content words of its own. */
  readonly topic: boolean;
}

function ownParts(draft: Draft): OwnParts {
  const indicators = draft.indicators.certainty !== "missing";
  return {
    owners: draft.owners.certainty !== "missing" || draft.unknownOwners.length > 0,
    indicators,
    topic: indicators || hasContent(draft) || hasCue(draft.found, "opinion", "personal", "measures", "topic_words"),
  };
}

/** A question that is nothing but 有什么措施 or 为什么 leans on the one before; so does 怎么申请的, which says no more than what is done. */
function hasOnlyPart(draft: Draft): boolean {
  return (
    (!hasContent(draft) || asksOfDeed(draft) || hasOnlyLevel(draft)) &&
    draft.indicators.certainty === "missing" &&
    !hasCue(draft.found, "opinion", "personal", "topic_words")
  );
}

/** 省级的呢, 嘉兴市级的有哪些: of what was asked before, the part of one level. */
function hasOnlyLevel(draft: Draft): boolean {
  const words = draft.residue.filter((one) => one.end - one.start >= 2).map((one) => textOf(draft, one));
  return words.length > 0 && words.every((word) => LEVEL.test(word));
}

const LEVEL = /^(?:[\u4e00-\u9fff]{0,4}[省市县区校院]级|国家级|全国性?)的?$/;
const OF_DEED = /怎么|怎样|如何|咋|为什么|为何|为啥|什么时候|何时|[和跟与]谁|\b(?:how|why|when|with whom)\b/;
const LONGEST_DEED = 2;

/** 怎么申请的, 和谁合作, 什么时候建成: one short word and how, why, when or with whom. */
function asksOfDeed(draft: Draft): boolean {
  const [piece, ...others] = draft.residue.filter((one) => one.end - one.start >= 2);
  return (
    piece !== undefined &&
    ofKind(draft.found, "indicator").length === 0 &&
    others.length === 0 &&
    piece.end - piece.start <= LONGEST_DEED &&
    OF_DEED.test(draft.reading.text) &&
    !NAMING.test(draft.reading.text)
  );
}

/** 校训怎么来的 names a thing of its own before it asks. */
const NAMING = /^[\u4e00-\u9fff]{2,4}(?:是?怎么|是?怎样|是?如何|为什么|是?什么时候)/;
const WHO_ALONE = /^(?:都|分别)?是?有?哪(?:些|几[个位名家])(?:老师|教师|学生|同学|家长|毕业生|企业|公司|单位|人)[?？呢啊吗\s]*$/;

/** 哪些老师 after what teachers won. */
function asksWho(draft: Draft): boolean {
  return WHO_ALONE.test(draft.reading.text);
}

/** Content words of two characters or more: the 高 of 为什么这么高 is none. */
function hasContent(draft: Draft): boolean {
  return draft.residue.some((piece) => piece.end - piece.start >= 2);
}

/** The last question that was about the reports. */
function lastTopic(trail: readonly ParsedQuestion[]): ParsedQuestion | null {
  return trail.findLast((parsed) => parsed.intent !== "out_of_scope" && parsed.intent !== "coverage") ?? null;
}

function inheritTopic(draft: Draft, previous: ParsedQuestion, owns: OwnParts): Draft {
  if (owns.indicators) {
    const subject = owns.owners ? draft.subject : (draft.subject ?? subjectOfTalk(draft, previous));
    return { ...draft, subject, intent: owns.owners ? null : keptIntent(draft, previous), direction: previous.direction, aggregate: previous.aggregate };
  }
  if (owns.topic && !hasOnlyPart(draft)) return draft;
  const held = previous.indicators;
  return {
    ...draft,
    indicators:
      held.certainty === "missing" || held.certainty === "ambiguous" ? draft.indicators : inherited(held.value.map((asked) => ofWantedKind(draft, asked))),
    wantedKind: draft.wantedKind ?? previous.wantedKind,
    wantedUnit: draft.wantedKind === null ? previous.wantedUnit : draft.wantedUnit,
    population: draft.population ?? previous.population,
    subject: draft.subject ?? previous.subject,
    ...partsGoOn(draft, previous),
    operands: previous.intent === "derived",
    threshold: draft.threshold ?? (owns.owners && previous.threshold !== null ? { ...previous.threshold, mention: { start: 0, end: 0 } } : null),
    intent: keptIntent(draft, previous),
    direction: previous.direction,
    aggregate: previous.aggregate,
    top: draft.top ?? (owns.owners ? null : previous.top),
    searchText: previous.searchText,
    trace: traced(draft, "talk.topic"),
  };
}

const OF_WHOLE = /全校|全院|学校|学院|整个|总共|全部|一共|\b(?:school|college|whole|overall|total)\b/;

/** 招了多少 after the students of a major is asked of that major; of another matter (党员有多少) it is asked of the school. */
function subjectOfTalk(draft: Draft, previous: ParsedQuestion): string | null {
  if (previous.subject === null || previous.subjects !== undefined || draft.population !== null || OF_WHOLE.test(draft.reading.text)) return null;
  const groupsOf = ({ indicators }: Pick<ParsedQuestion, "indicators">): readonly string[] =>
    indicators.certainty === "missing" || indicators.certainty === "ambiguous"
      ? []
      : indicators.value.flatMap((asked) => (asked.kind === "entry" ? [draft.reading.lexicon.indicator(asked.id)?.group ?? ""] : []));
  const held = groupsOf(previous);
  const isAkin = hasCue(draft.found, "follow_start") || groupsOf(draft).some((group) => held.includes(group));
  return isAkin ? previous.subject : null;
}

/** 哪个最少 after 哪个专业学生最多: the parts are set against each other once more. */
function partsGoOn(draft: Draft, previous: ParsedQuestion): Pick<Draft, "partsNoun"> {
  const goesOn =
    previous.partsNoun !== undefined &&
    draft.partsNoun === undefined &&
    (draft.top !== null || hasCue(draft.found, "sup_max", "sup_min", "sup_better", "sup_worse"));
  const namesOther = ofKind(draft.found, "owner").length > 0 || hasCue(draft.found, "which_schools", "count_schools");
  return goesOn && !namesOther ? { partsNoun: previous.partsNoun } : {};
}

/** 人数呢 after a share: the entry of the same family that is a count. */
function ofWantedKind(draft: Draft, asked: AskedIndicator): AskedIndicator {
  if (asked.kind === "open" && hasCue(draft.found, "amount_words")) return moneyOf(draft, asked);
  if (asked.kind === "open" || draft.wantedKind === null) return asked;
  const { lexicon } = draft.reading;
  const entry = lexicon.indicator(asked.id);
  const kin =
    entry === undefined || entry.kind === draft.wantedKind ? undefined : lexicon.family(entry.family).find((other) => other.kind === draft.wantedKind);
  return kin === undefined ? asked : { kind: "entry", id: kin.id, words: kin.zh };
}

/** Who got it, before what they got: 几个学生领到. */
const WHO_GOT = /^.*(?:领|拿|得|享受|获|发放|发)(?:到|得|了|过|放)*(?=[\u4e00-\u9fff]{2})/;

/** 一个人给多少钱 after 几个学生领到创业补贴: the money itself. */
function moneyOf(draft: Draft, asked: AskedIndicator & { readonly kind: "open" }): AskedIndicator {
  const words = asked.words.replace(WHO_GOT, "");
  const entry = firstEntry(draft, [words, `${words}标准`, `${words}金额`]);
  return entry !== undefined && (entry.kind === "amount" || entry.kind === "average") ? { kind: "entry", id: entry.id, words: entry.zh } : { ...asked, words };
}

/** The intent goes on with the topic, except that one school alone cannot be compared or ranked. */
function keptIntent(draft: Draft, previous: ParsedQuestion): Draft["intent"] {
  const several: ReadonlySet<string> = new Set(["compare", "rank", "difference", "ratio", "aggregate", "filter"]);
  const alone = draft.scope === "named" && draft.owners.certainty !== "missing" && draft.owners.certainty !== "ambiguous" && draft.owners.value.length === 1;
  if (alone && several.has(previous.intent)) return previous.indicators.certainty === "missing" ? "explain" : "lookup";
  return previous.intent;
}

const YEAR_BEFORE = /前一年|上一年|再往前|the (?:year before|previous year|prior year)|one year earlier/;

/** 前一年 after a question on a year is the year before that one. */
function beforeTalked(draft: Draft, previous: ParsedQuestion): Draft {
  const [own, held] = [draft.period, previous.period];
  const isAsked = own.certainty === "stated" && own.value.kind !== "years" && YEAR_BEFORE.test(draft.reading.text) && draft.wantedAspect !== "change";
  if (!isAsked || (held.certainty !== "stated" && held.certainty !== "inherited")) return draft;
  if (held.value.kind !== "calendar" && held.value.kind !== "academic") return draft;
  return { ...draft, period: { ...own, value: { kind: held.value.kind, year: held.value.year - 1 } }, trace: traced(draft, "talk.year_before") };
}

function inheritPeriod(read: Draft, previous: ParsedQuestion, wanted: boolean): Draft {
  const draft = wanted ? beforeTalked(read, previous) : read;
  if (!wanted || draft.period.certainty !== "missing") return draft;
  const slot = previous.period;
  return slot.certainty === "stated" || slot.certainty === "inherited"
    ? { ...draft, period: inherited(slot.value), trace: traced(draft, "talk.period") }
    : draft;
}
