import { describe, expect, it } from "vitest";
import { keepByObject, keepByText } from "../../src/text/keep-by-text.ts";

describe("keepByText", () => {
  it("makes a value once for each text", () => {
    const made: string[] = [];
    const read = keepByText(10, (text) => {
      made.push(text);
      return text.length;
    });
    expect([read("平湖"), read("平阳县"), read("平湖")]).toEqual([2, 3, 2]);
    expect(made).toEqual(["平湖", "平阳县"]);
  });

  it("lets all go where it would keep more than so many, and goes on giving the same", () => {
    const made: string[] = [];
    const read = keepByText(2, (text) => {
      made.push(text);
      return text.toUpperCase();
    });
    expect(["a", "b", "c", "a"].map(read)).toEqual(["A", "B", "C", "A"]);
    expect(made).toEqual(["a", "b", "c", "a"]);
  });
});

describe("keepByObject", () => {
  it("makes a value anew where the text is another", () => {
    const read = keepByObject((span: { readonly start: number }, text: string) => text.slice(span.start));
    const span = { start: 1 };
    expect(read(span, "教师83人")).toBe("师83人");
    expect(read(span, "教师83人")).toBe("师83人");
    expect(read(span, "教＊83人")).toBe("＊83人");
    expect(read({ start: 2 }, "教师83人")).toBe("83人");
  });
});
