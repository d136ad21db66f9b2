import { Argument, type Command } from "commander";
import type { Config } from "../config.ts";
import type { CliIo } from "./io.ts";

type Run = (command: (config: Config, io: CliIo) => Promise<number>) => Promise<void>;

/** The commands with which a person checks reports and what was read from them. */
export function defineAuditCommands(program: Command, run: Run): void {
  program
    .command("audit")
    .description("Tell what in the reports does not add up, which expected figures are missing and which published standards are missed.")
    .option("--json", "one JSON object per report, the same as GET /api/reports/:id/audit gives")
    .option("--school <name>", "only this school: id, name or a part of a name")
    .option("--language <zh|en>", "word the findings in this language (default zh)")
    .action((options: { json?: boolean; school?: string; language?: string }) =>
      run(async (config, io) => (await import("./commands/audit.ts")).auditCommand(config, io, { ...options, json: options.json === true })),
    );

  program
    .command("report")
    .description("Tell how each report was read: text indexed, headings, figures by indicator, numbers left out and why.")
    .option("--json", "one JSON object per report")
    .option("--school <name>", "only this school: id, name or a part of a name")
    .action((options: { json?: boolean; school?: string }) =>
      run(async (config, io) => (await import("./commands/report.ts")).reportCommand(config, io, { ...options, json: options.json === true })),
    );

  program
    .command("correct")
    .description("Set a figure right by hand. It holds from the next ingest on, through all later ones, and is marked with who and when.")
    .argument("<report>", "the report's id, as in `figures --json`")
    .requiredOption("--raw <text>", "the number as printed, with unit and qualifier (`raw` in `figures --json`)")
    .option("--start <offset>", "where it stands (`source.start`), when the number is printed more than once")
    .option("--near <text>", "words of its sentence: they find the number again when the report's text changes")
    .option("--indicator <id>", "what it is a value of: an id of the lexicon, or none")
    .option("--value <decimal>", "its value in the canonical unit")
    .option("--unit <unit>", "its canonical unit")
    .option("--subject <name>", "whom it speaks of, when not the school; none for the school itself")
    .option("--aspect <aspect>", "actual, plan, change, history or rank")
    .option("--drop", "it is no figure")
    .requiredOption("--by <name>", "who says so")
    .option("--note <text>", "why")
    .action((report: string, options: Record<string, string | boolean | undefined>) =>
      run(async (config, io) => (await import("./commands/correct.ts")).correctCommand(config, io, report, options)),
    );

  program
    .command("lexicon")
    .description("suggest: list the commonest names of figures that no entry of the lexicon covers, for a person to adopt.")
    .addArgument(new Argument("<action>", "what to do").choices(["suggest"]))
    .option("--json", "one JSON object per name")
    .option("--least <count>", "leave out names that fewer figures bear (default 2)")
    .action((_action: string, options: { json?: boolean; least?: string }) =>
      run(async (config, io) => (await import("./commands/lexicon.ts")).suggestCommand(config, io, { json: options.json === true, least: options.least })),
    );
}
