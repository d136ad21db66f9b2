import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";

const widgetFolder = fileURLToPath(new URL("../src/widget", import.meta.url));

/** Builds the pages and the launcher into `folder`, replacing what was there. */
export async function buildWeb(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const common: BuildOptions = {
    outdir: folder,
    bundle: true,
    minify: true,
    charset: "utf8",
    target: ["chrome100", "firefox102", "safari15"],
    legalComments: "none",
    logLevel: "error",
  };
  await Promise.all([
    // Pages share chunks, and load what few need (charts, workbooks) when it is asked for.
    build({
      ...common,
      entryPoints: {
        app: join(widgetFolder, "chat-page.ts"),
        figures: join(widgetFolder, "figures-page.ts"),
        reports: join(widgetFolder, "reports-page.ts"),
        reader: join(widgetFolder, "reader-page.ts"),
        page: join(widgetFolder, "page.css"),
      },
      format: "esm",
      splitting: true,
      chunkNames: "chunk-[hash]",
    }),
    // One file, and no module: other sites load it by a plain script tag.
    build({ ...common, entryPoints: { widget: join(widgetFolder, "launcher.ts") }, format: "iife" }),
  ]);
  for (const name of readdirSync(widgetFolder)) {
    if (/\.(?:html|svg)$/.test(name)) cpSync(join(widgetFolder, name), join(folder, name));
  }
}
