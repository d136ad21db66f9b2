import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { readConfig } from "../../src/config.ts";
import { ingestReports, openRuntime, type Runtime } from "../../src/runtime.ts";

/** Everything as it runs, bundled model included, over the reports of a folder: opened before the file's tests, closed and removed after them. */
export function useRuntime(reports: string): () => Runtime {
  let runtime: Runtime | null = null;
  let folder: string | null = null;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "wenbao-runtime-"));
    const config = readConfig({ index: folder }, {}, process.cwd());
    await ingestReports(config, { paths: [join(process.cwd(), reports)], prune: false });
    runtime = await openRuntime(config);
  });
  afterAll(() => {
    runtime?.close();
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    if (runtime === null) throw new Error("the runtime is opened before the first test");
    return runtime;
  };
}
