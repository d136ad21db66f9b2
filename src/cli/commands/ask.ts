import type { Config } from "../../config.ts";
import { MAX_QUESTION_CHARACTERS } from "../../contract/ask.ts";
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
  readonly reportIds: readonly string[] | undefined;
}

/** `wenbao ask`: an answer is a success whatever its status; exit 0 says that the question was read and answered honestly. */
export async function askCommand(config: Config, io: CliIo, options: AskOptions): Promise<number> {
  const language = readLanguage(options.language);
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
