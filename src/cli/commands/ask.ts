import { renameSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Config } from "../../config.ts";
import { EXPORT_FORMATS, type ExportFormat, MAX_QUESTION_CHARACTERS } from "../../contract/ask.ts";
import { cleanQuestion } from "../../contract/question.ts";
import { toReportId } from "../../domain/ids.ts";
import { AppError } from "../../domain/issue.ts";
import type { Language } from "../../domain/question.ts";
import { openRuntime } from "../../runtime.ts";
import { type CliIo, EXIT } from "../io.ts";
import { renderAnswer } from "../render-answer.ts";

export interface AskOptions {
  readonly question: string;
  readonly json: boolean;
  readonly language: string | undefined;
  /** A file to write instead of printing; its ending says as what. */
  readonly output: string | undefined;
  readonly reportIds: readonly string[] | undefined;
}

/** `wenbao ask`: an answer is a success whatever its status; exit 0 says that the question was read and answered honestly. */
export async function askCommand(config: Config, io: CliIo, options: AskOptions): Promise<number> {
  const language = readLanguage(options.language);
  const format = options.output === undefined ? undefined : readFormat(options.output);
  const question = cleanQuestion(options.question === "-" ? await io.readStandardInput() : options.question);
  if (question === "") throw new AppError("usage", "The question is empty. Put it in quotes after `ask`, or give - and pipe it in.");
  if (question.length > MAX_QUESTION_CHARACTERS) {
    throw new AppError("usage", `The question has ${question.length} characters; at most ${MAX_QUESTION_CHARACTERS} are read. Ask it in fewer words.`);
  }
  const runtime = await openRuntime(config);
  try {
    for (const id of options.reportIds ?? []) {
      if (runtime.store.report(toReportId(id)) === null)
        throw new AppError("report_not_found", `There is no report "${id}". \`wenbao figures --json\` names the ids.`);
    }
    const answer = await runtime.ask({
      question,
      ...(language === undefined ? {} : { language }),
      ...(options.reportIds === undefined ? {} : { reportIds: [...options.reportIds] }),
    });
    if (options.output !== undefined && format !== undefined) {
      const { exportAnswer } = await import("../../export/export-answer.ts");
      writeOutput(resolve(io.workingFolder, options.output), await exportAnswer(answer, format));
      io.err(`${options.output} written.\n`);
      return EXIT.ok;
    }
    io.out(options.json ? `${JSON.stringify(answer, null, 2)}\n` : renderAnswer(answer, (id) => runtime.store.report(toReportId(id))?.file ?? id));
    return EXIT.ok;
  } finally {
    runtime.close();
  }
}

function readLanguage(given: string | undefined): Language | undefined {
  if (given === undefined || given === "zh" || given === "en") return given;
  throw new AppError("usage", `--language is "${given}". Give zh or en.`);
}

function readFormat(output: string): ExportFormat {
  const format = EXPORT_FORMATS.find((known) => output.toLowerCase().endsWith(`.${known}`));
  if (format === undefined) throw new AppError("usage", `--output is "${output}". Give a file that ends in .${EXPORT_FORMATS.join(" or .")}.`);
  return format;
}

/** Aside first, so that a file that was there before is never half overwritten. */
function writeOutput(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(`${path}.new`, bytes);
    renameSync(`${path}.new`, path);
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new AppError("output_not_written", `${path} cannot be written${reason}. Choose a folder that exists and may be written to.`, { cause });
  }
}
