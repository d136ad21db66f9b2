import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder of the built page. Run from source (tsx) the page is built on the spot, so that it never lags behind the code. */
export async function webFolderFor(builtFolder: string): Promise<string> {
  if (!import.meta.filename.endsWith(".ts")) return builtFolder;
  const folder = join(await mkdtemp(join(tmpdir(), "wenbao-web-")), "web");
  // A computed specifier: the build tool is no part of the program and must not be bundled with it.
  const { buildWeb } = await import(new URL("../../scripts/build-web.ts", import.meta.url).href);
  await buildWeb(folder);
  return folder;
}
