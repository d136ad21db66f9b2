import { once } from "node:events";
import type { Server, ServerResponse } from "node:http";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { AppError } from "../domain/issue.ts";
import { createLifecycle, type Lifecycle } from "./lifecycle.ts";

export interface RunningServer {
  readonly url: string;
  /** Takes no new connections, lets every answer under way be finished and sent (`STOP_LIMIT_MS` at most), then closes. */
  stop(): Promise<void>;
}

/** How long a client may take, in milliseconds; a connection is worth less than a free place. */
export interface Patience {
  /** For sending the head of a request. */
  readonly headersMs: number;
  /** For sending all of a request; a report of 100 MB comes over a slow line in this. */
  readonly requestMs: number;
  /** Without a byte in either direction. */
  readonly idleMs: number;
  /** Between requests. */
  readonly keepAliveMs: number;
  /** How often all this is looked at. */
  readonly checkMs: number;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly lifecycle?: Lifecycle;
  readonly patience?: Patience;
}

const PATIENCE: Patience = { headersMs: 15_000, requestMs: 300_000, idleMs: 300_000, keepAliveMs: 5_000, checkMs: 5_000 };
const STOP_LIMIT_MS = 30_000;
const MAX_CONNECTIONS = 1_024;
const MAX_HEADER_BYTES = 16_384;

/** Listens. Throws AppError `cannot_listen` that says why (port taken, not allowed, no such address). */
export function listen(app: Hono, options: ListenOptions): Promise<RunningServer> {
  const { host, port, lifecycle = createLifecycle(), patience = PATIENCE } = options;
  return new Promise((resolve, reject) => {
    const serverOptions = {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      keepAliveTimeout: patience.keepAliveMs,
      connectionsCheckingInterval: patience.checkMs,
      maxHeaderSize: MAX_HEADER_BYTES,
    };
    const server = serve({ fetch: app.fetch, hostname: host, port, serverOptions }, (address) => {
      const named = host.includes(":") ? `[${host}]` : host;
      resolve({ url: `http://${named}:${address.port}/`, stop: () => stop(server, lifecycle) });
    }) as Server;
    server.on("request", (_, response: ServerResponse) => void lifecycle.track(once(response, "close")));
    server.maxConnections = MAX_CONNECTIONS;
    server.setTimeout(patience.idleMs);
    server.once("error", (cause: NodeJS.ErrnoException) => reject(toAppError(cause, options)));
  });
}

async function stop(server: Server, lifecycle: Lifecycle): Promise<void> {
  lifecycle.beginStop();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  let limit: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => {
    limit = setTimeout(resolve, STOP_LIMIT_MS);
  });
  // Also of askers who went away: their answers still read the index, which is closed after this.
  await Promise.race([lifecycle.idle(), tooLong]);
  clearTimeout(limit);
  // What is still open asks for nothing.
  server.closeAllConnections();
  await closed;
}

function toAppError(cause: NodeJS.ErrnoException, options: { readonly host: string; readonly port: number }): AppError {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${options.port} is in use. Choose another with --port, or stop the program that holds it.`,
    EACCES: `Port ${options.port} may not be used by this account. Choose one above 1023 with --port.`,
    EADDRNOTAVAIL: `This machine has no address ${options.host}. Choose another with --host.`,
    ENOTFOUND: `The host name ${options.host} is not known. Choose an address with --host.`,
  };
  return new AppError(
    "cannot_listen",
    reasons[cause.code ?? ""] ?? `The server cannot listen on ${options.host}, port ${options.port}. Choose others with --host and --port.`,
    {
      cause,
    },
  );
}
