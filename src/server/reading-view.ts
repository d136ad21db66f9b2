import type { Context } from "hono";
import type { Answer } from "../contract/answer.ts";
import type { AskRequest } from "../contract/ask.ts";
import type { ReportAudit } from "../contract/audit.ts";
import type { FigureMatrix } from "../contract/matrix.ts";
import type { Language } from "../domain/question.ts";
import type { Store } from "../store/store.ts";

/** Everything that can be read, over the reports that one viewer may see. */
export interface ReadingView {
  readonly store: Pick<Store, "reports" | "report" | "readText" | "figures">;
  ask(request: AskRequest): Promise<Answer>;
  /** What in a report does not add up, is missing or misses a standard; null for an unknown id. */
  audit(reportId: string): ReportAudit | null;
  /** What each report gives, by indicator. */
  matrix(): FigureMatrix;
  /** Questions that the reports can answer, for the empty page. */
  suggest(language: Language): readonly string[];
}

/** The view of whoever asks. Routes that read get this and nothing else, so that none can show what its viewer may not see. */
export type ViewOf = (context: Context) => ReadingView;
