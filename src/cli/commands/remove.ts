import type { Config } from "../../config.ts";
import { AppError } from "../../domain/issue.ts";
import { openReadOnlyStore } from "../../runtime.ts";
import { createIndexWriter } from "../../writing/index-writer.ts";
import { type CliIo, EXIT } from "../io.ts";
import { oneLine } from "../one-line.ts";

/** `wenbao remove`: one line per report; an id that is not in does not stop the others. */
export async function removeCommand(config: Config, io: CliIo, ids: readonly string[]): Promise<number> {
  openReadOnlyStore(config).close();
  const writer = createIndexWriter(config);
  return forEach(io, ids, async (id) => {
    const { file } = await writer.remove(id);
    return `${id}: removed (${oneLine(file)}). \`wenbao undo ${id}\` brings it back.`;
  });
}

/** `wenbao undo`: says where the report came from, and when its file is gone. */
export async function undoCommand(config: Config, io: CliIo, ids: readonly string[]): Promise<number> {
  openReadOnlyStore(config).close();
  const writer = createIndexWriter(config);
  return forEach(io, ids, async (given) => {
    const { id, file, from, fileExists } = await writer.undo(given);
    const how = from === "kept" ? "back as it was" : "back, its file read anew";
    return `${id}: ${how} (${oneLine(file)})${fileExists ? "" : "; its file is gone, the index holds what it said"}`;
  });
}

async function forEach(io: CliIo, ids: readonly string[], run: (id: string) => Promise<string>): Promise<number> {
  let failed = 0;
  for (const id of new Set(ids)) {
    try {
      io.err(`${await run(id)}\n`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failed += 1;
      io.err(`wenbao: ${error.safeMessage}\n`);
    }
  }
  return failed === 0 ? EXIT.ok : EXIT.failed;
}
