import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { AppError } from "../domain/issue.ts";

export interface RunningServer {
  readonly url: string;
  /** Takes no new requests, lets those under way end (5 s at most), then closes. */
  stop(): Promise<void>;
}

const STOP_LIMIT_MS = 5_000;

/** Listens. Throws AppError `cannot_listen` that says why (port taken, not allowed, no such address). */
export function listen(app: Hono, options: { readonly host: string; readonly port: number }): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: options.host, port: options.port }, (address) => {
      const host = options.host.includes(":") ? `[${options.host}]` : options.host;
      resolve({ url: `http://${host}:${address.port}/`, stop: () => stop(server) });
    }) as Server;
    server.once("error", (cause: NodeJS.ErrnoException) => reject(toAppError(cause, options)));
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => server.closeAllConnections(), STOP_LIMIT_MS);
    server.close(() => {
      clearTimeout(limit);
      resolve();
    });
    server.closeIdleConnections();
  });
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
