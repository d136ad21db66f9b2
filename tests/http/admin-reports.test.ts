import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashSecret } from "../../src/access/tokens.ts";
import { buildIndex } from "../../src/build-index.ts";
import { reportDiffSchema } from "../../src/contract/diff.ts";
import { errorSchema } from "../../src/contract/errors.ts";
import { removalSchema, removedListSchema, restoredSchema, takenInSchema, uploadEventSchema, uploadResultSchema } from "../../src/contract/manage.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import type { IngestDeps } from "../../src/indexing/deps.ts";
import { removeReport, undoRemoval } from "../../src/indexing/remove-reports.ts";
import { createSourceFiles } from "../../src/ingest/discover.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { openAccess } from "../../src/server/access/access.ts";
import type { createApp } from "../../src/server/app.ts";
import { createReportManager } from "../../src/writing/manage-reports.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { makeDocx } from "../support/documents/make-docx.ts";
import { makePdf } from "../support/documents/make-pdf.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";
import { createFakeApp, fakeAnswer } from "./fakes.ts";

const lexicon = loadLexicon(fileURLToPath(new URL("../../data/lexicon", import.meta.url)));
const TOKEN = "a-token-of-the-settings-0123456789";
const ADMIN = { Authorization: `Bearer ${TOKEN}` };
const ID = "yunshan-weixiao-2020-quality";
const MAX_BYTES = 40_000;

let folder: string;
let deps: IngestDeps;
let app: ReturnType<typeof createApp>;
let logged: unknown[];
let failNext: Error | null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "admin-"));
  failNext = null;
  const store = createMemoryStore();
  deps = { store, embedder: createHashEmbedder(), segmenter: createBigramSegmenter(), lexicon, extractFigures, files: createSourceFiles(MAX_BYTES) };
  const writer = {
    ingest: async (options: Parameters<typeof buildIndex>[1]) => {
      if (failNext !== null) throw failNext;
      return buildIndex(deps, options);
    },
    remove: async (id: string) => removeReport(store, id, new Date("2026-03-04T05:06:07Z")),
    undo: (id: string) => undoRemoval(deps, id),
  };
  const manager = createReportManager({ writer, store, indexFolder: folder, maxFileBytes: MAX_BYTES });
  const view = { ask: async () => fakeAnswer("?"), audit: () => null, matrix: () => ({ reports: [], groups: [] }), suggest: () => [], store };
  const open = openAccess(view);
  ({ app, logged } = createFakeApp({ ...view, manager, access: { ...open, config: { ...open.config, adminTokenHash: hashSecret(TOKEN) } } }));
});
afterEach(() => {
  deps.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (school: string, teachers: number): string[] => [
  `${school}2020年度质量报告`,
  "一、学校概况",
  `${school}地处云杉市河东新区，校园占地58亩。`,
  "二、教师队伍",
  `学校现有专任教师${teachers}人，就业率98.5%。`,
];
const reportText = (school = "云杉卫生学校", teachers = 96): string => `${lines(school, teachers).join("\n")}\n`;
const piecesOf = (school = "云杉卫生学校", teachers = 96) =>
  lines(school, teachers).map((text, index) =>
    index === 0
      ? ({ kind: "title", text } as const)
      : index % 2 === 1
        ? ({ kind: "heading", level: 1, text } as const)
        : ({ kind: "paragraph", text } as const),
  );
const put = (name: string, body: string | Uint8Array, headers: Record<string, string> = ADMIN, more = "") =>
  app.request(`/api/reports?name=${encodeURIComponent(name)}${more}`, { method: "PUT", headers, body: body as BodyInit });
const send = (method: string, path: string, body?: unknown) =>
  app.request(path, {
    method,
    headers: { ...ADMIN, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const errorOf = async (response: Response): Promise<string> => `${response.status} ${errorSchema.parse(await response.json()).error.code}`;
const uploads = (): string[] => (existsSync(join(folder, "uploads")) ? readdirSync(join(folder, "uploads")).sort() : []);
const ids = (): string[] => deps.store.reports().map((record) => record.id);

describe("PUT /api/reports", () => {
  it("takes a file in, tells what it is, and keeps it beside the index", async () => {
    const response = await put("云杉卫校 2020.txt", reportText());
    expect(response.status).toBe(201);
    const result = uploadResultSchema.parse(await response.json());
    expect(result).toMatchObject({ outcome: "added", duplicateOf: null, refused: [] });
    expect(result.reports).toMatchObject([
      { id: ID, outcome: "added", school: { name: "云杉卫生学校" }, year: 2020, file: "云杉卫校 2020.txt", figureCount: 3 },
    ]);
    expect(uploads()).toEqual(["云杉卫校 2020.txt"]);
    expect(JSON.stringify(result)).not.toContain(folder);
  });

  it("replaces what it took in under the same name, and leaves what has not changed", async () => {
    await put("a.txt", reportText());
    const again = await put("a.txt", reportText());
    expect([again.status, uploadResultSchema.parse(await again.json()).outcome]).toEqual([200, "unchanged"]);
    expect(uploadResultSchema.parse(await (await put("a.txt", reportText("云杉卫生学校", 97))).json()).outcome).toBe("replaced");
    expect(ids()).toEqual([ID]);
    expect(uploads()).toEqual(["a.txt"]);
  });

  it("tells the same text in another format as a duplicate and does not keep it", async () => {
    await put("a.txt", reportText());
    for (const [name, bytes] of [
      ["b.docx", makeDocx(piecesOf())],
      ["c.pdf", makePdf(piecesOf(), { numbers: true })],
      ["d.txt", strToU8(reportText())],
    ] as const) {
      const response = await put(name, bytes);
      expect([response.status, uploadResultSchema.parse(await response.json())], name).toMatchObject([
        200,
        { outcome: "duplicate", duplicateOf: ID, reports: [] },
      ]);
    }
    expect(uploads()).toEqual(["a.txt"]);
  });

  it.each<readonly [name: string, body: () => string | Uint8Array, code: string]>([
    ["leer.pdf", () => new Uint8Array([32]), "damaged_file"],
    ["scan.pdf", () => makePdf(piecesOf(), { scanned: true }), "scanned_pdf"],
    ["locked.pdf", () => makePdf(piecesOf(), { locked: true }), "encrypted_pdf"],
    ["old.doc", () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), "legacy_office"],
    ["bomb.docx", () => zipSync({ "word/document.xml": new Uint8Array(30_000_000) }), "zip_bomb"],
  ])("refuses %s in words of both languages, keeps nothing of it, and leaves what lay under its name", async (name, body, code) => {
    if (name.endsWith(".pdf")) await put(name, makePdf(piecesOf("云杉旅游学校")));
    const before = [ids(), uploads()];
    const response = await put(name, body());
    expect(response.status).toBe(422);
    const told: unknown = await response.json();
    expect(errorSchema.parse(told).error.code).toBe("file_refused");
    const { refused } = uploadResultSchema.parse(told);
    expect(refused).toMatchObject([
      { file: name, code, message: expect.stringMatching(/^[A-Z][^\n]+\.$/), messageZh: expect.stringMatching(/^\p{Script=Han}|^[A-Z]/u) },
    ]);
    expect([ids(), uploads()]).toEqual(before);
  });

  it("tells how far it is, as events", async () => {
    const response = await put("a.txt", reportText(), { ...ADMIN, Accept: "text/event-stream" });
    const events = (await response.text())
      .trim()
      .split("\n\n")
      .map((block) => Object.fromEntries(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)])))
      .map(({ event, data = "" }) => uploadEventSchema.parse({ event, data: JSON.parse(data) }));
    expect(events.map((event) => event.event)).toEqual(["started", "embedded", "finished", "done"]);
    expect(events.at(-1)?.data).toMatchObject({ outcome: "added", reports: [{ id: ID }] });
    const refused = await (await put("b.pdf", "%PDF-1.7", { ...ADMIN, Accept: "text/event-stream" })).text();
    expect(refused).toMatch(/event: failed\ndata: \{"file":"b\.pdf","code":"damaged_file"/);
    expect(refused).toMatch(/event: done\ndata: \{"outcome":"refused"/);
  });

  it("takes a ZIP file of many, and names each that is not in", async () => {
    const zip = zipSync({ "一/a.txt": strToU8(reportText()), "二/b.txt": strToU8(reportText("云杉旅游学校")), "c.pdf": new Uint8Array() });
    const result = uploadResultSchema.parse(await (await put("all.zip", zip)).json());
    expect([result.outcome, result.reports.length, result.refused.map(({ file, code }) => [file, code])]).toEqual([
      "added",
      2,
      [["all.zip!/c.pdf", "empty_file"]],
    ]);
  });

  it.each([
    ["../../etc/passwd.txt", "passwd.txt"],
    ["C:\\报告\\学校.txt", "学校.txt"],
    [".htaccess.txt", "htaccess.txt"],
    ["a\u0000b\u202e.txt", "a_b_.txt"],
    [`${"长".repeat(300)}.txt`, `${"长".repeat(60)}.txt`],
    ["/absolute/报告?.txt", "报告_.txt"],
  ])("keeps %j as %j, in its own folder", async (name, kept) => {
    expect((await put(name, reportText())).status).toBe(201);
    expect(uploads()).toEqual([kept]);
    expect(readdirSync(folder)).toEqual(["uploads"]);
  });

  it.each([
    ["", "400 invalid_request"],
    ["noextension", "400 invalid_request"],
    [".txt", "400 invalid_request"],
    ["..", "400 invalid_request"],
    ["a.txt/", "400 invalid_request"],
    ["a.txt.meta.json", "422 file_refused"],
    ["a.exe", "422 file_refused"],
  ])("refuses the name %j", async (name, code) => {
    expect(await errorOf(await put(name, reportText()))).toBe(code);
    expect(uploads()).toEqual([]);
  });

  it("takes away what a server before it had received in part", async () => {
    await put("a.txt", reportText());
    writeFileSync(join(folder, "uploads", ".incoming-x"), "half");
    createReportManager({
      writer: { ingest: async () => Promise.reject(), remove: async () => Promise.reject(), undo: async () => Promise.reject() },
      store: deps.store,
      indexFolder: folder,
      maxFileBytes: 1,
    });
    expect(uploads()).toEqual(["a.txt"]);
  });

  it("refuses more bytes than are set, and cleans up", async () => {
    expect(await errorOf(await put("a.txt", new Uint8Array(MAX_BYTES + 1)))).toBe("413 body_too_large");
    expect(await errorOf(await put("a.zip", new Uint8Array(MAX_BYTES * 4 + 1)))).toBe("413 body_too_large");
    expect(uploads()).toEqual([]);
  });

  it("takes school and year, and refuses what is none", async () => {
    const response = await put("a.txt", reportText(), ADMIN, `&school=${encodeURIComponent("云杉护理学校")}&year=2018`);
    expect(uploadResultSchema.parse(await response.json()).reports).toMatchObject([{ id: "yunshan-huxiao-2018-quality", year: 2018 }]);
    for (const more of ["&year=18", "&year=abcd", "&school=x", "&what=1"])
      expect(await errorOf(await put("b.txt", "x", ADMIN, more))).toBe("400 invalid_request");
  });

  it("keeps what a person set when the file comes again", async () => {
    await put("a.txt", reportText(), ADMIN, `&school=${encodeURIComponent("云杉护理学校")}&year=2018`);
    await put("a.txt", reportText("云杉卫生学校", 97));
    expect(ids()).toEqual(["yunshan-huxiao-2018-quality"]);
  });

  it("tells nothing of what went wrong inside, and puts back what was there", async () => {
    await put("a.txt", reportText());
    failNext = new Error("secret");
    const response = await put("a.txt", reportText("云杉卫生学校", 97));
    expect(await response.clone().text()).not.toContain("secret");
    expect(await errorOf(response)).toBe("500 internal");
    expect(logged).toHaveLength(1);
    expect(readFileSync(join(folder, "uploads", "a.txt"), "utf8")).toContain("96人");
    expect(uploads()).toEqual(["a.txt"]);
  });
});

describe("DELETE, restore and the list of what was removed", () => {
  it("take a report out, name it, and bring it back whole", async () => {
    await put("a.txt", reportText());
    const before = [deps.store.reports(), deps.store.figures({})];
    expect(removalSchema.parse(await (await send("DELETE", `/api/reports/${ID}`)).json())).toEqual({ id: ID, file: "a.txt" });
    expect(ids()).toEqual([]);
    const { removed } = removedListSchema.parse(await (await send("GET", "/api/reports/removed")).json());
    expect(removed).toMatchObject([{ id: ID, file: "a.txt", school: { name: "云杉卫生学校" }, removedAt: "2026-03-04T05:06:07.000Z" }]);
    expect(JSON.stringify(removed)).not.toContain(folder);
    const restored = restoredSchema.parse(await (await send("POST", `/api/reports/${ID}/restore`)).json());
    expect(restored).toEqual({ id: ID, file: "a.txt", from: "kept", fileExists: true });
    expect([deps.store.reports(), deps.store.figures({})]).toEqual(before);
    expect(removedListSchema.parse(await (await send("GET", "/api/reports/removed")).json()).removed).toEqual([]);
  });

  it("bring back without the file, and say so", async () => {
    await put("a.txt", reportText());
    await send("DELETE", `/api/reports/${ID}`);
    rmSync(join(folder, "uploads", "a.txt"));
    expect(restoredSchema.parse(await (await send("POST", `/api/reports/${ID}/restore`)).json()).fileExists).toBe(false);
    expect(ids()).toEqual([ID]);
  });

  it("know only what is there", async () => {
    expect(await errorOf(await send("DELETE", "/api/reports/none"))).toBe("404 report_not_found");
    expect(await errorOf(await send("POST", "/api/reports/none/restore"))).toBe("404 report_not_found");
    expect(await errorOf(await send("DELETE", "/api/reports/removed"))).toBe("405 method_not_allowed");
  });
});

describe("PATCH /api/reports/:id", () => {
  it("sets school and year for good, and takes them back", async () => {
    await put("a.txt", reportText());
    const taken = takenInSchema.parse(await (await send("PATCH", `/api/reports/${ID}`, { school: "云杉护理学校", year: 2019 })).json());
    expect(taken).toMatchObject({ id: "yunshan-huxiao-2019-quality", outcome: "replaced", school: { name: "云杉护理学校" }, year: 2019, file: "a.txt" });
    await buildIndex(deps, { paths: [join(folder, "uploads")], prune: false });
    expect(ids()).toEqual(["yunshan-huxiao-2019-quality"]);
    await send("PATCH", "/api/reports/yunshan-huxiao-2019-quality", { school: null });
    expect(ids()).toEqual(["yunshan-weixiao-2019-quality"]);
    await send("PATCH", "/api/reports/yunshan-weixiao-2019-quality", { year: null });
    expect([ids(), uploads()]).toEqual([[ID], ["a.txt"]]);
  });

  it("names one report of a ZIP file, and leaves the others in it as they are", async () => {
    await put("b.zip", zipSync({ "一/b.txt": strToU8(reportText("云杉旅游学校")), "二/c.txt": strToU8(reportText("云杉体育学校")) }));
    const path = "/api/reports/yunshan-lvxiao-2020-quality";
    expect(takenInSchema.parse(await (await send("PATCH", path, { year: 2019 })).json())).toMatchObject({
      id: "yunshan-lvxiao-2019-quality",
      outcome: "replaced",
      file: "b.zip!/一/b.txt",
    });
    await buildIndex(deps, { paths: [join(folder, "uploads")], prune: true });
    expect([ids(), uploads()]).toEqual([
      ["yunshan-lvxiao-2019-quality", "yunshan-tixiao-2020-quality"],
      ["b.zip", "b.zip.meta.json"],
    ]);
    await send("PATCH", "/api/reports/yunshan-lvxiao-2019-quality", { year: null });
    expect([ids(), uploads()]).toEqual([["yunshan-lvxiao-2020-quality", "yunshan-tixiao-2020-quality"], ["b.zip"]]);
  });

  it("takes a region, too", async () => {
    await put("a.txt", reportText());
    expect(takenInSchema.parse(await (await send("PATCH", `/api/reports/${ID}`, { school: "云杉市" })).json()).school).toMatchObject({
      kind: "region",
      name: "云杉市",
    });
  });

  it("refuses what it cannot keep", async () => {
    await put("a.txt", reportText());
    for (const body of [{}, { year: "2020" }, { year: 18 }, { school: "x" }, { owner: "y" }])
      expect(await errorOf(await send("PATCH", `/api/reports/${ID}`, body))).toBe("400 invalid_request");
    expect(await errorOf(await send("PATCH", "/api/reports/none", { year: 2020 }))).toBe("404 report_not_found");
    rmSync(join(folder, "uploads", "a.txt"));
    expect(await errorOf(await send("PATCH", `/api/reports/${ID}`, { year: 2019 }))).toBe("409 conflict");
    expect(logged).toEqual([]);
  });

  it("leaves the settings as they were where the file is refused", async () => {
    await put("a.txt", reportText());
    writeFileSync(join(folder, "uploads", "a.txt"), "");
    expect((await send("PATCH", `/api/reports/${ID}`, { year: 2019 })).status).toBe(422);
    expect(uploads()).toEqual(["a.txt"]);
  });
});

describe("GET /api/reports/:id/diff/:other", () => {
  it("tells what a draft and its final version give differently", async () => {
    await put("draft.txt", reportText());
    await put("final.txt", reportText("云杉卫生学校", 97));
    expect(ids()).toEqual([ID, `${ID}-2`]);
    const diff = reportDiffSchema.parse(await (await app.request(`/api/reports/${ID}/diff/${ID}-2`)).json());
    expect(diff.changed.map(({ before, after }) => [before.raw, after.raw])).toEqual([["96人", "97人"]]);
    expect(diff).toMatchObject({ added: [], gone: [], sameCount: 2 });
    expect(await errorOf(await app.request(`/api/reports/${ID}/diff/none`))).toBe("404 report_not_found");
  });
});

describe("without an administrator's token", () => {
  const calls: readonly (readonly [string, string])[] = [
    ["PUT", "/api/reports?name=a.txt"],
    ["DELETE", `/api/reports/${ID}`],
    ["PATCH", `/api/reports/${ID}`],
    ["POST", `/api/reports/${ID}/restore`],
    ["GET", "/api/reports/removed"],
  ];
  it.each(calls)("%s %s is refused, and off where there is no administrator", async (method, path) => {
    const body = method === "GET" ? {} : { body: "x" };
    expect(await errorOf(await app.request(path, { method, ...body }))).toBe("401 token_required");
    expect(await errorOf(await createFakeApp().app.request(path, { method, ...body }))).toBe("403 admin_disabled");
    expect([ids(), uploads()]).toEqual([[], []]);
  });

  it("reading goes on", async () => {
    expect((await app.request("/api/reports")).status).toBe(200);
  });
});
