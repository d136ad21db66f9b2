import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readAhead } from "../../src/store/read-ahead.ts";

const folder = mkdtempSync(join(tmpdir(), "wenbao-ahead-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("reading ahead", () => {
  it.each([0, 1, 1 << 20, (1 << 25) + 7])("reads all %i bytes of a file", async (size) => {
    const file = join(folder, String(size));
    writeFileSync(file, Buffer.alloc(size));
    expect(await readAhead(file)).toBe(size);
  });

  it("makes nothing of a file that is not there, or of a folder", async () => {
    expect(await readAhead(join(folder, "missing"))).toBe(0);
    expect(await readAhead(folder)).toBe(0);
  });
});
