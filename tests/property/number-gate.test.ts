import { beforeAll, describe, expect, it } from "vitest";
import type { Draft } from "../../src/answer/draft.ts";
import type { Part, ShownFigure } from "../../src/answer/parts.ts";
import { intentSchema } from "../../src/contract/answer.ts";
import type { ParsedQuestion } from "../../src/domain/question.ts";
import { asked, aWorld, ENTRIES, SCHOOLS, type SchoolReport, type World } from "../answer/support/world.ts";
import { fc } from "../support/property.ts";

const questions = fc.record({
  intent: fc.constantFrom(...intentSchema.options),
  language: fc.constantFrom("zh" as const, "en" as const),
  owners: fc.option(fc.subarray(["qinghe", "linhai"], { minLength: 1 }), { nil: undefined }),
  scope: fc.constantFrom("named" as const, "all_schools" as const, "regions" as const),
  indicators: fc.option(
    fc.subarray(
      ENTRIES.map((entry) => entry.id),
      { minLength: 1, maxLength: 3 },
    ),
    { nil: undefined },
  ),
  wantedKind: fc.constantFrom(null, "count" as const, "share" as const),
  direction: fc.constantFrom(null, "max" as const, "min" as const),
  top: fc.constantFrom(null, 1, 3),
  aggregate: fc.constantFrom(null, "sum" as const, "mean" as const, "median" as const, "count" as const),
  period: fc.constantFrom(
    undefined,
    { kind: "latest" as const },
    { kind: "calendar" as const, year: 2021 },
    { kind: "calendar" as const, year: 1999 },
    { kind: "previous" as const },
    { kind: "years" as const, from: 2019, to: 2022 },
  ),
  threshold: fc.constantFrom(null, { comparator: ">" as const, value: "170", unit: "亩", mention: { start: 0, end: 4 } }),
  premise: fc.constantFrom(null, { value: "83", unit: "%", mention: { start: 0, end: 2 } }),
  words: fc.constantFrom("170亩的学校", "2021年怎么样？83%", "<script>1</script> 现代学徒制", "how 12345"),
});

type Drawn = typeof questions extends fc.Arbitrary<infer Value> ? Value : never;

const toParsed = ({ words, owners, indicators, period, ...rest }: Drawn): ParsedQuestion =>
  asked(words, {
    ...rest,
    ...(owners === undefined ? {} : { owners }),
    ...(indicators === undefined ? {} : { indicators }),
    ...(period === undefined ? {} : { period }),
  });

/** Every digit run of a printed text that neither report, question nor a shown formula holds. */
function strangers(text: string, known: readonly string[]): readonly string[] {
  const runs = (value: string): readonly string[] => value.replaceAll(",", "").match(/\d+/g) ?? [];
  const held = new Set(known.flatMap(runs));
  return runs(text).filter((run) => !held.has(run));
}

let world: World;
let sources: readonly string[];
beforeAll(async () => {
  world = await aWorld(SCHOOLS);
  sources = world.store.reports().map((report) => `${report.year} ${world.store.readText(report.id)}`);
});

describe("the number gate", () => {
  it("holds for every kind of question, and no number of an answer is a stranger", async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (drawn) => {
        const parsed = toParsed(drawn);
        const { answer, breaks } = await world.gate(parsed);
        expect(breaks).toEqual([]);
        expect(answer.text).not.toBe("");
        const shown = answer.figures.flatMap((figure) => [figure.value, figure.formula ?? ""]);
        // Small numbers are markers, ranks and counts of owners.
        const small = Array.from({ length: 21 }, (_, index) => String(index));
        expect(
          strangers([answer.text, ...answer.caveats.map((caveat) => caveat.text)].join(" "), [
            ...sources,
            parsed.question,
            ...shown,
            ...small,
            ...answer.nearest.map((figure) => figure.value),
          ]),
        ).toEqual([]);
        for (const citation of answer.citations) {
          expect(world.store.readText(citation.reportId as never)?.slice(citation.start, citation.end)).toBe(citation.quote);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("holds for arbitrary figures", async () => {
    const values = fc.tuple(fc.nat(99_999), fc.nat(99_999), fc.constantFrom("人", "%"));
    await fc.assert(
      fc.asyncProperty(values, async ([a, b, unit]) => {
        const id = unit === "人" ? "students" : "employment_rate";
        const school = (slug: string, value: number): SchoolReport => ({
          slug,
          name: `${slug}学校`,
          nameEn: slug,
          year: 2022,
          lines: [{ text: `数据为${value}${unit}。`, figures: [{ raw: `${value}${unit}`, id, value: String(value) }] }],
        });
        const drawn = await aWorld([school("a", a), school("b", b)]);
        for (const intent of ["compare", "difference", "ratio", "aggregate", "rank"] as const) {
          const { answer, breaks } = await drawn.gate(asked("问", { intent, owners: ["a", "b"], indicators: [id], aggregate: "mean" }));
          expect(breaks).toEqual([]);
          expect(answer.citations.length).toBeGreaterThan(0);
        }
        drawn.store.close();
      }),
      { numRuns: 25 },
    );
  });

  const lookup = asked("清河的就业率", { owners: ["qinghe"], indicators: ["employment_rate"] });
  const difference = asked("林海比清河占地多多少", { owners: ["linhai", "qinghe"], intent: "difference", indicators: ["site_area"] });
  const add =
    (part: Part) =>
    (draft: Draft): Draft => ({ ...draft, statements: [...draft.statements, [part]] });
  const change =
    (alter: (figure: ShownFigure) => ShownFigure) =>
    (draft: Draft): Draft => ({
      ...draft,
      figures: draft.figures.map(alter),
      statements: draft.statements.map((parts) => parts.map((part) => (part.kind === "figure" ? { ...part, figure: alter(part.figure) } : part))),
    });
  const printed = (alter: (figure: Extract<ShownFigure, { kind: "printed" }>["figure"]) => Extract<ShownFigure, { kind: "printed" }>["figure"]) =>
    change((shown) => (shown.kind === "printed" ? { ...shown, figure: alter(shown.figure) } : shown));

  it.each<[string, ParsedQuestion, (draft: Draft) => Draft]>([
    ["a digit in our own wording", lookup, add({ kind: "text", text: "约99%" })],
    ["a full-width digit in our own wording", lookup, add({ kind: "text", text: "９９" })],
    ["an echo that the question does not hold", lookup, add({ kind: "echo", text: "77" })],
    ["a marker without a citation", lookup, add({ kind: "marker", citation: 9 })],
    ["a quotation without a citation", lookup, add({ kind: "quote", citation: 9 })],
    ["a year of no report", lookup, add({ kind: "year", year: 1999 })],
    ["a count above what the catalogue holds", lookup, add({ kind: "count", value: 400, of: "owners" })],
    ["a rank beyond the owners", lookup, add({ kind: "rank", rank: 12 })],
    ["words that the report does not hold", lookup, add({ kind: "words", text: "9999班", reportId: "qinghe-2022-quality" as never })],
    ["a raw that the report does not hold", lookup, printed((figure) => ({ ...figure, source: { ...figure.source, raw: "99.9%" } }))],
    [
      "a span moved by one",
      lookup,
      printed((figure) => ({ ...figure, source: { ...figure.source, start: figure.source.start + 1, end: figure.source.end + 1 } })),
    ],
    ["a value that does not follow from its raw", lookup, printed((figure) => ({ ...figure, value: "98.8" }))],
    ["a result that the formula does not give", difference, change((shown) => (shown.kind === "derived" ? { ...shown, value: "17" } : shown))],
    [
      "an indicator name with a number of nobody's",
      lookup,
      change((shown) => ({ ...shown, label: { id: null, name: "第7777项", nameEn: "7777", from: "report" } })),
    ],
    [
      "a citation of another place",
      lookup,
      (draft) => ({ ...draft, citations: draft.citations.map((place) => ({ ...place, start: 0, end: 3, parts: [{ start: 0, end: 3 }] })) }),
    ],
    ["a caveat with a bare number", lookup, (draft) => ({ ...draft, caveats: [{ code: "premise", parts: [{ kind: "text", text: "83%" }] }] })],
  ])("withholds the answer on %s", async (_name, parsed, spoil) => {
    const { answer, breaks } = await world.gate(parsed, spoil);
    expect(breaks.length).toBeGreaterThan(0);
    expect(answer).toMatchObject({ status: "not_found", figures: [], citations: [], nearest: [], winner: null });
    expect(answer.text).not.toMatch(/\d/);
    expect(answer.interpretation.trace.some((rule) => rule.startsWith("gate_withheld:"))).toBe(true);
  });
});
