import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../src/store/sqlite-store.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { anIndexedReport, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";

/** Nobody, on every Unix: permissions do not hold the superuser, under whom tests run in containers. */
const NOBODY = 65_534;
let folder = "";
let index = "";
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-read-only-"));
  chmodSync(folder, 0o755);
  index = join(folder, "index");
  mkdirSync(index);
  const report = aReport("清河职校有教师83人。");
  const store = openStore(join(index, "wenbao.db"), { segmenter: createBigramSegmenter() });
  store.replaceReport(await anIndexedReport(createHashEmbedder(), report, [aPassage(report, 0, [report.text])]));
  store.close();
});
afterEach(() => {
  chmodSync(index, 0o755);
  rmSync(folder, { recursive: true });
});

/** How another account finds the index: for reading, then for writing. */
function openElsewhere(): unknown {
  const worker = fileURLToPath(new URL("open-worker.ts", import.meta.url));
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  return JSON.parse(
    execFileSync(process.execPath, ["--import", "tsx", worker, index], { encoding: "utf8", ...account, env: { ...process.env, TMPDIR: tmpdir() } }),
  );
}

test.skipIf(process.platform === "win32")(
  "a folder that may not be written is read where it can be, refused in words where not, and stays as it was",
  () => {
    const before = readFileSync(join(index, "wenbao.db"));
    chmodSync(join(index, "wenbao.db"), 0o444);
    chmodSync(index, 0o555);
    const [reading, writing] = openElsewhere() as [string, string];
    expect(["1 reports", "index_unopenable", "index_readonly"]).toContain(reading);
    expect(["index_unopenable", "index_readonly"]).toContain(writing);
    chmodSync(join(index, "wenbao.db"), 0o000);
    const closed = openElsewhere() as [string, string];
    for (const told of closed) expect(["index_unopenable", "index_readonly"]).toContain(told);
    chmodSync(index, 0o755);
    chmodSync(join(index, "wenbao.db"), 0o644);
    expect(readFileSync(join(index, "wenbao.db"))).toEqual(before);
  },
  60_000,
);
