import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Config, readConfig } from "../../src/config.ts";
import type { IngestEvent } from "../../src/indexing/events.ts";
import { openReadOnlyStore } from "../../src/runtime.ts";
import { createIngestService, type IngestService } from "../../src/writing/ingest-service.ts";

let folder: string;
let config: Config;
let service: IngestService;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "service-"));
  mkdirSync(join(folder, "reports"));
  config = readConfig({ index: join(folder, "index") }, {}, folder);
  service = createIngestService(config);
});
afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (school: string, teachers = 96): string => {
  const path = join(folder, "reports", `${school}.txt`);
  writeFileSync(path, `${school}\n2020年度质量报告\n\n一、学校概况\n${school}地处云杉市，校园占地58亩。\n二、教师队伍\n学校现有专任教师${teachers}人。\n`);
  return path;
};
const idsIn = (): string[] => {
  const store = openReadOnlyStore(config);
  try {
    return store.reports().map((record) => record.id);
  } finally {
    store.close();
  }
};
const MANY = 100;
const ID = "yunshan-weixiao-2020-quality";

// The process waits for its turn where the machine is busy.
describe("the ingest service", { timeout: 480_000 }, () => {
  it("reads, removes and puts back in a process of its own, one job after another, and tells how far it is", async () => {
    put("云杉卫生学校");
    writeFileSync(join(folder, "reports", "空.pdf"), "");
    const events: IngestEvent[] = [];
    const ingest = service.ingest({ paths: [join(folder, "reports")], prune: false, onProgress: (event) => events.push(event) });
    const removal = service.remove(ID);
    const undone = service.undo(ID);
    const summary = await ingest;
    expect(summary).toMatchObject({ added: 1, failed: [{ file: "空.pdf", code: "empty_file" }] });
    expect(events.map((event) => event.kind)).toEqual(["discovered", "started", "embedded", "finished", "started", "failed"]);
    expect((await removal).file).toBe("云杉卫生学校.txt");
    expect(await undone).toMatchObject({ id: ID, from: "kept", fileExists: true });
    expect(idsIn()).toEqual([ID]);
    await expect(service.remove("none")).rejects.toMatchObject({ code: "report_not_found", values: { id: "none" } });
    await expect(service.undo("none")).rejects.toMatchObject({ code: "removed_not_found" });
  });

  it("starts a new process after the old one had nothing to do", async () => {
    const hasty = createIngestService(config, { idleMs: 1 });
    const path = put("云杉卫生学校");
    await hasty.ingest({ paths: [path], prune: false });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await hasty.remove(ID)).toMatchObject({ id: ID });
    await hasty.close();
  });

  it("loses one job with a process that dies, and goes on with a new one", async () => {
    let pid = 0;
    const hardy = createIngestService(config, {
      onStart: (started) => {
        pid = started;
      },
    });
    // As many as it cannot get through before this process hears of the first and ends it.
    const paths = Array.from({ length: MANY }, (_, index) => put(`云杉第${index + 1}卫生学校`));
    let hasBegun = false;
    const onProgress = (event: IngestEvent): void => {
      if (event.kind !== "started" || hasBegun) return;
      hasBegun = true;
      process.kill(pid, "SIGKILL");
    };
    await expect(hardy.ingest({ paths, prune: false, onProgress })).rejects.toThrow("SIGKILL");
    const path = paths[MANY - 1] ?? "";
    expect(await hardy.ingest({ paths: [path], prune: false })).toMatchObject({ added: 1 });
    await hardy.close();
  });

  it("ends a process that tells nothing for too long, says so, and the index is as it was", async () => {
    const impatient = createIngestService(config, { silenceMs: 1 });
    const path = put("云杉卫生学校");
    await expect(impatient.ingest({ paths: [path], prune: false })).rejects.toMatchObject({
      code: "reading_broke_off",
      message: expect.stringContaining("SIGKILL"),
    });
    await impatient.close();
    expect(await service.ingest({ paths: [path], prune: false })).toMatchObject({ added: 1 });
    expect(idsIn()).toEqual([ID]);
  });

  it("ends after the file under way, and takes no more", async () => {
    for (let index = 0; index < MANY; index += 1) put(`云杉第${index + 1}卫生学校`);
    let close: Promise<void> | null = null;
    const onProgress = (event: IngestEvent): void => {
      if (event.kind === "finished") close ??= service.close();
    };
    const summary = await service.ingest({ paths: [join(folder, "reports")], prune: false, onProgress });
    await close;
    expect(summary.added).toBeLessThan(MANY);
    expect(idsIn()).toHaveLength(summary.added);
    await expect(service.remove(ID)).rejects.toMatchObject({ code: "stopped" });
  });
});
