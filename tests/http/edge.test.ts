import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createPeers } from "../../src/access/peers.ts";
import { createToken, findToken } from "../../src/access/tokens.ts";
import { errorSchema } from "../../src/contract/errors.ts";
import { openAccess } from "../../src/server/access/access.ts";
import type { AppDeps } from "../../src/server/app.ts";
import { createLifecycle } from "../../src/server/lifecycle.ts";
import { createLog } from "../../src/server/log.ts";
import { createMetrics } from "../../src/server/metrics.ts";
import { ask, createFakeApp, fakeAnswer, REPORT_ID } from "./fakes.ts";

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
const NOW = new Date("2026-03-01T00:00:00Z");
const admin = createToken({ name: "office", role: "admin", groups: [], days: null }, NOW);
const reader = createToken({ name: "reader", role: "reader", groups: ["city"], days: null }, NOW);
const bearer = ({ secret }: { readonly secret: string }) => ({ Authorization: `Bearer ${secret}` });

/** Access with two tokens; `closed` hides something from everybody but administrators. */
function accessOf(reading: "open" | "token", { closed = false, trusted = [] as readonly string[] } = {}): NonNullable<AppDeps["access"]> {
  const whole = { ask: async () => fakeAnswer("?"), audit: () => null, matrix: () => ({ reports: [], groups: [] }), suggest: () => [] };
  const access = openAccess({ ...whole, store: { reports: () => [], report: () => null, readText: () => null, figures: () => [] } });
  return {
    ...access,
    config: { ...access.config, reading },
    tokens: { find: (secret) => findToken([admin.record, reader.record], secret, NOW), hasAdmin: () => true },
    peers: createPeers(trusted),
    seesEverything: (viewer) => !closed || viewer.groups === "all",
  };
}
const codeOf = async (response: Response): Promise<string> => `${response.status} ${errorSchema.parse(await response.json()).error.code}`;

describe("the limit of requests", () => {
  it("refuses who asks more than their share, and nobody else", async () => {
    const { app } = createFakeApp({ requestsPerMinute: 3, access: accessOf("open", { trusted: ["10.0.0.1"] }) });
    const get = (peer: string, headers: Record<string, string> = {}) => app.request("/api/reports", { headers }, from(peer));
    for (let count = 0; count < 3; count++) expect((await get("192.0.2.1")).status).toBe(200);
    const refused = await get("192.0.2.1", { "X-Forwarded-For": "203.0.113.1" });
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(Number(refused.headers.get("Retry-After"))).toBeLessThanOrEqual(60);
    expect(await codeOf(refused)).toBe("429 too_many_requests");
    expect((await get("192.0.2.2")).status).toBe(200);
    expect((await app.request("/healthz", {}, from("192.0.2.1"))).status).toBe(200);
  });

  it("counts clients, not the proxy that they come through", async () => {
    const { app } = createFakeApp({ requestsPerMinute: 1, access: accessOf("open", { trusted: ["10.0.0.1"] }) });
    const get = (client: string) => app.request("/api/reports", { headers: { "X-Forwarded-For": client } }, from("10.0.0.1"));
    expect([(await get("203.0.113.1")).status, (await get("203.0.113.2")).status, (await get("203.0.113.1")).status]).toEqual([200, 200, 429]);
    expect((await get("9.9.9.9, 203.0.113.2")).status).toBe(429);
  });

  it("takes a network of IPv6 for one client", async () => {
    const { app } = createFakeApp({ requestsPerMinute: 1 });
    const get = async (peer: string) => (await app.request("/api/reports", {}, from(peer))).status;
    expect([await get("2001:db8:1:2::1"), await get("2001:db8:1:2:ffff::9"), await get("2001:db8:1:3::1")]).toEqual([200, 429, 200]);
  });

  it("lets nobody try many tokens", async () => {
    const { app } = createFakeApp({ requestsPerMinute: 100, access: accessOf("token") });
    const statuses: number[] = [];
    for (let count = 0; count < 8; count++) {
      statuses.push((await app.request("/api/reports", { headers: bearer({ secret: `wenbao_${count}` }) }, from("192.0.2.1"))).status);
    }
    expect(statuses.slice(0, 4)).toEqual([401, 401, 401, 401]);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("bodies", () => {
  it("are never unpacked: a bomb is refused by its label", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, " "));
    expect(bomb.length).toBeLessThan(60_000);
    const { app } = createFakeApp();
    for (const encoding of ["gzip", "br", "deflate", "gzip, gzip", "GZIP"]) {
      expect(await codeOf(await ask(app, new Uint8Array(bomb), { "Content-Encoding": encoding }))).toBe("415 unsupported_media_type");
    }
    expect(await codeOf(await ask(app, new Uint8Array(bomb)))).toBe("400 invalid_json");
    expect((await ask(app, { question: "?" }, { "Content-Encoding": "identity" })).status).toBe(200);
  });

  it("may be large where a report comes in, and nowhere else", async () => {
    const { app } = createFakeApp({ access: accessOf("open") });
    app.put("/api/reports", async (context) => context.json({ bytes: (await context.req.arrayBuffer()).byteLength }));
    const send = (method: string, path: string, bytes: number) =>
      app.request(path, { method, headers: { ...bearer(admin), "Content-Length": String(bytes) }, body: "x".repeat(bytes) });
    expect((await send("PUT", "/api/reports", 900_000)).status).not.toBe(413);
    for (const [method, path] of [
      ["POST", "/api/reports"],
      ["PUT", "/api/reports/x"],
      ["POST", "/api/ask"],
      ["PUT", "/api/ask"],
      ["PATCH", "/api/reports/x"],
    ] as const) {
      expect(await codeOf(await send(method, path, 900_000)), `${method} ${path}`).toBe("413 body_too_large");
    }
  });

  it("without a length are counted as they come", async () => {
    const { app } = createFakeApp();
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
    const response = await app.request("/api/ask", { method: "POST", body: endless, duplex: "half" } as RequestInit);
    expect(await codeOf(response)).toBe("413 body_too_large");
  });
});

describe("pages of other sites", () => {
  const { app } = createFakeApp({ embedOrigins: ["https://school.example", "https://*.city.example:8443"], access: accessOf("open") });
  const allowed = async (origin: string, path = "/api/reports") =>
    (await app.request(path, { headers: { Origin: origin } })).headers.get("Access-Control-Allow-Origin");

  it.each(["https://school.example", "https://a.city.example:8443", "https://a.b.city.example:8443"])("may read when listed: %s", async (origin) => {
    expect(await allowed(origin)).toBe(origin);
    expect((await app.request("/api/reports", { headers: { Origin: origin } })).headers.get("Vary")).toContain("Origin");
  });

  it.each([
    "http://school.example",
    "https://school.example.evil.example",
    "https://evil.example/https://school.example",
    "https://evilschool.example",
    "https://city.example:8443",
    "https://a.city.example",
    "https://evil.example#.city.example:8443",
    "null",
    "*",
    "",
  ])("may not otherwise: %j", async (origin) => {
    expect(await allowed(origin)).toBeNull();
  });

  it("are told so before they send a question, without any cookie or password", async () => {
    const preflight = (path: string, origin: string) =>
      app.request(path, {
        method: "OPTIONS",
        headers: { Origin: origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type" },
      });
    const { status, headers } = await preflight("/api/ask", "https://school.example");
    expect([status, headers.get("Access-Control-Allow-Origin"), headers.get("Access-Control-Allow-Credentials")]).toEqual([
      204,
      "https://school.example",
      null,
    ]);
    expect(headers.get("Access-Control-Allow-Headers")).toContain("Content-Type");
    expect((await preflight("/api/ask", "https://evil.example")).headers.get("Access-Control-Allow-Origin")).toBeNull();
  });

  it("never come near administration", async () => {
    for (const path of ["/api/admin", "/api/admin/reports"]) expect(await allowed("https://school.example", path)).toBeNull();
    for (const method of ["PUT", "DELETE", "PATCH", "POST"]) {
      const headers = { Origin: "https://school.example", "Access-Control-Request-Method": method };
      for (const asked of [
        { method: "OPTIONS", headers },
        { method, headers },
      ]) {
        expect((await app.request("/api/reports/x", asked)).headers.get("Access-Control-Allow-Origin"), method).toBeNull();
      }
    }
  });

  it("cannot make a browser send something in its user's name", async () => {
    const post = (headers: Record<string, string>) => ask(app, { question: "?" }, headers);
    expect(await codeOf(await post({ Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" }))).toBe("403 forbidden");
    expect((await post({ Origin: "https://school.example", "Sec-Fetch-Site": "cross-site" })).status).toBe(200);
    expect((await post({ "Sec-Fetch-Site": "same-origin" })).status).toBe(200);
    expect((await post({})).status).toBe(200);
  });

  it("are the same in frames and in reading", async () => {
    const policy = (await app.request("/")).headers.get("Content-Security-Policy");
    expect(policy).toContain("frame-ancestors 'self' https://school.example https://*.city.example:8443;");
    expect((await app.request("/")).headers.get("X-Frame-Options")).toBeNull();
    expect((await createFakeApp({ embedOrigins: [] }).app.request("/")).headers.get("X-Frame-Options")).toBe("SAMEORIGIN");
  });
});

describe("what may be kept", () => {
  const rule = async (access: AppDeps["access"], path: string, headers: Record<string, string> = {}) => {
    const response = await createFakeApp(access === undefined ? {} : { access: { ...access, viewFor: createViewOfFakes() } }).app.request(path, { headers });
    return [response.status, response.headers.get("Cache-Control"), response.headers.get("Vary")?.includes("Authorization") ?? false];
  };
  const text = `/api/reports/${REPORT_ID}/text`;
  /** The fake's own view, for access made elsewhere. */
  function createViewOfFakes() {
    const record = { id: REPORT_ID, version: "v" } as never;
    const store = { reports: () => [record], report: () => record, readText: () => "text", figures: () => [] };
    return () => ({ ask: async () => fakeAnswer("?"), audit: () => null, matrix: () => ({ reports: [], groups: [] }), suggest: () => [], store });
  }

  it("is open where everybody sees the same", async () => {
    expect(await rule(accessOf("open"), text)).toEqual([200, "no-cache", false]);
    expect(await rule(accessOf("open"), "/api/matrix")).toEqual([200, "no-store", false]);
  });

  it("is the asker's own where not everybody does", async () => {
    expect(await rule(accessOf("open", { closed: true }), text)).toEqual([200, "private, no-cache", true]);
    expect(await rule(accessOf("token"), text, bearer(reader))).toEqual([200, "private, no-cache", true]);
    expect(await rule(accessOf("token"), "/api/matrix", bearer(reader))).toEqual([200, "no-store", true]);
    expect(await rule(accessOf("token"), text)).toEqual([401, "no-store", true]);
  });

  it("is not confirmed to who may not see it", async () => {
    const held = { "If-None-Match": '"v"' };
    expect((await rule(accessOf("open"), text, held))[0]).toBe(304);
    expect((await rule(accessOf("token"), text, held))[0]).toBe(401);
    const hidden = {
      ...accessOf("open"),
      viewFor: () => ({ ...createViewOfFakes()(), store: { reports: () => [], report: () => null, readText: () => null, figures: () => [] } }),
    };
    const { app } = createFakeApp({ access: hidden });
    expect((await app.request(text, { headers: held })).status).toBe(404);
  });
});

describe("probes and numbers", () => {
  it("tell who may read how many reports there are, others that it lives", async () => {
    const body = async (access: NonNullable<AppDeps["access"]>, headers: Record<string, string> = {}) =>
      (await createFakeApp({ access }).app.request("/healthz", { headers })).json();
    expect(await body(accessOf("open"))).toEqual({ status: "ok", reports: 0 });
    expect(await body(accessOf("token"))).toEqual({ status: "ok" });
    expect(await body(accessOf("token"), bearer(reader))).toEqual({ status: "ok", reports: 0 });
  });

  it("are ready until the server is to end or the index cannot be read", async () => {
    const lifecycle = createLifecycle();
    const { app, logged } = createFakeApp({ lifecycle });
    expect(await (await app.request("/readyz")).json()).toEqual({ status: "ready" });
    lifecycle.beginStop();
    const stopping = await app.request("/readyz");
    expect(stopping.headers.get("Connection")).toBe("close");
    expect(await codeOf(stopping)).toBe("503 not_ready");
    expect(logged).toEqual([]);
    const store = { report: () => null, readText: () => null, figures: () => [] };
    const broken = createFakeApp({
      store: {
        ...store,
        reports: () => {
          throw new Error("disk I/O error at /secret");
        },
      },
    });
    const response = await broken.app.request("/readyz");
    expect(await response.clone().text()).not.toContain("secret");
    expect(await codeOf(response)).toBe("503 not_ready");
    expect(broken.logged).toHaveLength(1);
  });

  it("count requests by address as the routes write it, and answers by kind", async () => {
    const { app } = createFakeApp();
    await ask(app, { question: "在校生有多少？" });
    await app.request(`/api/reports/${REPORT_ID}`);
    for (const path of ["/one", "/two", "/api/reports/none"]) await app.request(path);
    const text = await (await app.request("/metrics")).text();
    expect(text).toContain('wenbao_http_request_duration_seconds_count{method="POST",route="/api/ask",status="200"} 1');
    expect(text).toContain('wenbao_http_request_duration_seconds_count{method="GET",route="/api/reports/:id",status="404"} 1');
    expect(text).toContain('wenbao_http_request_duration_seconds_count{method="GET",route="none",status="404"} 2');
    expect(text).toContain('wenbao_answer_duration_seconds_count{status="answered",intent="lookup"} 1');
    expect(text).toContain("wenbao_reports 1");
    expect(text).toContain("wenbao_process_resident_memory_bytes");
    expect(text).not.toMatch(/在校生|\/one|\/two/);
  });

  it("are not for everybody", async () => {
    const status = async (access: NonNullable<AppDeps["access"]>, headers: Record<string, string> = {}) =>
      (await createFakeApp({ access }).app.request("/metrics", { headers })).status;
    expect(await status(accessOf("open"))).toBe(200);
    expect(await status(accessOf("token"))).toBe(401);
    expect(await status(accessOf("token"), bearer(reader))).toBe(200);
    expect(await status(accessOf("open", { closed: true }))).toBe(403);
    expect(await status(accessOf("token", { closed: true }), bearer(reader))).toBe(403);
    expect(await status(accessOf("token", { closed: true }), bearer(admin))).toBe(200);
    const off = createFakeApp({ observers: { log: createLog("silent", () => {}), metrics: null, audit: null, questions: { log: false, audit: false } } });
    expect((await off.app.request("/metrics")).status).toBe(404);
  });
});

describe("the log", () => {
  it("tells of each request, and nothing of what was asked", async () => {
    const { app, lines } = createFakeApp();
    const response = await ask(app, { question: "青石的秘密是什么？" });
    await app.request("/?q=%E7%A7%98%E5%AF%86&language=en");
    await app.request("/api/figures?school=秘密");
    const requests = lines.filter(({ msg }) => msg === "request");
    expect(requests.map(({ method, path, status, level }) => [method, path, status, level])).toEqual([
      ["POST", "/api/ask", 200, "info"],
      ["GET", "/", 200, "info"],
      ["GET", "/api/figures", 200, "info"],
    ]);
    expect(requests[0]?.requestId).toBe(response.headers.get("X-Request-Id"));
    for (const { ms, time } of requests) expect([typeof ms, new Date(String(time)).toString() === "Invalid Date"]).toEqual(["number", false]);
    expect(JSON.stringify(lines)).not.toMatch(/秘密|%E7/);
  });

  it("holds questions where the settings ask for it, the audit log with who asked", async () => {
    const lines: string[] = [];
    const audited: unknown[] = [];
    const { app } = createFakeApp({
      access: { ...accessOf("token"), viewFor: () => ({ ...openAccessView(), ask: async ({ question }) => fakeAnswer(question) }) },
      observers: {
        log: createLog("info", (line) => lines.push(line)),
        metrics: createMetrics(() => 1),
        audit: { record: (entry) => audited.push(entry) },
        questions: { log: true, audit: true },
      },
    });
    const question = '在校生\n有多少？\u2028{"level":"fatal"}';
    await ask(app, { question }, bearer(reader));
    expect(lines.filter((line) => line.includes('"answer":"answered"')).map((line) => JSON.parse(line).question)).toHaveLength(1);
    expect(audited).toEqual([
      expect.objectContaining({ who: `token:${reader.record.id}:reader`, act: "ask", outcome: "answered", question: expect.stringContaining("有多少") }),
    ]);
    for (const line of lines) expect(line.trimEnd()).not.toContain("\n");
  });

  function openAccessView() {
    return {
      audit: () => null,
      matrix: () => ({ reports: [], groups: [] }),
      suggest: () => [],
      store: { reports: () => [], report: () => null, readText: () => null, figures: () => [] },
    };
  }

  it("cannot be written by a client", async () => {
    const { app, lines } = createFakeApp();
    await app.request("/x%0A%7B%22level%22%3A%22fatal%22%7D%0D%0Ay");
    await app.request(`/${"x".repeat(5_000)}`);
    await app.request("/api/reports", { headers: { "X-Request-Id": "forged-request-id", "User-Agent": '"}\\n{"level":"fatal"' } });
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual(lines.map(() => ["info", "request"]));
    expect(String(lines[1]?.path).length).toBeLessThanOrEqual(300);
    expect(lines[2]?.requestId).not.toBe("forged-request-id");
  });

  it("goes by a trusted proxy's request id, where that is one", async () => {
    const { app } = createFakeApp({ access: accessOf("open", { trusted: ["10.0.0.1"] }) });
    const idFor = async (given: string) =>
      (await app.request("/healthz", { headers: { "X-Request-Id": given } }, from("10.0.0.1"))).headers.get("X-Request-Id");
    expect(await idFor("abcdef-0123")).toBe("abcdef-0123");
    for (const bad of ["short", "a b c d e f g h", "x".repeat(65), "abcdefgh;Set-Cookie:a"]) expect(await idFor(bad)).not.toBe(bad);
  });
});

describe("the audit log", () => {
  it("keeps what administrators do and what others tried, reading left out", async () => {
    const { app, audited } = createFakeApp({ access: accessOf("open", { trusted: ["10.0.0.1"] }) });
    app.all("/api/admin/reports/:id", (context) => {
      context.set("actTarget", "云岭.txt");
      return context.json({});
    });
    const send = (method: string, headers: Record<string, string>) =>
      app.request("/api/admin/reports/x1", { method, headers: { "X-Forwarded-For": "203.0.113.7", ...headers } }, from("10.0.0.1"));
    await send("GET", bearer(admin));
    const removed = await send("DELETE", bearer(admin));
    await send("DELETE", bearer(reader));
    await send("DELETE", bearer({ secret: "wenbao_guess" }));
    await send("PUT", {});
    await app.request("/api/ask", { method: "DELETE" });
    await ask(app, { question: "?" });
    const facts = { client: "203.0.113.7", requestId: expect.any(String) };
    expect(audited).toEqual([
      {
        ...facts,
        requestId: removed.headers.get("X-Request-Id"),
        who: `token:${admin.record.id}:office`,
        act: "DELETE /api/admin/reports/:id",
        target: "云岭.txt",
        outcome: "done",
      },
      { ...facts, who: `token:${reader.record.id}:reader`, act: "DELETE /api/admin/reports/:id", target: "/api/admin/reports/x1", outcome: "refused (403)" },
      { ...facts, who: "anonymous", act: "DELETE /api/admin/reports/:id", target: "/api/admin/reports/x1", outcome: "refused (401)" },
    ]);
    expect(JSON.stringify(audited)).not.toContain(admin.secret);
  });

  it("that cannot be written is told, and stops nothing", async () => {
    const lines: string[] = [];
    const audit = {
      record: () => {
        throw new Error("disk full");
      },
    };
    const { app } = createFakeApp({
      access: accessOf("open"),
      observers: { log: createLog("info", (line) => lines.push(line)), metrics: null, audit, questions: { log: false, audit: true } },
    });
    app.post("/api/admin/try", (context) => context.json({}));
    expect((await app.request("/api/admin/try", { method: "POST", headers: bearer(admin) })).status).toBe(200);
    expect((await ask(app, { question: "?" })).status).toBe(200);
    expect(lines.filter((line) => line.includes("could not be kept"))).toHaveLength(2);
  });
});
