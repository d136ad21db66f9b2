import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { reportListSchema } from "../../src/contract/reports.ts";
import { cli } from "./support.ts";

const fixtures = fileURLToPath(new URL("../fixtures/reports", import.meta.url));
const TOKEN = "a-token-of-the-settings-0123456789-abcdef";
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-watch-"));
  mkdirSync(join(folder, "reports"));
});
afterAll(() => rmSync(folder, { recursive: true }));

it("wenbao serve --watch starts without an index, takes in what comes, and lets administrators add and remove", { timeout: 480_000 }, async () => {
  let stop = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const argv = ["--index", join(folder, "index"), "--reports", join(folder, "reports"), "--port", "0", "serve", "--watch"];
  let told = "";
  const onErr = (text: string): void => {
    told += text;
  };
  const served = cli(argv, { environment: { WENBAO_ADMIN_TOKEN: TOKEN }, until, onErr });
  const site = await vi.waitUntil(() => /http:\/\/\S+\//.exec(told)?.[0], { timeout: 100_000 });
  const address = `${site}api/reports`;
  const files = async (): Promise<string[]> => reportListSchema.parse(await (await fetch(address)).json()).reports.map((report) => report.file);
  const waited = (wanted: readonly string[]) => vi.waitFor(async () => expect((await files()).sort()).toEqual(wanted), { timeout: 100_000, interval: 300 });
  const headers = { Authorization: `Bearer ${TOKEN}` };
  await waited([]);

  const name = "云岭县职业中等专业学校-2020.txt";
  copyFileSync(join(fixtures, name), join(folder, "reports", name));
  await waited([name]);
  const sent = await fetch(`${address}?name=b.txt`, { method: "PUT", headers, body: readFileSync(join(fixtures, "南屿县海洋职业学校-2021.md")) });
  expect([sent.status, await files()]).toEqual([201, expect.arrayContaining(["b.txt", name])]);
  const { reports } = (await sent.json()) as { reports: { id: string }[] };
  expect((await fetch(`${address}/${reports[0]?.id}`, { method: "DELETE", headers })).status).toBe(200);
  expect(await files()).toEqual([name]);
  expect((await fetch(`${address}/${reports[0]?.id}/restore`, { method: "POST", headers })).status).toBe(200);
  rmSync(join(folder, "reports", name));
  await waited(["b.txt"]);

  stop();
  const { code, err } = await served;
  expect([code, err]).toEqual([
    0,
    expect.stringMatching(/云岭县职业中等专业学校-2020\.txt: added, \d+ passages, \d+ figures\n[\s\S]*: out, its file is gone\n/),
  ]);
});
