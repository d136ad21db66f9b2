import { expect, it } from "vitest";
import { eventReader, type StreamedEvent } from "../../src/widget/event-reader.ts";
import { fc } from "../support/property.ts";

const STREAM = 'event: started\ndata: {"file":"甲.txt"}\n\n: a comment\n\ndata: one\ndata: two\n\nevent: done\r\ndata: {}\r\n\r\nevent: cut\ndata: of';
const EVENTS: readonly StreamedEvent[] = [
  { event: "started", data: '{"file":"甲.txt"}' },
  { event: "message", data: "one\ntwo" },
  { event: "done", data: "{}" },
];

it("puts events together however the stream was cut, and leaves an unfinished one out", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 12 }), (cuts) => {
      const told: StreamedEvent[] = [];
      const take = eventReader((event) => told.push(event));
      const edges = [0, ...cuts, STREAM.length].sort((a, b) => a - b);
      // A piece that ends between \r and \n stays whole here, as \r\n\r\n is recognised as a whole.
      for (const [index, start] of edges.entries()) take(STREAM.slice(start, edges[index + 1] ?? STREAM.length));
      expect(told).toEqual(EVENTS);
    }),
  );
});
