export interface StreamedEvent {
  readonly event: string;
  readonly data: string;
}

/** Puts events of a text/event-stream together from pieces cut anywhere; an event left unfinished at the end is not told. */
export function eventReader(onEvent: (event: StreamedEvent) => void): (piece: string) => void {
  let held = "";
  return (piece) => {
    held += piece;
    const blocks = held.split(/\r?\n\r?\n/);
    held = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = block.split(/\r?\n/).map((line) => /^(event|data): ?(.*)$/.exec(line));
      const valuesOf = (name: string): string[] => fields.flatMap((field) => (field?.[1] === name ? [field[2] ?? ""] : []));
      const data = valuesOf("data");
      if (data.length > 0) onEvent({ event: valuesOf("event").pop() ?? "message", data: data.join("\n") });
    }
  };
}
