import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildWeb } from "../../../scripts/build-web.ts";
import { accessFor, toReadingView } from "../../../src/cli/serving.ts";
import { readConfig } from "../../../src/config.ts";
import type { KeptFeedback } from "../../../src/contract/feedback.ts";
import { keepFeedback, readFeedback } from "../../../src/feedback.ts";
import { ingestReports, openRuntime } from "../../../src/runtime.ts";
import { createApp } from "../../../src/server/app.ts";
import { createLog } from "../../../src/server/log.ts";
import { listen, type RunningServer } from "../../../src/server/serve.ts";
import { loadWebAssets } from "../../../src/server/web-assets.ts";
import { createIndexWriter } from "../../../src/writing/index-writer.ts";
import { createReportManager } from "../../../src/writing/manage-reports.ts";

/** A school whose report carries markup: all of it must be shown as text. */
export const HOSTILE_SCHOOL = "云岭测试职业学校";
const HOSTILE_REPORT = `${HOSTILE_SCHOOL}2021年度质量报告

一、学校概况<script>window.breached=1</script>
学校占地面积<b>120</b>亩，全校在校生3210人<img src=x onerror="window.breached=1">，专任教师210人。

二、就业
学校毕业生就业率为97.5%<svg onload="window.breached=1">。
学校重视实习管理，落实三方协议。
年底回访统计，毕业生就业率为96.5%。
`;

/** The whole program over the sample reports and a hostile one, on a port of its own. */
export interface Site {
  readonly origin: string;
  /** What has been kept of people's votes. */
  feedback(): readonly KeptFeedback[];
  /** Stops answering; `back` listens at the same address again. */
  away(): Promise<void>;
  back(): Promise<void>;
  stop(): Promise<void>;
}

/** An administrator's token, where the site is given one. */
export const ADMIN_TOKEN = "a-token-for-tests-0123456789abcdef";

export interface SiteOptions {
  readonly embedOrigins?: readonly string[];
  /** Further settings of the environment. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Listens at a port that no other program is given by chance, so that it can be left and taken again: below those that systems hand out to
 * whoever asks for any.
 */
async function listenToStay(app: Parameters<typeof listen>[0], host: string, tries = 50): Promise<RunningServer> {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  try {
    return await listen(app, { host, port });
  } catch (cause) {
    if (tries === 0) throw cause;
    return listenToStay(app, host, tries - 1);
  }
}

export async function startSite(options: SiteOptions = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "wenbao-browser-"));
  const webFolder = join(folder, "web");
  mkdirSync(join(folder, "reports"));
  const hostile = join(folder, "reports", "hostile-2021.txt");
  writeFileSync(hostile, HOSTILE_REPORT);
  const config = readConfig({ index: join(folder, "index") }, options.settings ?? {}, process.cwd());
  await Promise.all([buildWeb(webFolder), ingestReports(config, { paths: [config.reportsFolder, hostile], prune: false })]);
  const runtime = await openRuntime(config);
  const writer = createIndexWriter(config);
  const manager = createReportManager({ writer, store: runtime.store, indexFolder: config.indexFolder, maxFileBytes: config.maxFileBytes });
  const app = createApp({
    ...toReadingView(runtime, runtime),
    manager,
    access: accessFor(
      config,
      runtime,
      createLog("silent", () => {}),
    ),
    keepFeedback: (feedback) => keepFeedback(config.indexFolder, feedback, new Date()),
    assets: loadWebAssets(webFolder),
    embedOrigins: options.embedOrigins ?? [],
    logError: (cause) => console.error(cause),
  });
  const host = "127.0.0.1";
  let server: RunningServer | null = await listenToStay(app, host);
  const origin = new URL(server.url).origin;
  const away = async (): Promise<void> => {
    await server?.stop();
    server = null;
  };
  return {
    origin,
    feedback: () => readFeedback(config.indexFolder),
    away,
    back: async () => {
      server = await listen(app, { host, port: Number(new URL(origin).port) });
    },
    stop: async () => {
      await away();
      runtime.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
