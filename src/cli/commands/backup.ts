import { resolve } from "node:path";
import type { Config } from "../../config.ts";
import { backupIndex, restoreIndex } from "../../store/backup.ts";
import { databasePath } from "../../store/database.ts";
import { type CliIo, EXIT } from "../io.ts";

/** `wenbao backup FILE`. */
export async function backupCommand(config: Config, io: CliIo, file: string): Promise<number> {
  const { reports, figures } = await backupIndex(databasePath(config.indexFolder), resolve(io.workingFolder, file));
  io.err(`backed up: ${reports} reports, ${figures} figures\n`);
  return EXIT.ok;
}

/** `wenbao restore FILE`. */
export async function restoreCommand(config: Config, io: CliIo, file: string): Promise<number> {
  const { reports, figures } = await restoreIndex(resolve(io.workingFolder, file), databasePath(config.indexFolder));
  io.err(`restored: ${reports} reports, ${figures} figures\n`);
  return EXIT.ok;
}
