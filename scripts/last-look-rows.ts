/** Questions with known answers, each with the sentences that the last look would weigh: what its weights are learnt from. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ComposeContext } from "../src/answer/draft.ts";
import { answerQuestion } from "../src/answer-question.ts";
import { readConfig } from "../src/config.ts";
import type { ParsedQuestion } from "../src/domain/question.ts";
import { rankSaid } from "../src/drafting/rank-said.ts";
import { type GoldQuestion, goldSetSchema } from "../src/eval/gold.ts";
import { ABSTAINS } from "../src/eval/score-answer.ts";
import { loadSchoolRegistry } from "../src/lexicon/school-registry.ts";
import type { Evidence } from "../src/retrieve/evidence.ts";
import type { SaidMeasure } from "../src/retrieve/said/said-score.ts";
import { ingestReports, loadParts } from "../src/runtime.ts";
import { databasePath } from "../src/store/database.ts";
import { openStore } from "../src/store/sqlite-store.ts";
import { openVectorIndex } from "../src/store/vector-cache.ts";
import { foldText } from "../src/text/fold.ts";

/** One question: whether a report tells it, how it was answered, and its sentences with whether each is a right one. */
export interface LookRow {
  /** Whether the vocabulary's words for those typed were known: questions that nobody has seen use words that it lacks. */
  readonly words: "all" | "typed";
  readonly set: string;
  readonly id: string;
  readonly question: string;
  readonly told: boolean;
  readonly status: string;
  readonly intent: string;
  readonly sentences: readonly { readonly words: string; readonly right: boolean; readonly cited: boolean; readonly measure: SaidMeasure }[];
}

/** Intents that a sentence may answer. */
const BY_SENTENCE: ReadonlySet<string> = new Set(["explain", "exists", "list", "lookup", "define", "out_of_scope", "trend"]);

const squeeze = (text: string): string => foldText(text.normalize("NFKC")).replace(/\s+/g, "");

/** Asks every question of the sets over the reports that each is of. */
export async function gatherRows(sets: readonly { readonly reports: string; readonly gold: string }[]): Promise<readonly LookRow[]> {
  const rows: LookRow[] = [];
  const parts = await loadParts(readConfig({}, process.env, process.cwd()));
  for (const reports of new Set(sets.map((set) => set.reports))) {
    const folder = mkdtempSync(join(tmpdir(), "wenbao-look-"));
    try {
      for (const { gold } of sets.filter((set) => set.reports === reports && existsSync(set.gold))) rows.push(...(await rowsOf(parts, folder, reports, gold)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return rows;
}

async function rowsOf(parts: Awaited<ReturnType<typeof loadParts>>, folder: string, reports: string, gold: string): Promise<readonly LookRow[]> {
  const config = readConfig({ index: folder }, process.env, process.cwd());
  if (!existsSync(databasePath(folder))) await ingestReports(config, { paths: [reports], prune: false }, parts);
  const { segmenter, embedder, lexicon } = parts;
  const store = openStore(databasePath(folder), { segmenter, readonly: true });
  const vectors = openVectorIndex(store, folder);
  const deps = { store, segmenter, embedder, lexicon, schools: loadSchoolRegistry(config.schoolsFile) };
  const rows: LookRow[] = [];
  for (const question of readSet(gold)) {
    let parsed: ParsedQuestion | null = null;
    let told: ParsedQuestion | null = null;
    let evidence: Evidence | null = null;
    const answer = await answerQuestion(
      {
        ...deps,
        vectors: () => vectors,
        clock: () => 0,
        observe: (step) => {
          if (step.kind === "understood") [parsed, told] = [parsed ?? step.parsed, step.parsed];
          if (step.kind === "evidence") evidence ??= step.evidence;
        },
      },
      { question: question.question, history: question.history ?? [], ...(question.slots === undefined ? {} : { slots: question.slots }) },
    );
    if (parsed === null || told === null || evidence === null) continue;
    const context = { parsed, evidence, lexicon } as unknown as ComposeContext;
    const status = [question.expect.status ?? []].flat();
    const absent = status.length > 0 && status.every((one) => one === "not_found" || one === "out_of_scope");
    const has = (question.expect.quoteHas ?? []).map(squeeze);
    if (!absent && (has.length === 0 || !BY_SENTENCE.has(answer.intent))) continue;
    const cited = answer.citations.map(({ quote }) => squeeze(quote));
    for (const words of ["all", "typed"] as const) {
      const { sentences: ranked } = await rankSaid({ ...deps, vectors: () => vectors }, context, told, words);
      rows.push({
        words,
        set: gold,
        id: question.id,
        question: question.question,
        told: !absent,
        status: ABSTAINS.has(answer.status) ? "abstained" : answer.status,
        intent: answer.intent,
        sentences: ranked.map(({ sentence: { words }, measure }) => ({
          words,
          right: !absent && has.some((term) => words.includes(term)),
          cited: cited.some((quote) => quote.includes(squeeze(words))),
          measure,
        })),
      });
    }
  }
  store.close();
  return rows;
}

function readSet(path: string): readonly GoldQuestion[] {
  const held: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!path.includes("last-look")) return goldSetSchema.parse(held);
  const { told, absent } = held as { told: { question: string; has: string }[]; absent: string[] };
  return [
    ...told.map(({ question, has }): GoldQuestion => ({ id: question, question, expect: { quoteHas: [has] } })),
    ...absent.map((question): GoldQuestion => ({ id: question, question, expect: { status: "not_found" } })),
  ];
}
