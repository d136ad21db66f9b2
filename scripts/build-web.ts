import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const widgetFolder = fileURLToPath(new URL("../src/widget", import.meta.url));

/** Builds the pages and the launcher into `folder`, replacing what was there. */
export async function buildWeb(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: {
      app: join(widgetFolder, "chat-page.ts"),
      figures: join(widgetFolder, "figures-page.ts"),
      reports: join(widgetFolder, "reports-page.ts"),
      reader: join(widgetFolder, "reader-page.ts"),
      widget: join(widgetFolder, "launcher.ts"),
      page: join(widgetFolder, "page.css"),
    },
    outdir: folder,
    bundle: true,
    minify: true,
    format: "iife",
    charset: "utf8",
    target: ["chrome100", "firefox102", "safari15"],
    legalComments: "none",
    logLevel: "error",
  });
  for (const name of readdirSync(widgetFolder)) {
    if (/\.(?:html|svg)$/.test(name)) cpSync(join(widgetFolder, name), join(folder, name));
  }
}
