import { describe, expect, it } from "vitest";
import { createPeers } from "../../src/access/peers.ts";
import { readConfig } from "../../src/config.ts";
import { openAccess } from "../../src/server/access/access.ts";
import type { HostNames } from "../../src/server/access/known-host.ts";
import { createFakeApp, fakeAnswer } from "./fakes.ts";

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
const LOCAL = "127.0.0.1";
const store = { reports: () => [], report: () => null, readText: () => null, figures: () => [] };
const view = { store, ask: async () => fakeAnswer("?"), audit: () => null, matrix: () => ({ reports: [], groups: [] }), suggest: () => [] };

async function statusOf(
  host: string | null,
  hostNames: HostNames,
  { peer = LOCAL, trusted = [] as readonly string[], path = "/api/reports", method = "GET" } = {},
) {
  const { app } = createFakeApp({ hostNames, access: { ...openAccess(view), peers: createPeers(trusted) } });
  const response = await app.request(path, { method, headers: host === null ? {} : { Host: host } }, from(peer));
  return response.status;
}

describe("the name under which a server is asked", () => {
  const unlisted: HostNames = { names: [], listed: false };
  const listed: HostNames = { names: ["wenbao.school.example", "*.city.example"], listed: true };

  it.each([
    "127.0.0.1:3000",
    "localhost:3000",
    "localhost",
    "LOCALHOST.",
    "[::1]:3000",
    "192.168.1.5",
    "wenbao",
    "wenbao:3000",
    "pc-7.local",
    "w.lan:80",
    "a.b.internal",
  ])("is its own: %s", async (host) => {
    expect(await statusOf(host, unlisted)).toBe(200);
    expect(await statusOf(host, listed)).toBe(200);
  });

  it.each([
    "evil.example",
    "evil.example:3000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example.",
    "local.example",
    "evillocal.example",
    "xn--fiqs8s.example",
    "evil.example:80@localhost",
    "[evil.example]",
  ])("is somebody else's: %s", async (host) => {
    expect(await statusOf(host, unlisted)).toBe(403);
    expect(await statusOf(host, listed)).toBe(403);
    expect(await statusOf(host, unlisted, { path: "/" })).toBe(403);
    expect(await statusOf(host, unlisted, { path: "/api/reports/x", method: "DELETE" })).toBe(403);
  });

  it("is what a trusted proxy hands on, unless names are listed", async () => {
    expect(await statusOf("wenbao.other.example", unlisted, { trusted: [LOCAL] })).toBe(200);
    expect(await statusOf("wenbao.other.example", unlisted, { trusted: ["10.0.0.1"] })).toBe(403);
    expect(await statusOf("wenbao.other.example", listed, { trusted: [LOCAL] })).toBe(403);
    expect(await statusOf("wenbao.school.example:443", listed, { trusted: [LOCAL] })).toBe(200);
  });

  it("may be any below a listed one, and not that one itself", async () => {
    expect(await statusOf("a.city.example", listed)).toBe(200);
    expect(await statusOf("a.b.City.example", listed)).toBe(200);
    expect(await statusOf("city.example", listed)).toBe(403);
    expect(await statusOf("evilcity.example", listed)).toBe(403);
  });

  it("may be left out, and is not looked at where any holds", async () => {
    expect(await statusOf(null, unlisted)).toBe(200);
    expect(await statusOf("evil.example", { names: null, listed: false })).toBe(200);
  });
});

describe("WENBAO_HOSTS", () => {
  const hostsOf = (environment: Record<string, string>) => readConfig({}, environment, "/").hostNames;

  it("is any name where other machines reach the server themselves, and none but its own where they cannot", () => {
    expect(hostsOf({})).toEqual({ names: [], listed: false });
    for (const host of ["localhost", "::1", "127.0.0.2"]) expect(hostsOf({ WENBAO_HOST: host })).toEqual({ names: [], listed: false });
    for (const host of ["0.0.0.0", "::", "192.168.1.5", "wenbao"]) expect(hostsOf({ WENBAO_HOST: host })).toEqual({ names: null, listed: false });
  });

  it("lists names, or lets any through", () => {
    expect(hostsOf({ WENBAO_HOSTS: "Wenbao.School.example, *.city.example" })).toEqual({ names: ["wenbao.school.example", "*.city.example"], listed: true });
    expect(hostsOf({ WENBAO_HOSTS: "*" })).toEqual({ names: null, listed: true });
    for (const wrong of ["http://school.example", "school.example:80", "a.*.example", "school example/"])
      expect(() => hostsOf({ WENBAO_HOSTS: wrong })).toThrow("WENBAO_HOSTS");
  });
});
