import type { Command } from "commander";
import type { Config } from "../config.ts";
import type { CliIo } from "./io.ts";

type Run = (command: (config: Config, io: CliIo) => Promise<number>) => Promise<void>;

/** The commands that deal with single reports of the index. */
export function defineReportCommands(program: Command, run: Run): void {
  program
    .command("list")
    .description("List the reports that are in, one per line: id, school, year, figures, file.")
    .option("--removed", "those that were removed, the latest first: id, school, year, when, file")
    .option("--json", "one JSON object per line")
    .action((options: { removed?: boolean; json?: boolean }) =>
      run(async (config, io) =>
        (await import("./commands/list.ts")).listCommand(config, io, { removed: options.removed === true, json: options.json === true }),
      ),
    );

  program
    .command("remove")
    .description("Take reports out of the index. They are kept aside and their files stay out until `undo`, or until a file is ingested by its own name.")
    .argument("<report...>", "ids, as `list` shows them")
    .action((ids: string[]) => run(async (config, io) => (await import("./commands/remove.ts")).removeCommand(config, io, ids)));

  program
    .command("undo")
    .description("Bring removed reports back, whole, whether their files are still there or not.")
    .argument("<report...>", "ids, as `list --removed` shows them")
    .action((ids: string[]) => run(async (config, io) => (await import("./commands/remove.ts")).undoCommand(config, io, ids)));

  program
    .command("diff")
    .description("Compare the figures of two reports (a draft and its final version): changed, added and gone, each with its place.")
    .argument("<before>", "the id of a report")
    .argument("<after>", "the id of another")
    .option("--json", "one JSON object, the same as GET /api/reports/:id/diff/:other gives")
    .action((before: string, after: string, options: { json?: boolean }) =>
      run(async (config, io) => (await import("./commands/diff.ts")).diffCommand(config, io, { before, after, json: options.json === true })),
    );
}
