import { type Context, Hono } from "hono";
import { HttpError } from "./errors.ts";
import type { WebAsset, WebAssets } from "./web-assets.ts";

const PAGES = [
  ["/", "index.html"],
  ["/figures", "figures.html"],
  ["/reports", "reports.html"],
  ["/reader", "reader.html"],
] as const;

/** The pages and the files they load. */
export function pageRoutes(assets: WebAssets): Hono {
  const app = new Hono();
  for (const [path, file] of PAGES) app.get(path, (context) => sendAsset(context, assets.get(file)));
  app.get("/:file{[a-z][a-zA-Z0-9.-]*\\.(?:js|css|svg)}", (context) => sendAsset(context, assets.get(context.req.param("file"))));
  return app;
}

function sendAsset(context: Context, asset: WebAsset | undefined): Response {
  if (asset === undefined) throw new HttpError("not_found", "There is nothing at this address.");
  context.header("ETag", asset.etag);
  // Names do not change between versions, so a browser asks each time and is told that its copy still holds.
  context.header("Cache-Control", "no-cache");
  context.header("Vary", "Accept-Encoding");
  if (matchesEtag(context, asset.etag)) return context.body(null, 304);
  context.header("Content-Type", asset.type);
  if (!/\bgzip\b/.test(context.req.header("Accept-Encoding") ?? "")) return context.body(asset.body);
  context.header("Content-Encoding", "gzip");
  return context.body(asset.gzip);
}

/** Whether the client holds the version that `etag` names. */
export function matchesEtag(context: Context, etag: string): boolean {
  const held = context.req.header("If-None-Match") ?? "";
  return held.split(",").some((part) => part.trim().replace(/^W\//, "") === etag);
}
