import { describe, expect, it } from "vitest";
import { createPeers } from "../../src/access/peers.ts";
import { createToken, findToken, hashSecret } from "../../src/access/tokens.ts";
import type { AccessConfig } from "../../src/config.ts";
import { errorSchema } from "../../src/contract/errors.ts";
import { openAccess } from "../../src/server/access/access.ts";
import { ROUTES } from "../../src/server/routes.ts";
import { fc } from "../support/property.ts";
import { createFakeApp, fakeAnswer, REPORT_ID } from "./fakes.ts";

const NOW = new Date("2026-03-01T00:00:00Z");
const reader = createToken({ name: "reader", role: "reader", groups: [], days: null }, NOW);
const admin = createToken({ name: "admin", role: "admin", groups: [], days: null }, NOW);
const gone = createToken({ name: "gone", role: "admin", groups: [], days: null }, NOW);
const SETTING = "a-token-of-the-settings-0123456789";

const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });
const basic = (secret: string) => ({ Authorization: `Basic ${Buffer.from(`anyone:${secret}`).toString("base64")}` });

/** An app whose /api/admin/who tells the viewer. */
function appWith(config: Partial<AccessConfig>, tokens = [reader.record, admin.record]) {
  const whole = { ask: async () => fakeAnswer("?"), audit: () => null, matrix: () => ({ reports: [], groups: [] }), suggest: () => [] };
  const access = openAccess({ ...whole, store: { reports: () => [], report: () => null, readText: () => null, figures: () => [] } });
  const settings = { ...access.config, proxyUserHeader: "X-User", proxyGroupsHeader: "X-Groups", ...config };
  const { app, logged } = createFakeApp({
    access: {
      ...access,
      config: settings,
      tokens: { find: (secret) => findToken(tokens, secret, NOW), hasAdmin: () => tokens.some(({ role }) => role === "admin") },
      peers: createPeers(settings.trustedProxies),
    },
  });
  app.get("/api/admin/who", (context) => context.json(context.get("viewer")));
  const get = (path: string, headers: Record<string, string> = {}, peer = "192.0.2.1") =>
    app.request(path, { headers }, { incoming: { socket: { remoteAddress: peer } } });
  const codeOf = async (path: string, headers?: Record<string, string>, peer?: string): Promise<string> => {
    const response = await get(path, headers, peer);
    if (response.ok) return "ok";
    return `${response.status} ${errorSchema.parse(await response.json()).error.code}`;
  };
  return { app, logged, get, codeOf };
}

describe("administration", () => {
  it("is off until there is an administrator", async () => {
    const { codeOf } = appWith({}, [reader.record]);
    for (const headers of [{}, bearer(reader.secret)]) expect(await codeOf("/api/admin/who", headers)).toBe("403 admin_disabled");
    expect(await codeOf("/api/admin/nothing")).toBe("403 admin_disabled");
  });

  it.each<readonly [told: string, headers: Record<string, string>, code: string]>([
    ["nobody", {}, "401 token_required"],
    ["a reader", bearer(reader.secret), "403 forbidden"],
    ["a token that was revoked", bearer(gone.secret), "401 token_required"],
    ["an administrator", bearer(admin.secret), "ok"],
    ["an administrator's token, by a browser's prompt", basic(admin.secret), "403 forbidden"],
    ["another scheme", { Authorization: `Token ${admin.secret}` }, "401 token_required"],
    ["another program's credentials", bearer("eyJhbGciOi.eyJzdWIi.abc"), "401 token_required"],
    ["a header that goes on", { Authorization: `Bearer ${admin.secret} ${admin.secret}` }, "401 token_required"],
  ])("with %s", async (_, headers, code) => {
    expect(await appWith({}).codeOf("/api/admin/who", headers)).toBe(code);
  });

  it("takes the token of the settings, and no beginning of it", async () => {
    const { codeOf } = appWith({ adminTokenHash: hashSecret(SETTING) }, []);
    expect(await codeOf("/api/admin/who", bearer(SETTING))).toBe("ok");
    expect(await codeOf("/api/admin/who", bearer(SETTING.slice(0, -1)))).toBe("401 token_required");
  });

  it("does not believe a proxy's name in place of a token", async () => {
    const { codeOf } = appWith({ reading: "proxy", trustedProxies: ["192.0.2.1"] });
    expect(await codeOf("/api/admin/who", { "X-User": "admin" })).toBe("401 token_required");
  });
});

describe("reading by token", () => {
  const { app, codeOf, get } = appWith({ reading: "token" });
  const OPEN = ["/api/openapi.json", "/healthz", "/readyz", "/widget.js", "/", "/figures", "/reports", "/reader"];
  const closed = ROUTES.filter(({ path }) => !OPEN.includes(path) && !path.startsWith("/api/admin"));

  it.each(closed.map(({ method, path }) => [method, path] as const))("keeps %s %s from who has none", async (method, path) => {
    const response = await app.request(path.replace(":id", REPORT_ID), { method });
    expect(response.status).toBe(401);
    expect(response.headers.get("WWW-Authenticate")).toContain("Basic");
    expect(errorSchema.parse(await response.json()).error.code).toBe("token_required");
  });

  it("gives the launcher, the description and the probes to everybody", async () => {
    for (const path of ["/api/openapi.json", "/healthz", "/widget.js", "/app.js"]) expect(await codeOf(path), path).toBe("ok");
  });

  it("gives the pages, which ask for the token in their own words: no prompt of the browser's comes between", async () => {
    for (const path of ["/", "/figures", "/reports", "/reader"]) expect(await codeOf(path), path).not.toMatch(/^401/);
    const asked = await get("/api/reports", { "X-Wenbao-Page": "1" });
    expect([asked.status, asked.headers.get("WWW-Authenticate")]).toEqual([401, null]);
  });

  it("takes readers and administrators, by header and by prompt", async () => {
    for (const { secret } of [reader, admin]) {
      for (const headers of [bearer(secret), basic(secret)]) expect(await codeOf("/api/reports", headers)).toBe("ok");
    }
  });

  it.each([bearer(gone.secret), basic(gone.secret), bearer("guess"), { Authorization: "Basic !!!" }, { Authorization: "Bearer" }])(
    "refuses %j",
    async (headers) => {
      expect(await codeOf("/api/reports", headers)).toBe("401 token_required");
    },
  );

  it("keeps what is not there from who has none, too", async () => {
    for (const path of ["/nowhere", "/api/reports/none", "/api/reports/x.js", "/api/reports/x/../../app.js/text"]) expect((await get(path)).status).toBe(401);
  });
});

describe("reading behind a proxy", () => {
  const proxied = appWith({ reading: "proxy", trustedProxies: ["10.0.0.0/8", "::1"] });
  const ours = "10.1.2.3";
  const chinese = Buffer.from("王老师", "utf8").toString("latin1");

  it.each<readonly [told: string, headers: Record<string, string>, peer: string, code: string]>([
    ["a name by the proxy", { "X-User": "wang" }, ours, "ok"],
    ["a name by the proxy, over a socket for both kinds", { "X-User": "wang" }, `::ffff:${ours}`, "ok"],
    ["a Chinese name", { "X-User": chinese }, "::1", "ok"],
    ["a name by anybody else", { "X-User": "wang" }, "192.0.2.1", "401 token_required"],
    ["a name by anybody else who says to be behind the proxy", { "X-User": "wang", "X-Forwarded-For": ours }, "192.0.2.1", "401 token_required"],
    ["no name", {}, ours, "401 token_required"],
    ["an empty name", { "X-User": " " }, ours, "401 token_required"],
    ["two names", { "X-User": "wang, li" }, ours, "401 token_required"],
    ["a token instead", bearer(reader.secret), "192.0.2.1", "ok"],
    ["a password of the proxy's own, handed on", { ...basic("hunter2"), "X-User": "wang" }, ours, "ok"],
  ])("with %s", async (_, headers, peer, code) => {
    expect(await proxied.codeOf("/api/reports", headers, peer)).toBe(code);
  });

  it("believes no name while reading is open", async () => {
    const { app } = appWith({ trustedProxies: [ours] });
    app.get("/who", (context) => context.json(context.get("viewer")));
    const response = await app.request("/who", { headers: { "X-User": "wang", "X-Groups": "city" } }, { incoming: { socket: { remoteAddress: ours } } });
    expect(await response.json()).toEqual({ kind: "anonymous", groups: [] });
  });
});

describe("whatever a client sends", () => {
  const { app, logged } = appWith({ reading: "proxy", trustedProxies: ["10.0.0.0/8"] });
  const written = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 60 });
  const value = fc.oneof(
    written,
    written.map((text) => `Bearer ${text}`),
    written.map((text) => `Basic ${btoa(text)}`),
    written.map((text) => `Bearer wenbao_${text}`),
    fc.constantFrom("Bearer", "Basic Og==", "10.0.0.1", "10.0.0.1, 10.0.0.2", "::1", "admin", "*", `Bearer ${reader.secret}x`, `Bearer ${reader.record.hash}`),
  );
  const headers = fc.dictionary(
    fc.constantFrom("Authorization", "X-User", "X-Groups", "X-Forwarded-For", "X-Forwarded-User", "Forwarded", "X-Request-Id", "Origin", "Cookie"),
    value,
  );

  it("nobody reads without a name or token that holds, and nothing fails inside", async () => {
    await fc.assert(
      fc.asyncProperty(headers, fc.constantFrom("/api/reports", "/api/matrix", "/api/admin/who", "/"), async (sent, path) => {
        const response = await app.request(path, { headers: cleaned(sent) }, { incoming: { socket: { remoteAddress: "192.0.2.1" } } });
        expect([401, 403]).toContain(response.status);
      }),
      { numRuns: 500 },
    );
    expect(logged).toEqual([]);
  });

  it("from the proxy, a name is a name and never an administrator", async () => {
    await fc.assert(
      fc.asyncProperty(headers, async (sent) => {
        const response = await app.request("/api/admin/who", { headers: cleaned(sent) }, { incoming: { socket: { remoteAddress: "10.0.0.1" } } });
        expect([401, 403]).toContain(response.status);
      }),
      { numRuns: 300 },
    );
    expect(logged).toEqual([]);
  });

  /** Values as a parser of HTTP would let them through: without blanks around them. */
  function cleaned(sent: Record<string, string>): Record<string, string> {
    return Object.fromEntries(Object.entries(sent).map(([name, text]) => [name, text.replace(/[\u007f-\u009f]/g, "").trim()]));
  }
});

describe("client addresses", () => {
  const peers = createPeers(["10.0.0.0/8", "192.0.2.7", "fd00::/8"]);
  it.each([
    ["198.51.100.1", "203.0.113.9", "198.51.100.1"],
    ["10.0.0.1", "203.0.113.9", "203.0.113.9"],
    ["10.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"],
    ["10.0.0.1", "1.1.1.1, 203.0.113.9, 192.0.2.7", "203.0.113.9"],
    ["10.0.0.1", "203.0.113.9, forged", "10.0.0.1"],
    ["10.0.0.1", "", "10.0.0.1"],
    ["::ffff:10.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"],
    ["fd00::1", "2001:db8::5", "2001:db8::5"],
    ["unknown", "203.0.113.9", "unknown"],
  ])("of %s forwarding for %j is %s", (peer, forwarded, client) => {
    expect(peers.clientAddress(peer, forwarded)).toBe(client);
  });
});
