import type { Config } from "../../config.ts";
import { checkIndex } from "../../store/check-index.ts";
import { databasePath } from "../../store/database.ts";
import { type CliIo, EXIT } from "../io.ts";

/** `wenbao check`: one line per fault; succeeds when there is none. */
export async function checkCommand(config: Config, io: CliIo): Promise<number> {
  const { reports, passages, figures, faults } = checkIndex(databasePath(config.indexFolder));
  for (const { code, where, detail } of faults) io.out(`${code}\t${where}\t${detail}\n`);
  if (faults.length === 0) {
    io.err(`sound: ${reports} reports, ${passages} passages, ${figures} figures\n`);
    return EXIT.ok;
  }
  io.err(`wenbao: The index has faults. Run \`restore\` with a backup, or delete the index folder and run \`ingest\` again.\n`);
  return EXIT.failed;
}
