import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Feedback } from "../../src/contract/feedback.ts";
import { keepFeedback, keepUnanswered, readFeedback } from "../../src/feedback.ts";
import { cli } from "../cli/support.ts";
import { createFakeApp, fakeAnswer } from "./fakes.ts";

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

describe("questions that found no answer", () => {
  const ask = (app: ReturnType<typeof createFakeApp>["app"]) =>
    app.request("/api/ask", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ question: "食堂几点开饭？" }) });

  it("are told to whoever keeps them, and an answer is given even where they cannot be kept", async () => {
    const told: string[] = [];
    expect((await ask(createFakeApp({ keepUnanswered: (answer) => told.push(answer.question) }).app)).status).toBe(200);
    expect(told).toEqual(["食堂几点开饭？"]);
    const { app, logged } = createFakeApp({
      keepUnanswered: () => {
        throw new Error("disk full");
      },
    });
    expect((await ask(app)).status).toBe(200);
    expect(logged).toHaveLength(1);
  });

  it("are listed among the votes by time, and no question that was answered is kept", async () => {
    const folder = mkdtempSync(join(tmpdir(), "wenbao-feedback-"));
    const at = (day: number) => new Date(`2024-05-0${day}T07:08:09Z`);
    keepUnanswered(folder, { ...fakeAnswer("食堂几点开饭？"), status: "not_found" }, at(6));
    keepFeedback(folder, FEEDBACK, at(5));
    for (const status of ["answered", "partial", "clarify"] as const) keepUnanswered(folder, { ...fakeAnswer("在校生有多少？"), status }, at(6));
    keepUnanswered(folder, { ...fakeAnswer("写首诗"), status: "out_of_scope" }, at(7));
    const { out } = await cli(["feedback", "--index", folder]);
    expect(out.split("\n").map((line) => line.split("\t").slice(1, 4).join(" "))).toEqual([
      "down answered 在校生有多少？",
      "unanswered not_found 食堂几点开饭？",
      "unanswered out_of_scope 写首诗",
      "",
    ]);
    const lines = (await cli(["feedback", "--json", "--index", folder])).out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines[1]).toMatchObject({ kind: "unanswered", question: "食堂几点开饭？", status: "not_found" });
    rmSync(folder, { recursive: true });
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
