import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { renderWebPage, WEB_PAGES } from "./web-pages.ts";

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
        ...Object.fromEntries(WEB_PAGES.map(({ script, entry }) => [script, join(widgetFolder, `${entry}.ts`)])),
        page: join(widgetFolder, "page.css"),
      },
      format: "esm",
      splitting: true,
      chunkNames: "chunk-[hash]",
    }),
    // One file, and no module: other sites load it by a plain script tag.
    build({ ...common, entryPoints: { widget: join(widgetFolder, "launcher.ts") }, format: "iife" }),
  ]);
  for (const page of WEB_PAGES) writeFileSync(join(folder, `${page.name}.html`), renderWebPage(join(widgetFolder, "pages"), page));
  for (const name of readdirSync(widgetFolder)) if (name.endsWith(".svg")) cpSync(join(widgetFolder, name), join(folder, name));
}
