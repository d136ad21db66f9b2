import { beforeAll, describe, expect, it } from "vitest";
import { toReportId } from "../../src/domain/ids.ts";
import type { Store } from "../../src/store/store.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { anIndexedReport, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";

const segmenter = createBigramSegmenter();
const REPORTS = Array.from({ length: 12 }, (_, index) => toReportId(`r${String(index).padStart(2, "0")}`));
/** More than any search reads at once, so that it takes in all. */
const ALL = 10_000;
let store: Store;

beforeAll(async () => {
  store = createMemoryStore();
  const embedder = createHashEmbedder();
  for (const [index, id] of REPORTS.entries()) {
    // Twenty passages in the very same words, which stand level, and some that rise above them.
    const words = [...Array.from({ length: 20 }, () => "教师培训有序开展。"), ...Array.from({ length: index }, () => "教师培训，教师培训。")];
    const report = aReport(words.join(""), { id });
    store.replaceReport(
      await anIndexedReport(
        embedder,
        report,
        words.map((text, ordinal) => aPassage(report, ordinal, [text])),
        [],
      ),
    );
  }
});

describe("the best passages", () => {
  const even = REPORTS.filter((_, index) => index % 2 === 0);
  const terms = segmenter.searchTerms("教师培训");
  const search = (column: "terms" | "bigrams", limit: number, reportIds?: typeof REPORTS) =>
    store.searchPassages(column, terms, reportIds === undefined ? {} : { reportIds }, limit);

  it.each([1, 5, 60, 70, 200])("are the first %i of all, level ones by id", (limit) => {
    for (const column of ["terms", "bigrams"] as const) {
      const whole = search(column, ALL);
      expect(whole).toHaveLength(20 * 12 + 66);
      expect(whole).toEqual(whole.toSorted((a, b) => b.score - a.score || (a.passageId < b.passageId ? -1 : 1)));
      expect(search(column, limit)).toEqual(whole.slice(0, limit));
    }
  });

  it.each([1, 5, 60, 200])("of half the reports are the first %i among those of all", (limit) => {
    const whole = search("terms", ALL).filter(({ reportId }) => even.includes(reportId));
    expect(search("terms", limit, even)).toEqual(whole.slice(0, limit));
    expect(search("terms", limit, REPORTS.slice(-1)).every(({ reportId }) => reportId === "r11")).toBe(true);
  });
});
