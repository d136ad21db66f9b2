import { describe, expect, it } from "vitest";
import { cutAnswerText } from "../../src/widget/answer-text.ts";
import { cutSegments, lineSpans, windowAround } from "../../src/widget/highlight.ts";
import { fc } from "../support/property.ts";

const TEXT = "一、概况\n\n在校生1200人，\n就业率98.5%。\n二、师资\n";

const spanOf = (part: string) => ({ start: TEXT.indexOf(part), end: TEXT.indexOf(part) + part.length });
const textAndSpans = fc.string({ unit: fc.constantFrom("字", "\n", "7", "😀", " "), maxLength: 60 }).chain((text) =>
  fc.record({
    text: fc.constant(text),
    spans: fc.array(
      fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
      { maxLength: 4 },
    ),
  }),
);

describe("cutSegments", () => {
  it("sets off a quote over a line break and the number in it", () => {
    const quote = spanOf("1200人，\n就业率98.5%。");
    const segments = cutSegments(TEXT, { start: 0, end: TEXT.length }, [
      { layer: "quote", spans: [quote] },
      { layer: "number", spans: [spanOf("98.5%")] },
    ]);
    expect(segments.map(({ text, layers }) => [text, [...layers].join()])).toEqual([
      ["一、概况\n\n在校生", ""],
      ["1200人，\n就业率", "quote"],
      ["98.5%", "quote,number"],
      ["。", "quote"],
      ["\n二、师资\n", ""],
    ]);
  });

  it("joins to the window, and each layer to its spans' text", () => {
    fc.assert(
      fc.property(textAndSpans, ({ text, spans }) => {
        const [window = { start: 0, end: text.length }, ...rest] = spans;
        const segments = cutSegments(text, window, [{ layer: "quote", spans: rest }]);
        expect(segments.map((segment) => segment.text).join("")).toBe(text.slice(window.start, window.end));
        const covered = [...Array(text.length).keys()].filter(
          (at) => at >= window.start && at < window.end && rest.some((span) => span.start <= at && at < span.end),
        );
        const marked = segments.filter((segment) => segment.layers.has("quote")).map((segment) => segment.text);
        expect(marked.join("")).toBe(covered.map((at) => text[at]).join(""));
      }),
    );
  });
});

describe("lineSpans", () => {
  it("covers the window without a gap, a line break at the end of each line", () => {
    fc.assert(
      fc.property(textAndSpans, ({ text }) => {
        const lines = lineSpans(text, { start: 0, end: text.length }).map((line) => text.slice(line.start, line.end));
        expect(lines.join("")).toBe(text);
        expect(lines.every((line) => line.indexOf("\n") === -1 || line.indexOf("\n") === line.length - 1)).toBe(true);
      }),
    );
  });
});

describe("windowAround", () => {
  it("widens a span to whole lines that hold it", () => {
    const window = windowAround(TEXT, spanOf("98.5%"), 0);
    expect(TEXT.slice(window.start, window.end)).toBe("就业率98.5%。\n");
  });

  it("always holds the span and begins and ends with a line", () => {
    fc.assert(
      fc.property(textAndSpans, fc.nat(20), ({ text, spans }, reach) => {
        const span = spans[0] ?? { start: 0, end: 0 };
        const window = windowAround(text, span, reach);
        expect(window.start).toBeLessThanOrEqual(span.start);
        expect(window.end).toBeGreaterThanOrEqual(span.end);
        expect(window.start === 0 || text[window.start - 1] === "\n").toBe(true);
        expect(window.end === text.length || text[window.end - 1] === "\n").toBe(true);
      }),
    );
  });
});

describe("cutAnswerText", () => {
  const cut = (text: string, numbers: readonly number[]) =>
    cutAnswerText(text, new Set(numbers)).map((line) => line.map((piece) => (piece.kind === "text" ? piece.text : piece.number)));

  it("finds the markers of citations that are there, and no others", () => {
    expect(cut("在校生1200人[1]，就业率98.5%[2][3]。", [1, 2])).toEqual([["在校生1200人", 1, "，就业率98.5%", 2, "[3]。"]]);
  });

  it("keeps markup as text and drops empty lines", () => {
    expect(cut("<img src=x onerror=alert(1)>\n\n[1]<b>", [1])).toEqual([["<img src=x onerror=alert(1)>"], [1, "<b>"]]);
  });
});
