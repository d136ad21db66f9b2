import { rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { buildWeb } from "./build-web.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const distFolder = join(root, "dist");

/**
 * Keeps paths beside a module true in the bundle: `import.meta.url` of src/text/fold.ts stays the address of src/text/fold.ts,
 * told from where the bundle lies, so that data is found from any working directory.
 */
const keepModuleAddresses: Plugin = {
  name: "keep-module-addresses",
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      if (!text.includes("import.meta.url")) return undefined;
      const fromBundle = relative(distFolder, path).replaceAll("\\", "/");
      const address = `new URL(${JSON.stringify(fromBundle)}, import.meta.url).href`;
      return { contents: text.replaceAll("import.meta.url", address), loader: "ts" };
    });
  },
};

async function buildProgram(): Promise<void> {
  await build({
    entryPoints: { wenbao: join(root, "src/cli/main.ts"), "ingest-worker": join(root, "src/writing/ingest-worker.ts") },
    outdir: distFolder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: "linked",
    banner: { js: "#!/usr/bin/env node" },
    logLevel: "error",
    plugins: [keepModuleAddresses],
  });
}

rmSync(distFolder, { recursive: true, force: true });
await Promise.all([buildProgram(), buildWeb(join(distFolder, "web"))]);
console.log(`built ${pathToFileURL(distFolder).pathname}`);
