import { describe, expect, it } from "vitest";
import { answerSchema } from "../../src/contract/answer.ts";
import { errorSchema } from "../../src/contract/errors.ts";
import { ask, createFakeApp, fakeAnswer } from "./fakes.ts";

describe("POST /api/ask", () => {
  it("answers a question with the contract's object", async () => {
    const response = await ask(createFakeApp().app, { question: "在校生有多少？" });
    expect(response.status).toBe(200);
    expect(answerSchema.parse(await response.json()).question).toBe("在校生有多少？");
  });

  it("takes markup as plain text", async () => {
    const question = "<script>alert(1)</script>在校生<b>有多少</b>";
    const response = await ask(createFakeApp().app, { question });
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toMatch(/^application\/json/);
    expect(((await response.json()) as { question: string }).question).toBe(question);
  });

  it("reads control characters as blanks, drops invisible ones and mends broken surrogates", async () => {
    const response = await ask(createFakeApp().app, { question: "\u0000青石\u0007在\u200b校\u202e生\ud800？\r\n" });
    expect(((await response.json()) as { question: string }).question).toBe("青石 在校生\ufffd？");
  });

  it("hands history, reports and slots on", async () => {
    const seen: unknown[] = [];
    const { app } = createFakeApp({
      ask: async (request) => {
        seen.push(request);
        return fakeAnswer(request.question);
      },
    });
    const request = {
      question: "那就业率呢",
      history: [{ role: "user", content: "在校生有多少" }],
      reportIds: ["a"],
      language: "en",
      slots: { year: 2021 },
    };
    expect((await ask(app, request)).status).toBe(200);
    expect(seen).toEqual([request]);
  });

  const refused: readonly [name: string, body: unknown, headers: Record<string, string>, status: number, code: string][] = [
    ["broken JSON", '{"question": "在校', {}, 400, "invalid_json"],
    ["an empty body", "", {}, 400, "invalid_json"],
    ["bytes that are not UTF-8", new Uint8Array([0x22, 0xff, 0xfe, 0x22]), {}, 400, "invalid_json"],
    ["deep nesting", `${"[".repeat(50_000)}${"]".repeat(50_000)}`, {}, 400, "invalid_request"],
    ["no question", {}, {}, 400, "invalid_request"],
    ["a bare string", JSON.stringify("在校生"), {}, 400, "invalid_request"],
    ["null", "null", {}, 400, "invalid_request"],
    ["a question that is a number", { question: 7 }, {}, 400, "invalid_request"],
    ["an unknown role in the history", { question: "q", history: [{ role: "system", content: "x" }] }, {}, 400, "invalid_request"],
    ["an unknown language", { question: "q", language: "fr" }, {}, 400, "invalid_request"],
    ["an empty question", { question: "" }, {}, 400, "empty_question"],
    ["blanks and control characters alone", { question: " \u0000\u200b\u3000\n" }, {}, 400, "empty_question"],
    ["10,000 characters", { question: "问".repeat(10_000) }, {}, 400, "question_too_long"],
    ["a body over 256 kB", { question: "问".repeat(120_000) }, {}, 413, "body_too_large"],
    ["a form", { question: "q" }, { "Content-Type": "application/x-www-form-urlencoded" }, 415, "unsupported_media_type"],
  ];
  it.each(refused)("refuses %s", async (_, body, headers, status, code) => {
    const { app, logged } = createFakeApp();
    const response = await ask(app, body, headers);
    expect(response.status).toBe(status);
    expect(errorSchema.parse(await response.json()).error.code).toBe(code);
    expect(logged).toEqual([]);
  });

  it("tells nothing of an inner failure but logs it", async () => {
    const failure = new Error("secret path /home/x");
    const { app, logged } = createFakeApp({ ask: () => Promise.reject(failure) });
    const response = await ask(app, { question: "q" });
    expect(response.status).toBe(500);
    const body = await response.text();
    expect(errorSchema.parse(JSON.parse(body)).error.code).toBe("internal");
    expect(body).not.toContain("secret");
    expect(logged).toEqual([failure]);
  });
});

function readEvents(stream: string): { event: string; data: unknown }[] {
  return stream
    .split("\n\n")
    .filter((part) => part.trim() !== "")
    .map((part) => ({ event: /^event: (.*)$/m.exec(part)?.[1] ?? "", data: JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? "null") }));
}

describe("POST /api/ask as events", () => {
  const stream = { Accept: "text/event-stream" };

  it("tells the same answer in order", async () => {
    const { app } = createFakeApp();
    const response = await ask(app, { question: "在校生有多少？" }, stream);
    expect(response.headers.get("Content-Type")).toMatch(/^text\/event-stream/);
    const events = readEvents(await response.text());
    expect(events.map((event) => event.event)).toEqual(["understood", "evidence", "answer", "done"]);
    expect(events[2]?.data).toEqual(await (await ask(app, { question: "在校生有多少？" })).json());
  });

  it("refuses bad input before the stream begins", async () => {
    const response = await ask(createFakeApp().app, { question: "" }, stream);
    expect(response.status).toBe(400);
    expect(errorSchema.parse(await response.json()).error.code).toBe("empty_question");
  });

  it("ends a failure with an error event that tells nothing of the inside", async () => {
    const failure = new Error("secret path /home/x");
    const { app, logged } = createFakeApp({ ask: () => Promise.reject(failure) });
    const text = await (await ask(app, { question: "q" }, stream)).text();
    expect(readEvents(text).map((event) => event.event)).toEqual(["error"]);
    expect(text).not.toContain("secret");
    expect(logged).toEqual([failure]);
  });
});
