import { describe, expect, it } from "vitest";
import type { AskedSlots } from "../../src/contract/ask.ts";
import type { ParsedQuestion } from "../../src/domain/question.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { parseQuestion } from "../../src/understand/parse-question.ts";
import { fc } from "../support/property.ts";
import { worlds } from "./worlds.ts";

const lexicon = loadLexicon("data/lexicon");
const owners = worlds.two ?? [];
const ask = (question: string, extra: { readonly history?: readonly string[]; readonly slots?: AskedSlots; readonly world?: string } = {}): ParsedQuestion =>
  parseQuestion(question, {
    lexicon,
    owners: worlds[extra.world ?? "two"] ?? [],
    history: (extra.history ?? []).map((content) => ({ role: "user", content })),
    ...(extra.slots === undefined ? {} : { slots: extra.slots }),
  });

const WORDS = [
  "平阳",
  "平湖职专",
  "Pinghu",
  "的",
  "就业率",
  "比",
  "多",
  "多少",
  "哪个学校",
  "2020年",
  "超过98%",
  "?",
  "，",
  "学生",
  "which school",
  "and",
  "近三年",
  "专业",
  "第",
  "一",
  "…",
  "<b>",
  "\u0000",
  "😀",
  " ",
  "\n",
];

describe("parseQuestion on any text", () => {
  it("never throws, gives the same answer twice, and every span slices to its text", () => {
    const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: "binary", maxLength: 200 })), words, (question, earlier) => {
        const parsed = ask(question, { history: [earlier] });
        expect(ask(question, { history: [earlier] })).toEqual(parsed);
        const slots = [parsed.owners, parsed.indicators, parsed.period];
        const mentions = slots.flatMap((slot) => (slot.certainty === "stated" || slot.certainty === "ambiguous" ? slot.mentions : []));
        for (const mention of [...mentions, ...parsed.unknownOwners]) {
          expect(mention.start).toBeLessThanOrEqual(mention.end);
          if (mention.rule !== "talk.unknown_owner") expect(question.slice(mention.start, mention.end)).toBe(mention.text);
        }
        for (const part of [parsed.threshold?.mention, parsed.premise?.mention]) {
          if (part !== undefined) expect(question.slice(part.start, part.end).length).toBe(part.end - part.start);
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ["digits", "9".repeat(10_000)],
    ["commas", ",".repeat(10_000)],
    ["a place over and over", "平湖".repeat(5_000)],
    ["gap cues without an end", "比占从在".repeat(2_500)],
    ["school types", "职业学校".repeat(2_500)],
    ["Latin letters", "pinghu ".repeat(1_500)],
    ["brackets", "((((<<<<".repeat(1_250)],
  ])("reads 10,000 characters of %s", (_name, question) => {
    expect(ask(question).question).toBe(question);
  });

  it("takes markup and control characters as plain text", () => {
    const parsed = ask("<img src=x onerror=alert(1)>平阳\u0007的就业率\u0000是多少");
    expect(parsed.intent).toBe("lookup");
    expect(parsed.owners).toMatchObject({ certainty: "stated", value: ["pingyang"] });
  });

  it("answers nothing for an empty question", () => {
    expect(ask("")).toMatchObject({ intent: "out_of_scope", outOfScope: "unrelated", searchText: "" });
  });
});

describe("slots", () => {
  it("replace what was understood, as stated", () => {
    const parsed = ask("平阳的就业率是多少", { slots: { schools: ["pinghu"], indicators: ["students"], year: 2019, intent: "trend", direction: "min" } });
    expect(parsed).toMatchObject({
      intent: "trend",
      direction: "min",
      owners: { certainty: "stated", value: ["pinghu"] },
      indicators: { certainty: "stated", value: [{ kind: "entry", id: "students" }] },
      period: { certainty: "stated", value: { kind: "calendar", year: 2019 } },
    });
  });

  it("set the part that is meant, or the whole", () => {
    expect(ask("火星的就业率").subject).toBe("火星");
    expect(ask("火星的就业率", { slots: { subject: null } }).subject).toBeNull();
    expect(ask("平湖的就业率", { slots: { subject: " 数控专业 " } }).subject).toBe("数控专业");
    expect(ask("平湖的数控专业就业率", { slots: { schools: ["pingyang"] } }).subject).toBe("数控专业");
  });

  it("take names and aliases as well as ids, in any script", () => {
    const parsed = ask("就业率", { slots: { schools: ["平陽職專", "Pinghu Technician College"], indicators: ["双师型教师", "校园里的猫"] } });
    expect(parsed.owners).toMatchObject({ value: ["pingyang", "pinghu"] });
    expect(parsed.indicators).toMatchObject({
      value: [
        { kind: "entry", id: "dual_qualified_teachers" },
        { kind: "open", words: "校园里的猫", unit: null },
      ],
    });
  });

  it("keep what they leave out", () => {
    const parsed = ask("平阳2020年的就业率", { slots: { schools: ["pinghu"] } });
    expect(parsed).toMatchObject({ intent: "lookup", owners: { value: ["pinghu"] }, period: { certainty: "stated", value: { kind: "calendar", year: 2020 } } });
  });

  it("name the unknown school, and borrow no other", () => {
    const parsed = ask("平阳的就业率", { slots: { schools: ["东海职高"] } });
    expect(parsed).toMatchObject({ owners: { certainty: "missing" }, unknownOwners: [{ text: "东海职高" }] });
  });

  it("year null means the latest report", () => {
    expect(ask("平阳2019年的就业率", { slots: { year: null } }).period).toMatchObject({ certainty: "stated", value: { kind: "latest" } });
  });

  it("turn an out-of-scope question into an answerable one when the intent is set", () => {
    expect(ask("推荐一所学校", { slots: { intent: "compare", indicators: ["employment_rate"] } })).toMatchObject({ intent: "compare", outOfScope: null });
  });
});

describe("what understanding leaves alone", () => {
  it("does not change its input and knows no school by itself", () => {
    const frozen = Object.freeze([...owners]);
    expect(parseQuestion("平湖和平阳的就业率", { lexicon, owners: frozen, history: [] }).owners).toMatchObject({ value: ["pinghu", "pingyang"] });
    expect(ask("平湖和平阳的就业率", { world: "none" }).owners.certainty).toBe("missing");
  });

  it("keeps an unknown school of the talk without a place in the question", () => {
    expect(ask("那专任教师呢", { history: ["杭州职高的就业率"] }).unknownOwners).toEqual([
      { start: 0, end: 0, text: "杭州职高", how: "abbreviation", rule: "talk.unknown_owner" },
    ]);
  });

  it("takes 它 after a ranking for the school that the reply names first, and 它们 for none", () => {
    const history = [
      { role: "user" as const, content: "哪所学校专任教师最多" },
      { role: "assistant" as const, content: "青原技师学院的专任教师数最多：青原技师学院301人[1]，临溪市现代工贸职业学校210人[2]。" },
    ];
    const context = { lexicon, owners: worlds.fixtures ?? [], history };
    expect(parseQuestion("它有多少学生", context).owners).toMatchObject({ certainty: "inherited", value: ["qingyuan-jishi"] });
    expect(parseQuestion("它们有多少学生", context).scope).toBe("all_schools");
  });

  it("ignores what the assistant said", () => {
    const parsed = parseQuestion("那就业率呢", { lexicon, owners, history: [{ role: "assistant", content: "平湖技师学院有2446名学生" }] });
    expect(parsed.owners.certainty).toBe("implied");
  });
});
