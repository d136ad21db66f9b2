import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createLifecycle } from "../../src/server/lifecycle.ts";
import { listen, type Patience, type RunningServer } from "../../src/server/serve.ts";
import { createFakeApp, fakeAnswer } from "./fakes.ts";

const IMPATIENT: Patience = { headersMs: 300, requestMs: 600, idleMs: 400, keepAliveMs: 200, checkMs: 50 };
/** Lets a slow body go soon, but no request that merely waits for its turn on a busy machine. */
const IMPATIENT_WITH_BODIES: Patience = { ...IMPATIENT, headersMs: 5_000, requestMs: 5_000, idleMs: 5_000 };
const running: RunningServer[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(replaced: Parameters<typeof createFakeApp>[0] = {}, patience?: Patience) {
  const lifecycle = createLifecycle();
  const made = createFakeApp({ lifecycle, ...replaced });
  const server = await listen(made.app, { host: "127.0.0.1", port: 0, lifecycle, ...(patience === undefined ? {} : { patience }) });
  running.push(server);
  return { ...made, server, lifecycle, port: Number(new URL(server.url).port) };
}

/** A connection as a program writes it that keeps to no rule; `all` is what came back once the server has closed it. */
function open(port: number): { readonly socket: Socket; readonly all: Promise<string> } {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  let text = "";
  const all = new Promise<string>((resolve) => {
    socket.on("data", (part) => {
      text += part.toString("latin1");
    });
    socket.on("error", () => resolve(text));
    socket.on("close", () => resolve(text));
  });
  return { socket, all };
}
const send = (port: number, text: string): Promise<string> => {
  const { socket, all } = open(port);
  socket.write(text);
  return all;
};

describe("clients that take their time", () => {
  it("are let go in the middle of a head", async () => {
    const { port } = await start({}, IMPATIENT);
    const { socket, all } = open(port);
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n");
    const drip = setInterval(() => socket.write("X-Slow: 1\r\n"), 50);
    const told = await all;
    clearInterval(drip);
    expect(told).toMatch(/^(?:HTTP\/1\.1 408 |$)/);
  });

  it("are let go in the middle of a body, while others are answered", async () => {
    const { port, server } = await start({}, IMPATIENT_WITH_BODIES);
    const { socket, all } = open(port);
    socket.write("POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
    const drip = setInterval(() => socket.write(" "), 50);
    expect((await fetch(`${server.url}healthz`)).status).toBe(200);
    const told = await all;
    clearInterval(drip);
    expect(told).not.toContain("200 OK");
  });

  it("are no error of the server's when they go away in the midst of a body", async () => {
    const { port, server, logged } = await start();
    for (const request of ["POST /api/ask", "PUT /api/reports?name=a.txt", "POST /api/feedback"]) {
      const { socket, all } = open(port);
      const head = `${request} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n`;
      socket.write(head);
      // The server asks for the body: the request has come in.
      await new Promise((resolve) => socket.once("data", resolve));
      socket.write("{");
      socket.destroy();
      await all;
    }
    await server.stop();
    expect(logged).toEqual([]);
  });

  it("are let go when they say nothing", async () => {
    const { port } = await start({}, IMPATIENT);
    expect(await open(port).all).not.toContain("200 OK");
  });

  it("are let go when they take nothing of what they asked for", async () => {
    const text = "学".repeat(5_000_000);
    const { port } = await start(
      { store: { reports: () => [], report: () => ({ id: "x", version: "v" }) as never, readText: () => text, figures: () => [] } },
      IMPATIENT,
    );
    const { socket, all } = open(port);
    socket.pause();
    socket.write("GET /api/reports/x/text HTTP/1.1\r\nHost: x\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    socket.resume();
    // The connection was closed from the other side: all that comes is what lay in the buffers on the way.
    expect((await all).length).toBeLessThan(text.length * 3);
  });
});

describe("what is no request", () => {
  it.each([
    ["a line break in a header", "GET /api/reports HTTP/1.1\r\nHost: x\r\nX-Forwarded-User: a\nX-Evil: b\r\n\u0000: c\r\n\r\n"],
    ["two lengths", "POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"],
    ["a length and pieces", "POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n"],
    ["headers without end", `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"y".repeat(40_000)}\r\n\r\n`],
    ["no HTTP at all", "\u0016\u0003\u0001\u0000\r\n\r\n"],
    ["no host", "GET / HTTP/1.1\r\n\r\n"],
  ])("is refused: %s", async (_, text) => {
    const { port, logged } = await start();
    expect(await send(port, text)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(logged).toEqual([]);
  });

  it.each([
    "/../../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%5c..%5cpackage.json",
    "/api/reports/..%2f..%2f..%2fetc%2fpasswd/text",
    "//etc/passwd",
    "/app.js/../../package.json",
  ])("does not lead out of the page's files: %s", async (path) => {
    const { port, logged } = await start();
    const told = await send(port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(told).toMatch(/^HTTP\/1\.1 404 /);
    expect(told).not.toMatch(/root:|"dependencies"/);
    expect(logged).toEqual([]);
  });
});

describe("a stop", () => {
  /** An answerer whose answers wait until they are let go. */
  function heldAnswers() {
    const waiting: (() => void)[] = [];
    const ask = async ({ question }: { readonly question: string }) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return fakeAnswer(question);
    };
    return { ask, waiting, letGo: () => waiting.splice(0).map((resolve) => resolve()) };
  }
  const post = (url: string, accept: string, signal?: AbortSignal) =>
    fetch(`${url}api/ask`, {
      ...(signal === undefined ? {} : { signal }),
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: accept },
      body: '{"question":"在校生有多少？"}',
    });

  it("finishes the answers under way, plain and as events, and takes no others", async () => {
    const { ask, waiting, letGo } = heldAnswers();
    const { server, lifecycle } = await start({ ask });
    const plain = post(server.url, "application/json");
    const events = post(server.url, "text/event-stream");
    await expect.poll(() => waiting.length).toBe(2);
    const stopped = server.stop();
    expect(lifecycle.isStopping()).toBe(true);
    await expect(fetch(`${server.url}healthz`)).rejects.toThrow();
    letGo();
    expect(await (await plain).text()).toContain("1200");
    expect(await (await events).text()).toContain("event: done");
    await stopped;
  });

  it("waits for an answer whose asker has gone, since it still reads the index", async () => {
    const { ask, waiting, letGo } = heldAnswers();
    const { server } = await start({ ask });
    const away = new AbortController();
    const asked = post(server.url, "application/json", away.signal).catch(() => "gone");
    await expect.poll(() => waiting.length).toBe(1);
    away.abort();
    expect(await asked).toBe("gone");
    let isStopped = false;
    const stopped = server.stop().then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isStopped).toBe(false);
    letGo();
    await stopped;
  });

  it("does not wait for connections that are merely open", async () => {
    const { server, port } = await start();
    await fetch(`${server.url}healthz`);
    open(port);
    const { socket } = open(port);
    socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    await new Promise((resolve) => socket.once("data", resolve));
    await server.stop();
  });
});
