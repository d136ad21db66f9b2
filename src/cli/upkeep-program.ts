import { Argument, type Command } from "commander";
import type { Config } from "../config.ts";
import type { TokenAction, TokenOptions } from "./commands/token.ts";
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
    .command("token")
    .description("Make (create), list or revoke the tokens by which people read and administer. A token is shown once, when it is made.")
    .addArgument(new Argument("<action>", "what to do").choices(["create", "list", "revoke"]))
    .argument("[id]", "revoke: the token's id, as `list` tells it")
    .option("--name <name>", "create: whose it is")
    .option("--role <reader|admin>", "create: what it allows (default reader)")
    .option("--groups <list>", "create: groups whose reports a reader may see besides the open ones, separated by commas; * is all")
    .option("--days <number>", "create: how long it holds (default until it is revoked)")
    .option("--json", "list: one JSON object per token")
    .action((action: TokenAction, id: string | undefined, options: Omit<TokenOptions, "id">) =>
      run(async (config, io) => (await import("./commands/token.ts")).tokenCommand(config, io, action, { ...options, id })),
    );

  program
    .command("log")
    .description("Tell who changed the index, its reports or its tokens, and when; with WENBAO_AUDIT_QUESTIONS=on also who asked what. Oldest first.")
    .option("--json", "one JSON object per line")
    .option("--days <number>", "only the last days")
    .action((options: { json?: boolean; days?: string }) =>
      run(async (config, io) => (await import("./commands/log.ts")).logCommand(config, io, { json: options.json === true, days: options.days })),
    );

  program
    .command("doctor")
    .description("Tell whether this machine can run Wenbao: native parts, model files, vocabulary, index, disk, port, settings, and who may read.")
    .action(() => run(async (config, io) => (await import("./commands/doctor.ts")).doctorCommand(config, io)));
}
