import { describe, expect, it } from "vitest";
import { maskedStore, type NameMask } from "../../src/access/masked-store.ts";
import { aFigure, anIndexedReport, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";

const NAME = "陈思远";
/** Counts how often it is asked: a text is masked once for each version. */
function countingMask(): NameMask & { readonly count: () => number } {
  let count = 0;
  return {
    mask: (text) => {
      count += 1;
      return { text: text.replaceAll(NAME, "陈某某"), names: new Set([NAME]) };
    },
    maskShort: (text, names) => [...names].reduce((told, name) => told.replaceAll(name, "陈某某"), text),
    count: () => count,
  };
}

async function storeOf(text: string) {
  const embedder = createHashEmbedder();
  const report = aReport(text, { title: `${NAME}的故事` });
  const store = createMemoryStore();
  store.recordBuild({ embedder: embedder.identity, lexiconHash: "l" });
  const figure = aFigure(report, "3人", { subject: `${NAME}工作室` });
  store.replaceReport(await anIndexedReport(embedder, report, [aPassage(report, 0, [report.text])], [figure]));
  return { store, report, embedder };
}

describe("a masked store", () => {
  it("masks texts, titles and figures' words, and leaves every offset as it was", async () => {
    const { store, report } = await storeOf(`学生${NAME}带领3人参赛。`);
    const masked = maskedStore(store, countingMask());
    expect(masked.readText(report.id)).toBe("学生陈某某带领3人参赛。");
    expect(masked.report(report.id)).toMatchObject({ title: "陈某某的故事", version: expect.stringMatching(/-masked$/) });
    const [figure] = masked.figures({});
    expect(figure).toMatchObject({ subject: "陈某某工作室" });
    expect(masked.readText(report.id)?.slice(figure?.source.start, figure?.source.end)).toBe(figure?.source.raw);
    expect(masked.readText("none" as typeof report.id)).toBeNull();
  });

  it("masks a report once, and again when it has changed", async () => {
    const { store, report, embedder } = await storeOf(`学生${NAME}带领3人参赛。`);
    const mask = countingMask();
    const masked = maskedStore(store, mask);
    for (let times = 0; times < 3; times += 1) {
      masked.readText(report.id);
      masked.figures({});
      masked.reports();
    }
    expect(mask.count()).toBe(1);
    expect(masked.reports()).toBe(masked.reports());
    const changed = aReport(`学生${NAME}带领3人得奖。`, { version: "v2" });
    store.replaceReport(await anIndexedReport(embedder, changed, [], []));
    expect(masked.readText(report.id)).toBe("学生陈某某带领3人得奖。");
  });

  it("cannot be written to", async () => {
    const { store } = await storeOf("学生3人。");
    expect(() => maskedStore(store, countingMask()).clear()).toThrow();
    expect(store.reports()).toHaveLength(1);
  });
});
