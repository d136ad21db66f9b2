import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openAuditLog, readAuditLog } from "../../src/access/audit-log.ts";

let root = "";
let folder = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "wenbao-audit-log-"));
  folder = join(root, "audit-log");
});
afterEach(() => rmSync(root, { recursive: true }));

const act = (target: string) => ({ who: "shell:root", act: "wenbao ingest", target, outcome: "done" });
const targets = () => readAuditLog(folder).map(({ target }) => target);

describe("the audit log", () => {
  it("keeps lines in order, a file for each day, for its owner's eyes", () => {
    let now = new Date("2026-03-01T23:59:59Z");
    const log = openAuditLog(folder, { keepDays: 30, clock: () => now });
    expect(readAuditLog(folder)).toEqual([]);
    log.record(act("one"));
    now = new Date("2026-03-02T00:00:00Z");
    log.record(act("two"));
    expect(readdirSync(folder).sort()).toEqual(["audit-2026-03-01.jsonl", "audit-2026-03-02.jsonl"]);
    expect(readAuditLog(folder)).toEqual([
      { at: "2026-03-01T23:59:59.000Z", ...act("one") },
      { at: "2026-03-02T00:00:00.000Z", ...act("two") },
    ]);
    if (process.platform !== "win32")
      expect([statSync(folder).mode & 0o777, statSync(join(folder, "audit-2026-03-01.jsonl")).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  it("goes on in another file where one is full, also after a restart", () => {
    const options = { keepDays: 30, clock: () => new Date("2026-03-01T08:00:00Z"), maxFileBytes: 250 };
    const all = Array.from({ length: 40 }, (_, count) => `report ${count}`);
    for (const target of all.slice(0, 13)) openAuditLog(folder, options).record(act(target));
    const log = openAuditLog(folder, options);
    for (const target of all.slice(13)) log.record(act(target));
    expect(readdirSync(folder).length).toBeGreaterThan(10);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(500);
    expect(targets()).toEqual(all);
  });

  it("lets go of days that are too long ago, and of nothing else", () => {
    let now = new Date("2026-03-01T08:00:00Z");
    const log = openAuditLog(folder, { keepDays: 2, clock: () => now });
    log.record(act("first"));
    writeFileSync(join(folder, "audit-2020-01-01.jsonl.kept"), "somebody's own");
    for (const day of ["02", "03", "04"]) {
      now = new Date(`2026-03-${day}T08:00:00Z`);
      log.record(act(day));
    }
    expect(targets()).toEqual(["02", "03", "04"]);
    expect(readdirSync(folder)).toContain("audit-2020-01-01.jsonl.kept");
  });

  it("holds a line to a line, whatever a name says, and reads past one that was cut short", () => {
    const log = openAuditLog(folder, { keepDays: 2, clock: () => new Date("2026-03-01T08:00:00Z") });
    log.record(act('a\n{"at":"2026-03-01T08:00:00.000Z","who":"token:x","act":"forged","outcome":"done"}\r\n'));
    appendFileSync(join(folder, "audit-2026-03-01.jsonl"), '{"at":"2026-03-0\n');
    log.record(act("b"));
    expect(readAuditLog(folder).map((entry) => entry.act)).toEqual(["wenbao ingest", "wenbao ingest"]);
  });

  it("says that it cannot be written", () => {
    writeFileSync(folder, "a file in its place");
    const log = openAuditLog(folder, { keepDays: 2, clock: () => new Date() });
    expect(() => log.record(act("x"))).toThrow(expect.objectContaining({ code: "audit_log_not_kept" }));
  });
});
