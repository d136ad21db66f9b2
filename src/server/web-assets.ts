import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { AppError } from "../domain/issue.ts";

/** A built file of the page, held in memory: there are few and they are small. */
export interface WebAsset {
  readonly type: string;
  readonly etag: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
}

/** Built files by name ("index.html", "app.js"). */
export type WebAssets = ReadonlyMap<string, WebAsset>;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Makes an asset of a file's bytes; null where the name's ending is none that the page uses. */
export function toWebAsset(name: string, bytes: Uint8Array): WebAsset | null {
  const type = TYPES[extname(name)];
  if (type === undefined) return null;
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 20)}"`;
  return { type, etag, body: new Uint8Array(bytes), gzip: new Uint8Array(gzipSync(bytes)) };
}

/** Reads the built page. Throws AppError `page_not_built` where `folder` holds none. */
export function loadWebAssets(folder: string): WebAssets {
  const assets = new Map<string, WebAsset>();
  try {
    for (const name of readdirSync(folder)) {
      const asset = toWebAsset(name, readFileSync(join(folder, name)));
      if (asset !== null) assets.set(name, asset);
    }
  } catch (cause) {
    throw new AppError("page_not_built", "The page's files are not built. Run `npm run build`.", { cause });
  }
  if (!assets.has("index.html")) throw new AppError("page_not_built", "The page's files are not built. Run `npm run build`.");
  return assets;
}
