import { describe, expect, it } from "vitest";
import { readQuery, toQuery } from "../../src/widget/permalink.ts";

const NOTHING = new URLSearchParams();

describe("permalink", () => {
  it("reads back what it wrote: question, slots, earlier questions", () => {
    const asked = { question: "那平湖呢？&q=1#<b>", slots: { schools: ["a", "b"], year: null }, after: ["平阳的就业率？", "占地呢"] };
    expect(readQuery(new URLSearchParams(toQuery(asked, NOTHING)))).toEqual(asked);
  });

  it("carries the last earlier questions alone, and leaves empty slots out", () => {
    const after = Array.from({ length: 9 }, (_, index) => `第${index}问`);
    const query = new URLSearchParams(toQuery({ question: "q", slots: {}, after }, NOTHING));
    expect(query.getAll("after")).toEqual(after.slice(3));
    expect(query.has("slots")).toBe(false);
  });

  it("keeps what the address narrows to, and nothing else of it", () => {
    const kept = new URLSearchParams("school=平湖&language=en&q=old&embed=1");
    expect(toQuery({ question: "q", after: [] }, kept)).toBe(`?${new URLSearchParams({ q: "q", school: "平湖", language: "en" })}`);
  });

  it.each(["", "q=", "q=%20", "slots={}"])("asks nothing for %j", (query) => expect(readQuery(new URLSearchParams(query))).toBeNull());

  it.each(["[1]", "{", "null", "1"])("leaves out slots that are no object: %s", (slots) => {
    expect(readQuery(new URLSearchParams({ q: "q", slots }))?.slots).toBeUndefined();
  });
});
