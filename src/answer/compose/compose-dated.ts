import { z } from "zod";
import file from "../../../data/lexicon/dated-events.json" with { type: "json" };
import type { ReportId } from "../../domain/ids.ts";
import type { Owner } from "../../domain/report.ts";
import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { splitSentences } from "../../text/sentences.ts";
import { characterBigrams } from "../../text/tokens.ts";
import { splitAtBreaks, trimSpan } from "../citations.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { type Part, say } from "../parts.ts";
import { discloseSlots } from "../pieces.ts";
import { foundingYear } from "./compose-founding.ts";

const words = z.array(z.string());
/** data/lexicon/dated-events.json: what happens to a school once, as it is asked and as reports tell it. */
const events = z.array(z.strictObject({ id: z.string(), asked: words, told: words })).parse(file);

const YEAR = /(?<!\d)((?:18|19|20)\d{2})(?!\d)年?/;
const YEARS = new RegExp(YEAR.source, "g");
const CLAUSE = /[，,；;。]/;
const HAN = /[\u3400-\u9fff]/;
/** Around the thing that it happened to. */
const EDGES = /^(?:是不是|是否|真的|学校|学院|该校|本校|[是的在于被为成了才就由从到由])+|(?:[是的在于被为成了才就]|对吗|对不对|吗|么|嘛|呢|没有?)+$/g;
const LEAST_HELD = 0.8;

interface Dated {
  readonly reportId: ReportId;
  readonly span: Span;
  readonly years: readonly string[];
  /** All years of its sentence: 由创建于1983年的…合并 tells more than one. */
  readonly around: readonly string[];
}

/** 是2004年创办的吗, 2018年升格为技师学院的吗: yes or no by the year that the report gives to that very event; null where it gives none. */
export function composeDated(context: ComposeContext): Draft | null {
  const { parsed, evidence, wording } = context;
  const [owner, ...others] = evidence.owners;
  if (parsed.intent !== "exists" || owner === undefined || others.length > 0 || parsed.unknownOwners.length > 0) return null;
  const asked = readAsked(context);
  if (asked === null) return null;
  const found = findDated(context, owner, asked);
  if (found.length === 0) return null;
  const draft = createDraft(context);
  const fitting = found.find(({ years }) => years.includes(asked.year));
  const told = fitting ?? found.find(({ around }) => around.includes(asked.year)) ?? found[0];
  if (told === undefined) return null;
  const [name, quote] = [wording.owner(owner), quoteOf(context, draft, told)];
  if (fitting !== undefined) draft.state(wording.saysYes(name, quote, "is so"));
  else {
    draft.state(told.around.includes(asked.year) ? wording.existsQuote(name, quote) : wording.saysNo(name, quote));
    draft.limit("premise", wording.premise());
  }
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

interface Asked {
  readonly year: string;
  readonly event: (typeof events)[number];
  /** What it happened to or what became of it, beside the school itself. */
  readonly things: readonly string[];
}

/** The one year and the event of a question; null where there is none, or where an English question says more than that. */
function readAsked({ parsed }: ComposeContext): Asked | null {
  const mentions = parsed.owners.certainty === "stated" ? parsed.owners.mentions : [];
  const question = foldText(mentions.reduce((text, { start, end }) => `${text.slice(0, start)}${" ".repeat(end - start)}${text.slice(end)}`, parsed.question));
  const years = question.match(YEARS) ?? [];
  const year = YEAR.exec(question)?.[1];
  const event = events.find(({ asked }) => asked.some((word) => question.includes(word)));
  if (year === undefined || years.length !== 1 || event === undefined) return null;
  const verbs = new RegExp(event.asked.join("|"), "g");
  const left = question.replace(YEARS, " ").replace(verbs, " ");
  if (!HAN.test(left))
    return event.id === "founded" && /^(?:was|were|is) +(?:the )?(?:school|college)? *in ?[?.]?$/.test(left.replace(/\s+/g, " ").trim())
      ? { year, event, things: [] }
      : null;
  const things = left
    .split(/[\s，,。？?!！、]+/)
    .map((run) => run.replace(EDGES, "").replace(EDGES, ""))
    .filter((run) => run !== "");
  return { year, event, things };
}

/** Reports of any year are read: what happened once is told by whichever is there. */
function findDated({ evidence }: ComposeContext, owner: Owner, { event, things }: Asked): readonly Dated[] {
  const isOfSchool = event.id === "founded" && things.length === 0;
  const reports = (evidence.catalogue.reportsByOwner.get(owner.id) ?? []).toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0));
  return reports.flatMap(({ id }) => {
    const text = evidence.readText(id);
    return splitSentences(text).flatMap((span): readonly Dated[] => {
      const sentence = foldText(text.slice(span.start, span.end)).replace(/\s+/g, "");
      const years = isOfSchool ? foundingYears(sentence) : yearsOfEvent(sentence, event.told, things);
      return years.length === 0 ? [] : [{ reportId: id, span, years, around: yearsIn(sentence) }];
    });
  });
}

function quoteOf({ evidence }: ComposeContext, draft: DraftBuilder, { reportId, span }: Dated): readonly Part[] {
  const text = evidence.readText(reportId);
  const citation = draft.cite(reportId, splitAtBreaks(text, trimSpan(text, span)));
  return say`“${{ kind: "quote", citation }}”${{ kind: "marker", citation }}`;
}

const foundingYears = (sentence: string): readonly string[] => {
  const year = foundingYear(sentence);
  return year === null ? [] : [String(year)];
};

/** The years of the clauses that tell the event of the thing. */
function yearsOfEvent(sentence: string, told: readonly string[], things: readonly string[]): readonly string[] {
  return sentence
    .split(CLAUSE)
    .filter((clause) => told.some((word) => clause.includes(word)) && things.every((thing) => holds(clause, thing)))
    .flatMap(yearsIn);
}

const yearsIn = (text: string): readonly string[] => [...text.matchAll(YEARS)].flatMap(([, year]) => (year === undefined ? [] : [year]));

function holds(clause: string, thing: string): boolean {
  if (clause.includes(thing)) return true;
  const pairs = characterBigrams(thing);
  return pairs.length > 1 && pairs.filter((pair) => clause.includes(pair)).length / pairs.length >= LEAST_HELD;
}
