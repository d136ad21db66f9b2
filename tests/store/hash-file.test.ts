import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hashFile, hashFileAside } from "../../src/store/hash-file.ts";

const folder = mkdtempSync(join(tmpdir(), "wenbao-hash-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the hash of a file", () => {
  it.each([0, 1, 1 << 20, (1 << 22) + 7, (1 << 23) + 1])("is that of all its %i bytes, read at once or beside other work", async (size) => {
    const file = join(folder, String(size));
    const bytes = Buffer.from(Uint8Array.from({ length: size }, (_, index) => (index * 7 + (index >> 9)) & 255));
    writeFileSync(file, bytes);
    const expected = createHash("sha256").update(bytes).digest("hex");
    expect(hashFile(file)).toBe(expected);
    expect(await hashFileAside(file)).toBe(expected);
  });

  it("is none of a file that is not there, or of a folder", async () => {
    for (const path of [join(folder, "missing"), folder]) {
      expect(() => hashFile(path)).toThrow();
      await expect(hashFileAside(path)).rejects.toThrow();
    }
  });
});
