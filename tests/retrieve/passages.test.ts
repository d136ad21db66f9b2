import { beforeAll, describe, expect, test } from "vitest";
import { toReportId } from "../../src/domain/ids.ts";
import { sliceSpan } from "../../src/domain/span.ts";
import { type PassageSearchDeps, searchPassages } from "../../src/retrieve/passages/passages.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { anIndexedReport, anOwner, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";

const TEXT = [
  "学校每周召开例会。学校实行坐班制度。",
  "企业师傅与教师共同授课。学生每周到车间两天。",
  "图书馆藏书六万册，每天开放十小时。学生可以自助借阅。",
  "食堂实行明厨亮灶，每月征求意见，共收到建议三百\n\n条，全部答复。宿舍安装了空调。",
].join("\n");

const report = aReport(TEXT, { id: toReportId("a") });
const passages = [
  aPassage(report, 0, ["学校每周召开例会。学校实行坐班制度。"], ["四、管理", "（一）规范"]),
  aPassage(report, 1, ["企业师傅与教师共同授课。学生每周到车间两天。"], ["三、产教融合", "（一）开展现代学徒制工作"]),
  aPassage(report, 2, ["图书馆藏书六万册，每天开放十小时。学生可以自助借阅。"], ["一、条件"]),
  aPassage(report, 3, ["食堂实行明厨亮灶，每月征求意见，共收到建议三百", "条，全部答复。宿舍安装了空调。"], ["五、后勤"]),
];
const others = ["b", "c"].map((id) => {
  const other = aReport("本校图书馆藏书八万册。", { id: toReportId(id), owner: anOwner(id) });
  return { other, passage: aPassage(other, 0, ["本校图书馆藏书八万册。"]) };
});

const store = createMemoryStore();
const embedder = createHashEmbedder();
const deps: PassageSearchDeps = { store, embedder, segmenter: createBigramSegmenter(), vectors: () => index };
const index = openVectorIndex(store, null);
beforeAll(async () => {
  store.replaceReport(await anIndexedReport(embedder, report, passages));
  for (const { other, passage } of others) store.replaceReport(await anIndexedReport(embedder, other, [passage]));
});

const search = (text: string, more: Partial<Parameters<typeof searchPassages>[1]> = {}) =>
  searchPassages(deps, { text, language: "zh", filter: {}, limit: 5, ...more });

describe("searchPassages", () => {
  test("ranks the section first whose heading names what is asked", async () => {
    const [first] = await search("现代学徒制是怎么开展的");
    expect(first?.passage.id).toBe("a#p1");
  });

  test("tells which retriever found a passage at which rank", async () => {
    const [first] = await search("自助借阅");
    expect(first?.passage.id).toBe("a#p2");
    expect(first?.contributions.map(({ retriever, rank }) => [retriever, rank])).toEqual([
      ["bigrams", 1],
      ["dense", 1],
      ["terms", 1],
    ]);
  });

  test("highlights the sentences that answer, inside the passage, best first", async () => {
    const [first] = await search("每月收到多少建议");
    expect(first?.passage.id).toBe("a#p3");
    const [best] = first?.highlights ?? [];
    expect(best?.map((span) => sliceSpan(TEXT, span))).toEqual(["食堂实行明厨亮灶，每月征求意见，共收到建议三百", "条，全部答复。"]);
    for (const hit of await search("学校学生图书馆")) {
      expect(hit.highlights.length).toBeGreaterThan(0);
      for (const span of hit.highlights.flat())
        expect(hit.passage.parts.some((part) => part.start <= span.start && span.end <= part.end && span.start < span.end)).toBe(true);
    }
  });

  test("looks only where the filter lets it", async () => {
    const hits = await search("图书馆藏书", { filter: { reportIds: [toReportId("b")] } });
    expect(hits.map((hit) => hit.passage.id)).toEqual(["b#p0"]);
    expect(await search("图书馆藏书", { filter: { reportIds: [] } })).toEqual([]);
  });

  test("keeps one report from taking all places, and fills up when others have no more", async () => {
    const hits = await search("学校学生图书馆藏书", { perReport: 1, limit: 3 });
    expect(new Set(hits.map((hit) => hit.passage.reportId))).toEqual(new Set(["a", "b", "c"]));
    expect(await search("学校学生图书馆藏书", { perReport: 1, limit: 6 })).toHaveLength(6);
  });

  test("breaks ties by passage id, the same each time", async () => {
    const once = await search("本校藏书八万册");
    expect(once.slice(0, 2).map((hit) => hit.passage.id)).toEqual(["b#p0", "c#p0"]);
    expect(await search("本校藏书八万册")).toEqual(once);
  });

  test("finds by the Chinese names that an English question was understood as", async () => {
    const [first] = await search("How many books are in the collection?", { language: "en", expansions: ["图书馆", "藏书", "自助借阅"] });
    expect(first?.passage.id).toBe("a#p2");
  });

  test("takes blank, hostile and very long questions", async () => {
    for (const text of ["", "？？？", '") OR terms:(*', "学校".repeat(1_000), "<script>alert(1)</script>"]) {
      const hits = await search(text);
      expect(hits.length).toBeLessThanOrEqual(5);
    }
    expect(await search("学校", { limit: 0 })).toEqual([]);
  });
});
