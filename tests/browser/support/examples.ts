import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const folder = new URL("../../../examples/", import.meta.url);
/** The address that the examples name. */
const EXAMPLE_SERVER = /http:\/\/127\.0\.0\.1:3000/g;

export interface ExampleSite {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Serves the pages of examples/ from an origin of its own, with the tested server's address in the place of the documented one. */
export async function startExamples(wenbao: () => string): Promise<ExampleSite> {
  const server = createServer((request, response) => {
    const name = (request.url ?? "").replace(/^\//, "");
    if (!/^[a-z-]+\.html$/.test(name)) {
      response.writeHead(204).end();
      return;
    }
    const page = readFileSync(new URL(name, folder), "utf8").replace(EXAMPLE_SERVER, wenbao());
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
