import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GroupRules, maySee } from "../../src/access/groups.ts";
import { ANONYMOUS, type Viewer } from "../../src/access/viewer.ts";
import { createViews } from "../../src/access/views.ts";
import { readConfig } from "../../src/config.ts";
import { ingestReports, openRuntime, type Readings, type Runtime } from "../../src/runtime.ts";
import { openAccess } from "../../src/server/access/access.ts";
import { exampleQuestions } from "../../src/server/example-questions.ts";
import type { ReadingView } from "../../src/server/reading-view.ts";
import { ROUTES } from "../../src/server/routes.ts";
import type { ReportRecord } from "../../src/store/store.ts";
import { fc } from "../support/property.ts";
import { createFakeApp } from "./fakes.ts";

let folder = "";
let runtime: Runtime;
let records: readonly ReportRecord[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-hidden-"));
  const config = readConfig({ index: join(folder, "index") }, {}, process.cwd());
  await ingestReports(config, { paths: [fileURLToPath(new URL("../fixtures/reports", import.meta.url))], prune: false });
  runtime = await openRuntime(config);
  records = runtime.store.reports();
});
afterAll(() => {
  runtime.close();
  rmSync(folder, { recursive: true });
});

const toView = (readings: Readings): ReadingView => ({
  ...readings,
  suggest: (language) => exampleQuestions(readings.store, runtime.lexicon, language),
});

/** The app as an anonymous viewer finds it under some rules. */
function appUnder(rules: GroupRules) {
  const whole = toView(runtime);
  const viewFor = createViews({ rules: () => rules, whole, narrow: (isVisible) => toView(runtime.narrow(isVisible)) });
  return createFakeApp({ ...whole, access: { ...openAccess(whole), viewFor } });
}

/** What a response tells in words, apart from how long it took and what the asker wrote. */
function wordsOf(value: unknown, key = ""): string {
  if (typeof value === "string") return ["id", "version", "figureId", "reportId", "question"].includes(key) ? "" : value;
  if (Array.isArray(value)) return value.map((part) => wordsOf(part, key)).join("\n");
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([name, part]) => wordsOf(part, name))
    .join("\n");
}

/** Numbers of four digits and more, decimals among them, that stand in hidden texts and in no seen one. */
function secretNumbers(hidden: readonly ReportRecord[], seen: readonly ReportRecord[]): readonly string[] {
  const numbers = (reports: readonly ReportRecord[]) =>
    reports.flatMap(({ id }) => (runtime.store.readText(id) ?? "").match(/\d[\d,.]*\d/g) ?? []).filter((text) => text.replace(/\D/g, "").length >= 4);
  const values = runtime.store.figures({ reportIds: seen.map(({ id }) => id) }).flatMap(({ value, valueTo }) => [value, valueTo ?? ""]);
  const known = new Set([...numbers(seen), ...values].map((text) => text.replaceAll(",", "")));
  return [...new Set(numbers(hidden))].filter((text) => !known.has(text.replaceAll(",", "")));
}

const holdsNumber = (text: string, number: string): boolean => new RegExp(`(?<![\\d.,])${number.replace(/[.,]/g, "\\$&")}(?![\\d]|[.,]\\d)`).test(text);

const OPEN_QUESTIONS = [
  "哪所学校的在校生最多？",
  "各校专任教师数排名",
  "所有学校的就业率平均是多少？",
  "哪些学校没有给出双师型教师比例？",
  "有几所学校报告了占地面积？",
  "就业率超过95%的学校有哪些？",
  "校企合作是怎么开展的？",
  "Which school has the most students?",
  "How many full-time teachers does each school have?",
  "学校的教学仪器设备总值有什么变化？",
];

describe("reports that a viewer may not see", () => {
  /** Which reports are hidden: a list of places in the index, some and never all. */
  const hiding = fc.subarray([...Array(15).keys()], { minLength: 1, maxLength: 10 });

  it("are in no response: not their names, not their numbers", async () => {
    await fc.assert(
      fc.asyncProperty(hiding, fc.subarray(OPEN_QUESTIONS, { minLength: 3, maxLength: 3 }), async (places, questions) => {
        const hidden = places.flatMap((place) => records[place] ?? []);
        const seen = records.filter((record) => !hidden.includes(record));
        const { app } = appUnder({ groups: [{ name: "closed", reports: hidden.map(({ id }) => id), schools: [], members: [] }], others: "everybody" });
        const seenNames = new Set(seen.map(({ owner }) => owner.name));
        const seenTexts = seen.map(({ id }) => runtime.store.readText(id)).join("\n");
        const names = [...new Set(hidden.flatMap(({ owner, title, file }) => [owner.name, title, file]))].filter(
          (name) => !seenNames.has(name) && !seenTexts.includes(name),
        );
        const numbers = secretNumbers(hidden, seen);
        const check = (told: string, text: string, alsoNames = true) => {
          if (alsoNames)
            expect(
              names.filter((name) => text.includes(name)),
              `${told} names`,
            ).toEqual([]);
          expect(
            numbers.filter((number) => holdsNumber(text, number)),
            `${told} tells numbers`,
          ).toEqual([]);
        };
        const post = (path: string, body: unknown) =>
          app.request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

        for (const { method, path } of ROUTES.filter(
          (route) => route.method === "GET" && route.path.startsWith("/api") && route.path !== "/api/openapi.json",
        )) {
          for (const id of path.includes(":id") ? hidden.map((record) => record.id) : [""]) {
            const response = await app.request(path.replace(":id", encodeURIComponent(id)), { method });
            if (path.includes(":id")) expect(response.status, `${path} of ${id}`).toBeGreaterThanOrEqual(403);
            const text = await response.text();
            check(path, response.headers.get("Content-Type")?.includes("json") === true ? wordsOf(JSON.parse(text)) : text);
          }
        }
        for (const [from, to] of [
          [hidden[0]?.id, seen[0]?.id],
          [seen[0]?.id, hidden[0]?.id],
        ]) {
          expect((await app.request(`/api/reports/${from}/diff/${to}`)).status).toBe(404);
        }
        for (const { owner } of hidden) check("figures", wordsOf(await (await app.request(`/api/figures?school=${encodeURIComponent(owner.name)}`)).json()));
        for (const question of questions) {
          check(question, wordsOf(await (await post("/api/ask", { question })).json()));
          const streamed = await app.request("/api/ask", { method: "POST", headers: { Accept: "text/event-stream" }, body: JSON.stringify({ question }) });
          check(
            `${question} as events`,
            (await streamed.text())
              .split("\n")
              .filter((line) => line.startsWith("data:"))
              .map((line) => wordsOf(JSON.parse(line.slice(5))))
              .join("\n"),
          );
        }
        const [first] = hidden;
        if (first !== undefined) {
          const question = "在校生有多少人？";
          const named = `${first.owner.name}的在校生有多少人？`;
          const tries = [
            { question: named },
            {
              question: "那专任教师呢？",
              history: [
                { role: "user", content: named },
                { role: "assistant", content: "……" },
              ],
            },
            { question, slots: { schools: [first.owner.id] } },
            { question, slots: { schools: [first.owner.name] } },
          ];
          // These name the school themselves, so that its name may come back; its numbers may not.
          for (const one of tries) check(JSON.stringify(one), wordsOf(await (await post("/api/ask", one)).json()), false);
          check("narrowed to a hidden report", wordsOf(await (await post("/api/ask", { question, reportIds: [first.id] })).json()));
          const exported = await post("/api/export?format=docx", { question: OPEN_QUESTIONS[0] });
          for (const [file, bytes] of Object.entries(unzipSync(new Uint8Array(await exported.arrayBuffer())))) {
            if (file.startsWith("word/document")) check("export", strFromU8(bytes).replace(/<[^>]+>/g, ""));
          }
        }
      }),
      { numRuns: 10, seed: 20260301 },
    );
  });

  it("make an answer that is the same as if they were not there at all", async () => {
    const [first] = records;
    const others = records.filter((record) => record.owner.id !== first?.owner.id);
    const { app } = appUnder({ groups: [{ name: "closed", reports: [], schools: [first?.owner.name ?? ""], members: [] }], others: "everybody" });
    const ask = async (body: unknown): Promise<Record<string, unknown>> => {
      const response = await app.request("/api/ask", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
      const { elapsedMs: _, ...answer } = (await response.json()) as Record<string, unknown>;
      return answer;
    };
    const question = "哪所学校的在校生最多？";
    const all = await runtime.ask({ question });
    const told = await ask({ question });
    expect(told.figures).toEqual((await runtime.ask({ question, reportIds: others.map(({ id }) => id) })).figures);
    expect(told.id).not.toBe(all.id);
    expect(told.version).not.toBe(all.version);
  });
});

describe("views", () => {
  const rules: GroupRules = {
    groups: [
      { name: "city", reports: ["a"], schools: ["Blue School"], members: ["wang"] },
      { name: "county", reports: ["a", "c"], schools: [], members: [] },
    ],
    others: "everybody",
  };
  const owner = { id: "o", name: "无名学校", nameEn: "", aliases: [] };
  const blue = { ...owner, name: "蓝天学校", aliases: [{ text: "Blue  School".replace("  ", " "), evidence: "derived" as const }] };
  const viewer = (groups: Viewer["groups"]): Viewer => ({ kind: "token", id: "1", name: "n", role: "reader", groups, presented: "bearer" });
  const see = (who: Viewer, given = rules): string[] =>
    [
      { id: "a", owner },
      { id: "b", owner: blue },
      { id: "c", owner },
      { id: "d", owner },
    ]
      .filter((report) => maySee(given, who, report as never))
      .map(({ id }) => id);

  it("show a report to those in one of its groups, and to all where it is in none", () => {
    expect(see(ANONYMOUS)).toEqual(["d"]);
    expect(see(viewer(["city"]))).toEqual(["a", "b", "d"]);
    expect(see(viewer(["county"]))).toEqual(["a", "c", "d"]);
    expect(see(viewer(["City", "unknown"]))).toEqual(["d"]);
    expect(see(viewer("all"))).toEqual(["a", "b", "c", "d"]);
    expect(see({ kind: "user", name: "wang", groups: [] })).toEqual(["a", "b", "d"]);
    // A token's name is no person's name.
    expect(see({ ...viewer([]), name: "wang" } as Viewer)).toEqual(["d"]);
  });

  it("show nothing besides where the rules say so", () => {
    expect(see(ANONYMOUS, { ...rules, others: "nobody" })).toEqual([]);
    expect(see(viewer(["county"]), { ...rules, others: "nobody" })).toEqual(["a", "c"]);
    expect(see(viewer("all"), { ...rules, others: "nobody" })).toEqual(["a", "b", "c", "d"]);
  });

  it("are shared by those who see the same, and made anew for other rules", () => {
    let now = rules;
    const made: string[][] = [];
    const viewFor = createViews({
      rules: () => now,
      whole: ["everything"],
      narrow: (isVisible) => {
        const view = ["a", "d"].filter((id) => isVisible({ id, owner } as never));
        made.push(view);
        return view;
      },
    });
    expect(viewFor(viewer("all"))).toEqual(["everything"]);
    expect(viewFor(viewer(["city", "county"]))).toEqual(["everything"]);
    expect(viewFor(ANONYMOUS)).toBe(viewFor(viewer(["unknown"])));
    expect(viewFor(viewer(["city"]))).not.toBe(viewFor(ANONYMOUS));
    now = { groups: [], others: "nobody" };
    expect(viewFor(ANONYMOUS)).toEqual([]);
    for (let group = 0; group < 100; group++) viewFor(viewer([`${group}`]));
    expect(made).toEqual([["d"], ["a", "d"], []]);
  });
});
