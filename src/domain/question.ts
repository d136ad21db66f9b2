import type { QuantityKind } from "./figure.ts";
import type { IndicatorId, OwnerId } from "./ids.ts";
import type { Span } from "./span.ts";

export type Language = "zh" | "en";

/** Every sort of question, each with a composer of its own. */
export const intents = [
  "lookup",
  "compare",
  "rank",
  "difference",
  "ratio",
  "aggregate",
  "derived",
  "trend",
  "list",
  "filter",
  "exists",
  "define",
  "explain",
  "coverage",
  "audit",
  "out_of_scope",
] as const;

export type Intent = (typeof intents)[number];

/** A span of the question that names something. */
export interface Mention extends Span {
  readonly text: string;
  readonly how: "exact" | "alias" | "abbreviation" | "fuzzy" | "pinyin" | "cue";
  readonly rule: string;
}

/** What was concluded from mentions, with its certainty; inherited and implied values are disclosed in the answer. */
export type Slot<T> =
  | { readonly certainty: "stated"; readonly value: T; readonly mentions: readonly Mention[] }
  | { readonly certainty: "inherited"; readonly value: T; readonly reason: string }
  | { readonly certainty: "implied"; readonly value: T; readonly reason: string }
  | { readonly certainty: "ambiguous"; readonly candidates: readonly T[]; readonly mentions: readonly Mention[] }
  | { readonly certainty: "missing" };

/** One thing asked about: a lexicon entry (all entries of its family are looked at), or open words that no entry covers. */
export type AskedIndicator =
  | { readonly kind: "entry"; readonly id: IndicatorId; readonly words: string }
  | {
      readonly kind: "open";
      readonly words: string;
      readonly unit: string | null;
      /** Where several kinds of number are asked of one thing (新实训楼有多大，花多少钱): this one's kind, and the thing alone. */
      readonly apart?: { readonly kind: QuantityKind | null; readonly thing: string };
    };

export type PeriodQuery =
  | { readonly kind: "latest" }
  | { readonly kind: "calendar"; readonly year: number }
  | { readonly kind: "academic"; readonly year: number }
  /** From…to inclusive. */
  | { readonly kind: "years"; readonly from: number; readonly to: number }
  /** The report before the latest. */
  | { readonly kind: "previous" }
  /** The last `count` report years. */
  | { readonly kind: "last"; readonly count: number };

export type Comparator = ">" | ">=" | "<" | "<=" | "=";

export interface Threshold {
  readonly comparator: Comparator;
  /** Decimal string in the canonical unit. */
  readonly value: string;
  readonly unit: string;
  /** The upper end of a range (98%到99%之间), of which `comparator` and `value` are the lower. */
  readonly upTo?: { readonly comparator: "<" | "<="; readonly value: string };
  readonly mention: Span;
}

/** A limit that is one owner's own figure: 比青原多的学校. The owner itself takes no part. */
export interface Yardstick {
  readonly ownerId: OwnerId;
  readonly comparator: Exclude<Comparator, "=">;
  /** The part or multiple of that figure that is meant (不到青原一半 → 1 over 2); the figure itself without it. Decimal strings. */
  readonly factor?: { readonly numerator: string; readonly denominator: string };
}

/** A number in the question that is put forward as a fact ("你们83%的就业率…"), to be checked and never repeated as a claim. */
export interface Premise {
  readonly value: string;
  readonly unit: string;
  readonly mention: Span;
}

/** Which of the things told before a follow-up points at: 第二个, 最后一条, "the third one". */
export interface ItemPick {
  /** From 1; from the end where negative. */
  readonly place: number;
  /** The word for such a thing, where one is said (问题 in 第二个问题); folded. */
  readonly noun: string;
  /** What is asked of it beyond which one it is (怎么解决), folded; empty where nothing is. */
  readonly asks: string;
}

/** A whole side of schools (师资, 经费), or all main indicators: laid out, or which of them are given, not given, or given by all. */
export interface Overview {
  readonly aspect: "all" | "given" | "missing" | "shared";
}

/** What a question says besides school and time: in the clauses that ask, and in those around them, words apart, as typed. */
export interface AskedContent {
  readonly core: string;
  readonly lead: string;
}

export interface ParsedQuestion {
  readonly question: string;
  readonly language: Language;
  /** Script the question was written in, for echoing it. */
  readonly script: "hans" | "hant" | "latin";
  readonly intent: Intent;
  /** Which owners: named ones, or all schools of the index ("哪所学校", "各校"). */
  readonly owners: Slot<readonly OwnerId[]>;
  readonly scope: "named" | "all_schools" | "regions";
  /** School-like names that no owner of the index bears. */
  readonly unknownOwners: readonly Mention[];
  readonly indicators: Slot<readonly AskedIndicator[]>;
  /** "多少人" → count and 人; "比例" → share: what kind and unit the answer must have; null = any. */
  readonly wantedKind: QuantityKind | null;
  readonly wantedUnit: string | null;
  /** A plan (打算招多少) or a change (比上年增长多少) asked about in words; absent when the present state is. */
  readonly wantedAspect?: "plan" | "change";
  /** Sub-group asked for ("女", "省级"). */
  readonly population: string | null;
  /** Set where several levels are named (全国的加上省级的); `population` is the first of them. */
  readonly populations?: readonly string[];
  /** 没就业的占多少: what the asked share leaves of the whole, and not the share itself. */
  readonly ofRest?: boolean;
  /** 未就业人数是多少, asked as what is left of two: the one name that says the same, as typed, by which a report may print it. */
  readonly ownName?: string;
  /** A subject other than the owner: "汽修专业", "德西数控班". */
  readonly subject: string | null;
  /** Set where several parts are named (智能制造系和艺术设计系); `subject` is the first of them. */
  readonly subjects?: readonly string[];
  /** The parts of a school that are set against each other by what they are (系 in 哪个系学生最多), none of them named. */
  readonly partsNoun?: string;
  /** Words about the one thing asked for that no vocabulary explains (去了招聘会 of 多少学生去了招聘会), as typed. */
  readonly unread?: string;
  /** The region or nation that a report compares its school with (比全省平均高多少), in the question's words. */
  readonly regionBeside?: string;
  /** The region or nation that alone is asked about (全省中职平均起薪), where the index has no report of one: what reports of schools print of it. */
  readonly regionAsked?: string;
  readonly period: Slot<PeriodQuery>;
  readonly direction: "max" | "min" | null;
  /** How many places of a ranking were asked for ("前三"). */
  readonly top: number | null;
  readonly aggregate: "sum" | "mean" | "median" | "count" | null;
  readonly threshold: Threshold | null;
  /** Where each of several indicators has a limit of its own (学生超过3000人且就业率超过98%): one for each, in their order; `threshold` is the first. */
  readonly thresholds?: readonly Threshold[];
  /** How many years of reports an owner must have: 哪几所学校有三年的报告. `written` as typed; null where only "several" was said. */
  readonly reportYears?: { readonly comparator: Comparator; readonly count: number; readonly written: string | null };
  /** Set where the limit is what one owner has. */
  readonly yardstick?: Yardstick;
  readonly premise: Premise | null;
  /** For out_of_scope: "opinion" | "prediction" | "personal" | "unrelated" | "chitchat"; for others null. */
  readonly outOfScope: string | null;
  /** Content words left for passage search, as typed. */
  readonly searchText: string;
  /** What a follow-up was read as, where it works with numbers told before: "课题立项数（省级） ÷ 课题立项数". */
  readonly readAs?: string;
  /** Set where one of the things told before is pointed at by its place among them. */
  readonly pick?: ItemPick;
  /** Set where `indicators` are all those of a side of schools, and none is asked for by its name. */
  readonly overview?: Overview;
  /** In which section of the report it stands is asked besides (在哪一节写的). */
  readonly asksPlace?: boolean;
  /** All content words by clause, those of cues among them: for a second look at what a report says. */
  readonly content?: AskedContent;
  /** Names of the rules that fired, in order. */
  readonly trace: readonly string[];
}

/** What `understand` may know of an owner: passed in as data, never imported. */
export interface KnownOwner {
  readonly id: OwnerId;
  readonly kind: "school" | "region" | "nation";
  readonly name: string;
  readonly nameEn: string;
  readonly place: string | null;
  readonly aliases: readonly string[];
  /** Report years present, ascending; null years left out. */
  readonly years: readonly number[];
  /** Schools that a region's report tells of one by one, and that have no report of their own; absent for others. */
  readonly members?: readonly string[];
}
