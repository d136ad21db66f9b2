import type { Command } from "commander";
import type { Config } from "../config.ts";
import type { CliIo } from "./io.ts";

type Run = (command: (config: Config, io: CliIo) => Promise<number>) => Promise<void>;

/** The commands with which a person keeps an installation sound. */
export function defineUpkeepCommands(program: Command, run: Run): void {
  program
    .command("check")
    .description("Read the whole index and tell what does not hold: the database's structure, spans, vectors, counts. Changes nothing.")
    .action(() => run(async (config, io) => (await import("./commands/check.ts")).checkCommand(config, io)));

  program
    .command("backup")
    .description("Copy the index into one file, while it may be in use. The copy is checked before it gets its name.")
    .argument("<file>", "a file that is not there yet")
    .action((file: string) => run(async (config, io) => (await import("./commands/backup.ts")).backupCommand(config, io, file)));

  program
    .command("restore")
    .description("Put a backup in the place of the index, at once and whole; a running server goes on with it. Run `ingest` afterwards for what is newer.")
    .argument("<file>", "a file that `backup` made")
    .action((file: string) => run(async (config, io) => (await import("./commands/backup.ts")).restoreCommand(config, io, file)));

  program
    .command("doctor")
    .description("Tell whether this machine can run Wenbao: native parts, model files, vocabulary, index, disk and port.")
    .action(() => run(async (config, io) => (await import("./commands/doctor.ts")).doctorCommand(config, io)));
}
