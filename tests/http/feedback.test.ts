import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Feedback } from "../../src/contract/feedback.ts";
import { keepFeedback, readFeedback } from "../../src/feedback.ts";
import { cli } from "../cli/support.ts";
import { createFakeApp } from "./fakes.ts";

const FEEDBACK: Feedback = { answerId: "a1", question: "在校生有多少？", version: "v1", status: "answered", vote: "down", note: "少了一所\n学校" };

describe("POST /api/feedback", () => {
  const kept: Feedback[] = [];
  const { app } = createFakeApp({ keepFeedback: (feedback) => kept.push(feedback) });
  const post = (body: unknown) => app.request("/api/feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

  it("keeps a vote", async () => {
    expect((await post(FEEDBACK)).status).toBe(201);
    expect(kept).toEqual([FEEDBACK]);
  });

  it.each([{}, { ...FEEDBACK, vote: "maybe" }, { ...FEEDBACK, note: "长".repeat(1_001) }, { ...FEEDBACK, question: "" }])("refuses %o", async (body) => {
    expect((await post(body)).status).toBe(400);
    expect(kept).toHaveLength(1);
  });
});

describe("wenbao feedback", () => {
  const folder = mkdtempSync(join(tmpdir(), "wenbao-feedback-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("prints nothing where there is none, then a line each", async () => {
    expect(await cli(["feedback", "--index", folder])).toEqual({ code: 0, out: "", err: "" });
    keepFeedback(folder, FEEDBACK, new Date("2024-05-06T07:08:09Z"));
    expect((await cli(["feedback", "--index", folder])).out).toBe("2024-05-06T07:08:09.000Z\tdown\tanswered\t在校生有多少？\t少了一所 学校\n");
    expect(JSON.parse((await cli(["feedback", "--json", "--index", folder])).out)).toEqual({ at: "2024-05-06T07:08:09.000Z", ...FEEDBACK });
  });
});

describe("kept feedback", () => {
  const folder = mkdtempSync(join(tmpdir(), "wenbao-feedback-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is one line each, read again as written, past a line that a crash cut short", () => {
    expect(readFeedback(folder)).toEqual([]);
    keepFeedback(folder, FEEDBACK, new Date("2024-05-06T07:08:09Z"));
    const file = join(folder, "feedback.jsonl");
    writeFileSync(file, `${readFileSync(file, "utf8")}{"at":"2024\n`);
    keepFeedback(folder, { ...FEEDBACK, vote: "up" }, new Date("2024-05-07T07:08:09Z"));
    expect(readFeedback(folder).map(({ at, vote, note }) => [at, vote, note])).toEqual([
      ["2024-05-06T07:08:09.000Z", "down", "少了一所\n学校"],
      ["2024-05-07T07:08:09.000Z", "up", "少了一所\n学校"],
    ]);
  });
});
