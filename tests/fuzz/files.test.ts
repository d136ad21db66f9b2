import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { buildIndex } from "../../src/build-index.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import type { IngestSummary } from "../../src/indexing/events.ts";
import type { SourceFiles } from "../../src/ingest/discover.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";
import { fc } from "../support/property.ts";
import { blocksOf, millisecondsSince, SEED } from "./blocks.ts";

/** The long run: `FUZZ_FILES=5000 FUZZ_SEED=1 npx vitest run tests/fuzz/files.test.ts --testTimeout 0`; see blocks.ts. */
const RUNS = Number(process.env.FUZZ_FILES ?? 60);
/** Of processor time. */
const LONGEST_MS = 15_000;

const folder = fileURLToPath(new URL("../fixtures/reports", import.meta.url));
const bases = readdirSync(folder)
  .filter((file) => /\.(?:txt|md)$/.test(file))
  .map((file) => readFileSync(`${folder}/${file}`));
const lexicon = loadLexicon(fileURLToPath(new URL("../../data/lexicon", import.meta.url)));
const EXTENSIONS = ["txt", "txt", "md", "html", "csv", "docx", "xlsx", "pdf"];
const PIECES = [
  "\n",
  "\u0000",
  "\ufeff",
  "|---|---|\n",
  "<table><tr><td>",
  "</td>",
  "```",
  "# ",
  "1.1.1.1",
  "（一）",
  "%PDF-1.7\n",
  "PK\u0003\u0004",
  "2021年度",
  "9".repeat(2_000),
  ",".repeat(2_000),
  "(".repeat(3_000),
  "、".repeat(500),
  "\ud800",
  "\t\t\t",
  "　".repeat(300),
  "占".repeat(99),
];

/** A change of some bytes; places are shares of the length, so that they hold for any base. */
type Change = (bytes: Buffer) => Buffer;
const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (bytes: Buffer, share: number): number => Math.floor(bytes.length * share);
const change: fc.Arbitrary<Change> = fc.oneof(
  place.map(
    (share): Change =>
      (bytes) =>
        bytes.subarray(0, at(bytes, share)),
  ),
  place.map(
    (share): Change =>
      (bytes) =>
        bytes.subarray(at(bytes, share)),
  ),
  fc.tuple(place, fc.constantFrom(...PIECES)).map(
    ([share, piece]): Change =>
      (bytes) =>
        Buffer.concat([bytes.subarray(0, at(bytes, share)), Buffer.from(piece), bytes.subarray(at(bytes, share))]),
  ),
  fc.tuple(place, fc.uint8Array({ maxLength: 30 })).map(
    ([share, noise]): Change =>
      (bytes) => {
        const changed = Buffer.from(bytes);
        changed.set(noise.subarray(0, Math.max(0, changed.length - at(changed, share))), at(changed, share));
        return changed;
      },
  ),
  fc.tuple(place, place).map(
    ([a, b]): Change =>
      (bytes) =>
        Buffer.concat([bytes, bytes.subarray(Math.min(at(bytes, a), at(bytes, b)), Math.max(at(bytes, a), at(bytes, b)))]),
  ),
  fc.constant<Change>((bytes) => Buffer.from(bytes.toString("utf8").replaceAll("\n", ""))),
  fc.constant<Change>((bytes) => Buffer.from(bytes.toString("utf8"), "utf16le")),
  fc.constant<Change>((bytes) => Buffer.from(bytes.toString("utf8").replace(/\d/g, (digit) => `${digit}\n`))),
);
const source = fc.record({
  base: fc.constantFrom(...bases),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  extension: fc.constantFrom(...EXTENSIONS),
});

async function ingest(file: string, bytes: Buffer): Promise<IngestSummary> {
  const store = createMemoryStore();
  const sourcePath = `/reports/${file}`;
  const files: SourceFiles = {
    discover: () => ({ root: "/reports", files: [{ sourcePath, file }], refused: [] }),
    read: () => bytes,
    exists: (path) => path === sourcePath,
  };
  const deps = { store, embedder: createHashEmbedder(), segmenter: createBigramSegmenter(), lexicon, extractFigures, files };
  const summary = await buildIndex(deps, { paths: ["/reports"], prune: false });
  for (const { id, characterCount } of store.reports()) {
    const text = store.readText(id) ?? "";
    expect(text.length).toBe(characterCount);
    for (const { source: place } of store.figures({ reportIds: [id] })) expect(text.slice(place.start, place.end)).toBe(place.raw);
    for (const { parts } of store.passagesOf(id)) for (const { start, end } of parts) expect(start < end && end <= text.length).toBe(true);
  }
  store.close();
  return summary;
}

test(`any file is in or refused in words (${RUNS} from seed ${SEED})`, async () => {
  let [taken, refused] = [0, 0];
  const holds = async ({ base, changes, extension }: { base: Buffer; changes: Change[]; extension: string }): Promise<void> => {
    const bytes = changes.reduce((changed, next) => next(changed), base);
    const started = process.cpuUsage();
    const { failed, added } = await ingest(`report.${extension}`, bytes);
    for (const { code, reason, cause } of failed) expect(code, `${reason} ${cause instanceof Error ? cause.stack : ""}`).not.toBe("internal_error");
    expect(failed.length + added).toBe(1);
    taken += added;
    refused += failed.length;
    expect(millisecondsSince(started), "milliseconds").toBeLessThan(LONGEST_MS);
  };
  for (const parameters of blocksOf(RUNS)) await fc.assert(fc.asyncProperty(source, holds), parameters);
  expect(taken).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
});
