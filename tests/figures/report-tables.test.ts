import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { readDocument } from "../../src/ingest/read-document.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { loadTables, SHAPES, scoreTable } from "../support/report-tables.ts";

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const lexicon = loadLexicon(pathOf("../../data/lexicon"));
const file = loadTables(pathOf("../eval/tables/tables.json"));

/** Shares of the tables' numbers that must come out right, by how the table is set; what a page's text has lost is lost. */
const LEAST: Readonly<Record<string, number>> = { docx: 1, pdf: 1, md: 1, html: 1, "txt, blanks": 0.94, "txt, one blank": 0.95, "txt, stacked": 0.93 };

describe("attached tables of reports", () => {
  it.each(SHAPES.filter(([name]) => LEAST[name] !== undefined))("are read from %s", async (name, extension, make) => {
    const scores = await Promise.all(
      file.tables.map(async (table) => {
        const report = await readDocument(`table.${extension}`, make(file, table));
        return scoreTable(report, extractFigures(report, lexicon).figures, table, lexicon);
      }),
    );
    const lines = scores.flatMap((score) => score.lines);
    const wanted = scores.reduce((sum, score) => sum + score.wanted, 0);
    const right = scores.reduce((sum, score) => sum + score.right, 0);
    expect(wanted).toBeGreaterThan(300);
    expect(lines.filter((line) => line.endsWith("citation"))).toEqual([]);
    expect(right / wanted, lines.join("\n")).toBeGreaterThanOrEqual(LEAST[name] ?? 1);
  });
});
