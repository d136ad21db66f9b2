import { describe, expect, it } from "vitest";
import { reportAuditSchema } from "../../src/contract/audit.ts";
import { errorSchema } from "../../src/contract/errors.ts";
import { figureListSchema } from "../../src/contract/figures.ts";
import { reportDetailSchema, reportListSchema, suggestionsSchema } from "../../src/contract/reports.ts";
import { ROUTES } from "../../src/server/routes.ts";
import { createFakeApp, REPORT_ID, TEXT } from "./fakes.ts";

const { app, logged } = createFakeApp();
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe("reports", () => {
  it("lists what is in, without where the files lie", async () => {
    const body = await (await get("/api/reports")).text();
    const { reports } = reportListSchema.parse(JSON.parse(body));
    expect(reports.map(({ id, school, year, file }) => [id, school.id, school.name, year, file])).toEqual([
      [REPORT_ID, "qingshi", "青石职业学校", 2021, "qingshi-2021.txt"],
    ]);
    expect(body).not.toContain("/secret/");
  });

  it("gives a report's sections and issues", async () => {
    const body = await (await get(`/api/reports/${REPORT_ID}`)).text();
    const report = reportDetailSchema.parse(JSON.parse(body));
    expect(report.sections).toEqual([{ path: ["一、概况"], level: 1, start: 11, end: TEXT.length, heading: { start: 11, end: 15 } }]);
    expect(report.issues.map((issue) => issue.code)).toEqual(["year_from_file_name"]);
    expect(body).not.toContain("/secret/");
  });

  it("gives a report's audit", async () => {
    expect(reportAuditSchema.parse(await (await get(`/api/reports/${REPORT_ID}/audit`)).json()).report.id).toBe(REPORT_ID);
  });

  it("gives the text as read, under an ETag", async () => {
    const response = await get(`/api/reports/${REPORT_ID}/text`);
    expect(response.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(await response.text()).toBe(TEXT);
    const etag = response.headers.get("ETag") ?? "";
    const again = await get(`/api/reports/${REPORT_ID}/text`, { "If-None-Match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it.each([
    "/api/reports/none",
    "/api/reports/none/text",
    "/api/reports/none/audit",
    "/api/reports/%E0%A4%A",
    "/api/reports/..%2f..%2fetc",
    "/api/reports/%00",
  ])("has no report at %s", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(errorSchema.parse(await response.json()).error.code).toBe("report_not_found");
  });
});

describe("GET /api/figures", () => {
  const list = async (query: string) => figureListSchema.parse(await (await get(`/api/figures${query}`)).json()).figures;

  it("gives every figure, each at the characters it came from", async () => {
    const figures = await list("");
    expect(figures.map(({ value, unit, raw }) => [value, unit, raw])).toEqual([
      ["1200", "人", "1200人"],
      ["98.5", "%", "98.5%"],
    ]);
    for (const { raw, source } of figures) {
      expect(TEXT.slice(source.start, source.end)).toBe(raw);
      expect(TEXT).toContain(source.quote);
    }
  });

  const narrowed: readonly [query: string, values: readonly string[]][] = [
    ["?school=qingshi", ["1200", "98.5"]],
    ["?school=青石", ["1200", "98.5"]],
    ["?school=青石职校", ["1200", "98.5"]],
    ["?school=QINGSHI+vocational", ["1200", "98.5"]],
    ["?school=白水", []],
    ["?indicator=employment_rate", ["98.5"]],
    ["?indicator=就业率", ["98.5"]],
    ["?indicator=面积", []],
    ["?period=2021", ["1200", "98.5"]],
    ["?period=2019", []],
    ["?school=&indicator=&period=", ["1200", "98.5"]],
  ];
  it.each(narrowed)("narrows by %s", async (query, values) => {
    expect((await list(query)).map((figure) => figure.value)).toEqual(values);
  });

  it.each(["?period=last", "?year=2021", `?school=${"x".repeat(201)}`])("refuses %s", async (query) => {
    const response = await get(`/api/figures${query}`);
    expect(response.status).toBe(400);
    expect(errorSchema.parse(await response.json()).error.code).toBe("invalid_request");
  });
});

describe("every address", () => {
  it("carries the security headers, errors among them", async () => {
    for (const path of [...ROUTES.map((route) => route.path), "/nowhere"]) {
      const { headers } = await get(path);
      const policy = headers.get("Content-Security-Policy") ?? "";
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'self' https://school.example");
      expect(policy).not.toContain("unsafe");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Referrer-Policy")).toBe("no-referrer");
    }
  });

  it.each(ROUTES.map(({ method, path }) => [method, path] as const))("takes %s at %s and nothing else", async (method, path) => {
    const address = path.replace(":id", REPORT_ID).replace(":other", REPORT_ID);
    const right = await app.request(address, { method });
    expect([404, 405]).not.toContain(right.status);
    const taken: readonly string[] = ROUTES.filter((route) => route.path === path).map((route) => route.method);
    for (const other of ["GET", "POST", "PUT", "DELETE", "PATCH"].filter((name) => !taken.includes(name))) {
      const response = await app.request(address, { method: other });
      expect(response.status).toBe(405);
      expect(response.headers.get("Allow")).toContain(method);
      expect(errorSchema.parse(await response.json()).error.code).toBe("method_not_allowed");
    }
  });

  it.each(["/nowhere", "/api", "/api/", "/app.css", "/index.html", "/..%2f..%2fpackage.json", "/%c0%ae%c0%ae/etc/passwd"])(
    "knows nothing of %s",
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(errorSchema.parse(await response.json()).error.code).toBe("not_found");
    },
  );

  it("never fails by input", () => expect(logged).toEqual([]));
});

describe("pages and files", () => {
  it("answers a file that has not changed with 304", async () => {
    const response = await get("/app.js");
    expect(response.headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
    const again = await get("/app.js", { "If-None-Match": `W/${response.headers.get("ETag")}` });
    expect(again.status).toBe(304);
  });

  it("packs a file where the client reads gzip", async () => {
    const response = await get("/app.js", { "Accept-Encoding": "gzip, br" });
    expect(response.headers.get("Content-Encoding")).toBe("gzip");
    const unpacked = (response.body as ReadableStream).pipeThrough(new DecompressionStream("gzip"));
    expect(await new Response(unpacked).text()).toBe("1;");
  });

  it("lets other sites load the launcher alone", async () => {
    expect((await get("/widget.js")).headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    expect((await get("/app.js")).headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
  });

  it("suggests questions in the language asked for", async () => {
    const suggestions = async (query: string) => suggestionsSchema.parse(await (await get(`/api/suggestions${query}`)).json()).suggestions;
    expect(await suggestions("?language=en")).toEqual(["How many students?"]);
    expect(await suggestions("")).toEqual(["在校生有多少？"]);
  });

  it("describes itself: every address of the API is in the OpenAPI document", async () => {
    const document = (await (await get("/api/openapi.json")).json()) as { openapi: string; paths: Record<string, Record<string, unknown>> };
    expect(document.openapi).toBe("3.1.0");
    for (const { method, path } of ROUTES) {
      if (!path.startsWith("/api/") || path === "/api/openapi.json") continue;
      expect(document.paths[path.replace(/:(\w+)/g, "{$1}")]).toHaveProperty(method.toLowerCase());
    }
  });
});
