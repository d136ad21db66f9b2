import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { reportDiffSchema } from "../src/contract/diff.ts";
import type { IndexedFigure } from "../src/contract/figures.ts";
import { diffFigures, diffReports } from "../src/diff-reports.ts";
import { toReportId } from "../src/domain/ids.ts";
import { extractFigures } from "../src/figures/extract-figures.ts";
import { readReport } from "../src/ingest/read-report.ts";
import { loadLexicon } from "../src/lexicon/lexicon.ts";
import { createHashEmbedder } from "./support/hash-embedder.ts";
import { createMemoryStore } from "./support/memory-store.ts";
import { fc } from "./support/property.ts";

const lexicon = loadLexicon(fileURLToPath(new URL("../data/lexicon", import.meta.url)));
const embedder = createHashEmbedder();

/** An index with these texts as reports "a", "b", … */
function indexOf(...texts: readonly string[]) {
  const store = createMemoryStore();
  store.recordBuild({ embedder: embedder.identity, lexiconHash: "l" });
  texts.forEach((text, index) => {
    const id = toReportId("abc"[index] ?? "");
    const report = { ...readReport(`云杉卫生学校${id}.txt`, new TextEncoder().encode(text)), id };
    const figures = extractFigures(report, lexicon).figures;
    store.replaceReport({ report, passages: [], figures, vectors: [], contentHash: id, sourcePath: `/${id}.txt` });
  });
  return store;
}

const text = (...sentences: readonly string[]): string => `云杉卫生学校2020年度质量报告\n\n一、学校概况\n${sentences.join("\n")}\n`;
const draft = text("学校现有专任教师96人。", "校园占地58亩。", "毕业生就业率98.5%。");
const final = text("学校现有专任教师97人。", "毕业生就业率98.5%。", "学校现有在校生2446人。");
const shown = (figure: IndexedFigure): string => `${figure.indicator.id} ${figure.raw}`;

describe("the figures of a draft and its final version", () => {
  it("are told as changed, added and gone, each with its own place", () => {
    const store = indexOf(draft, final);
    const diff = diffReports(store, "a", "b");
    if (diff === null) throw new Error("both are in");
    expect(reportDiffSchema.parse(diff)).toEqual(diff);
    expect(diff.changed.map(({ before, after }) => [before.raw, after.raw])).toEqual([["96人", "97人"]]);
    expect(diff.gone.map((figure) => figure.raw)).toEqual(["58亩"]);
    expect(diff.added.map((figure) => figure.raw)).toEqual(["2446人"]);
    expect(diff.sameCount).toBe(1);
    for (const { before, after } of diff.changed) {
      expect(draft.slice(before.source.start, before.source.end)).toBe(before.raw);
      expect(final.slice(after.source.start, after.source.end)).toBe(after.raw);
    }
    store.close();
  });

  it("are the same where a year is printed and where the report's own is meant", () => {
    const store = indexOf(text("学校现有专任教师96人。"), text("2020年，学校有专任教师96人。"), text("2019年，学校有专任教师96人。"));
    expect(diffReports(store, "a", "b")).toMatchObject({ changed: [], added: [], gone: [], sameCount: 1 });
    expect(diffReports(store, "a", "c")).toMatchObject({ changed: [], added: [{ raw: "96人" }], gone: [{ raw: "96人" }] });
    store.close();
  });

  it("differ in their qualifier, too", () => {
    const store = indexOf(text("学校现有专任教师约96人。"), text("学校现有专任教师96人。"));
    expect(diffReports(store, "a", "b")?.changed).toHaveLength(1);
    store.close();
  });

  it("need both reports", () => {
    const store = indexOf(draft);
    expect(diffReports(store, "a", "none")).toBeNull();
    expect(diffReports(store, "none", "a")).toBeNull();
    store.close();
  });

  it("are counted once each, and turn round with the reports", () => {
    const sample = diffReports(indexOf(draft, final), "a", "b")?.changed[0]?.before;
    if (sample === undefined) throw new Error("there is one");
    const dated = fc.record({ value: fc.constantFrom("1", "2", "3"), words: fc.constantFrom("甲", "乙"), year: fc.constantFrom(2019, 2020) });
    const make = (list: readonly { value: string; words: string; year: number }[]) =>
      list.map(({ value, words, year }) => ({ figure: { ...sample, value, indicator: { id: null, name: words, words } }, year }));
    fc.assert(
      fc.property(fc.array(dated, { maxLength: 8 }), fc.array(dated, { maxLength: 8 }), (left, right) => {
        const there = diffFigures(make(left), make(right));
        const back = diffFigures(make(right), make(left));
        expect(there.changed.length + there.gone.length + there.sameCount).toBe(left.length);
        expect(there.changed.length + there.added.length + there.sameCount).toBe(right.length);
        expect([there.gone.map(shown).sort(), there.sameCount, there.changed.length]).toEqual([
          back.added.map(shown).sort(),
          back.sameCount,
          back.changed.length,
        ]);
      }),
    );
  });
});
