import { setTimeout as wait } from "node:timers/promises";
import { maskedStore, type NameMask, tellMasked } from "./access/masked-store.ts";
import { type IsVisible, viewOfStore, viewOfVectors } from "./access/store-view.ts";
import { createAuditReader } from "./answer/audit-notes.ts";
import { answerQuestion } from "./answer-question.ts";
import { loadCorrections } from "./audit/load-corrections.ts";
import { loadAuditRules } from "./audit/rules.ts";
import { loadStandards } from "./audit/standards.ts";
import { type AuditData, auditIndexed } from "./audit-index.ts";
import { buildIndex, type IngestOptions } from "./build-index.ts";
import type { Config } from "./config.ts";
import type { Answer } from "./contract/answer.ts";
import type { AskRequest } from "./contract/ask.ts";
import type { ReportAudit } from "./contract/audit.ts";
import type { FigureMatrix } from "./contract/matrix.ts";
import { toReportId } from "./domain/ids.ts";
import type { Embedder, Segmenter, VectorIndex } from "./domain/ports.ts";
import type { AnswerStep } from "./drafting/asking.ts";
import { extractFigures } from "./figures/extract-figures.ts";
import type { IngestSummary } from "./indexing/events.ts";
import { createSourceFiles } from "./ingest/discover.ts";
import { loadIndicatorGroups } from "./lexicon/groups.ts";
import { type Lexicon, loadLexicon } from "./lexicon/lexicon.ts";
import { loadNameVocabulary } from "./lexicon/name-words.ts";
import { loadSchoolRegistry } from "./lexicon/school-registry.ts";
import { databasePath } from "./store/database.ts";
import { assertEmbedder, CUT_OTHERWISE, isCutOtherwise } from "./store/index-identity.ts";
import { forbidNative } from "./store/native.ts";
import { openStore } from "./store/sqlite-store.ts";
import type { Store } from "./store/store.ts";
import { tabulateFigures } from "./tabulate-figures.ts";
import { maskKnownNames, maskNames } from "./text/mask-names.ts";
import { type Pace, runInSlices, type WarmingDeps, warmingSteps, warmMeaning } from "./warm-index.ts";

/** An index opened to be asked. */
export interface Runtime extends Readings {
  readonly lexicon: Lexicon;
  /** The same over the reports that pass alone, as if no others were in the index. */
  narrow(isVisible: IsVisible): Readings;
  /** Opens, beside answering, what the first search by meaning waits for: over a province the graph, which takes seconds from a cold disk. */
  prepare(): Promise<void>;
  /**
   * Reads beforehand what first questions would have to read; false where the index changed or was closed meanwhile. "beside": it rests now and then to
   * let questions pass, and does not keep the program running.
   */
  warm(how?: "beside" | "at once"): Promise<boolean>;
  close(): void;
}

/** All that can be read from an index, or from the part of it that somebody may see. */
export interface Readings {
  readonly store: Store;
  ask(request: AskRequest): Promise<Answer>;
  /** What in a report does not add up, is missing or misses a standard; null for an unknown id. */
  audit(reportId: string): ReportAudit | null;
  /** What each report gives, by indicator; made anew when the index has changed. */
  matrix(): FigureMatrix;
}

/** Stands in where nothing is cut: a store opened for look-ups alone never segments. */
export const noSegmenter: Segmenter = { id: "none", cut: () => [], searchTerms: () => [] };

/** What an audit is done by: relations of indicators and published standards. */
export function loadAuditData(config: Config, lexicon: Lexicon = loadLexicon(config.lexiconFolder)): AuditData {
  return { lexicon, rules: loadAuditRules(config.lexiconFolder, lexicon), standards: loadStandards(config.standardsFolder, lexicon) };
}

/** Opens the index for look-ups alone, without dictionary and model. Throws AppError `index_missing` where there is none. */
export function openReadOnlyStore(config: Config): Store {
  return openStore(databasePath(config.indexFolder), { segmenter: noSegmenter, readonly: true });
}

/** The same as people may see it: with names masked where the setting says so. */
export function openShownStore(config: Config): Store {
  const store = openReadOnlyStore(config);
  return config.maskNames ? maskedStore(store, loadNameMask(config)) : store;
}

function loadNameMask(config: Config): NameMask {
  const words = loadNameVocabulary(config.lexiconFolder);
  return { mask: (text) => maskNames(text, words), maskShort: (text, names) => maskKnownNames(text, names, words) };
}

/** Reads reports into the index, which is made where there is none. */
export async function ingestReports(config: Config, options: IngestOptions, parts?: Parts): Promise<IngestSummary> {
  const { lexicon, segmenter, embedder } = parts ?? (await loadParts(config));
  const store = openStore(databasePath(config.indexFolder), { segmenter });
  try {
    const corrections = loadCorrections(config.correctionsFolder, lexicon);
    const files = createSourceFiles(config.maxFileBytes);
    const summary = await buildIndex({ store, embedder, segmenter, lexicon, extractFigures, corrections, files }, options);
    const { saveVectorCache } = await import("./store/hnsw-cache.ts");
    saveVectorCache(store, config.indexFolder);
    return summary;
  } finally {
    store.close();
  }
}

export interface RuntimeOptions {
  /** Loaded before; they are loaded here unless given. */
  readonly parts?: Parts;
  /** Told of answers that the number gate stopped. */
  readonly onWithheld?: (detail: string) => void;
  /** Told at the opening, in a line each, what works otherwise than it should and what to do. */
  readonly onNotice?: (line: string) => void;
}

/** Opens the index with all that an answer needs. Throws AppError `index_missing` or `index_of_other_model`. */
export async function openRuntime(config: Config, options: RuntimeOptions = {}): Promise<Runtime> {
  // First, so that a missing index is told before a model is loaded.
  openReadOnlyStore(config).close();
  const { lexicon, segmenter, embedder, standIns = [] } = options.parts ?? (await loadParts(config));
  for (const line of standIns) options.onNotice?.(line);
  const printed = openStore(databasePath(config.indexFolder), { segmenter, readonly: true });
  const store = config.maskNames ? maskedStore(printed, loadNameMask(config)) : printed;
  try {
    assertEmbedder(store, embedder.identity);
  } catch (error) {
    store.close();
    throw error;
  }
  if (isCutOtherwise(store, segmenter.id)) options.onNotice?.(CUT_OTHERWISE);
  const { openVectorIndex } = await import("./store/vector-cache.ts");
  const vectors = openVectorIndex(store, config.indexFolder);
  const auditData = loadAuditData(config, lexicon);
  const auditNotes = createAuditReader(store, lexicon, auditData.rules);
  const shared = {
    rules: auditData.rules,
    audit: auditNotes,
    lexicon,
    schools: loadSchoolRegistry(config.schoolsFile),
    embedder,
    segmenter,
    clock: () => performance.now(),
    observe: (step: AnswerStep) => {
      if (step.kind === "withheld") options.onWithheld?.(JSON.stringify(step.breaks));
    },
  };
  const groups = loadIndicatorGroups(config.lexiconFolder);
  const readings = (seen: Store, near: VectorIndex): Readings => ({
    store: seen,
    ask: async (request) => {
      const answer = await answerQuestion({ ...shared, store: seen, vectors: () => near }, request);
      return config.maskNames ? tellMasked(answer, (id) => printed.readText(id)) : answer;
    },
    audit: (reportId) => auditIndexed(seen, auditData, toReportId(reportId)),
    matrix: keepPerGeneration(seen, () => tabulateFigures({ store: seen, indicators: lexicon.indicators, groups })),
  });
  let isClosed = false;
  return {
    ...readings(store, vectors),
    lexicon,
    narrow(isVisible) {
      const seen = viewOfStore(store, isVisible);
      return readings(seen, viewOfVectors(vectors, seen));
    },
    prepare: () => vectors.ready(),
    warm: (how = "beside") => warm({ store, lexicon, embedder, audit: auditNotes }, how === "beside" ? rest : async () => {}, () => isClosed),
    close() {
      isClosed = true;
      store.close();
    },
  };
}

const rest: Pace["rest"] = (ms) => wait(ms, undefined, { ref: false });

/** Until done, or until the index is closed or has changed. */
async function warm(deps: WarmingDeps & { readonly store: Store; readonly embedder: Embedder }, rest: Pace["rest"], isClosed: () => boolean): Promise<boolean> {
  const generation = deps.store.generation();
  const isStale = (): boolean => isClosed() || deps.store.generation() !== generation;
  const pace: Pace = { clock: () => performance.now(), rest, isStale };
  return (await runInSlices(warmingSteps(deps), pace)) && (await warmMeaning(deps, pace));
}

/** Makes a value again only after the index has changed. */
function keepPerGeneration<T>(store: Store, make: () => T): () => T {
  let kept: { readonly generation: number; readonly value: T } | null = null;
  return () => {
    const generation = store.generation();
    if (kept?.generation !== generation) kept = { generation, value: make() };
    return kept.value;
  };
}

/** What reading and answering share; loading it takes most of the start, so that who does both loads it once. */
export interface Parts {
  readonly lexicon: Lexicon;
  readonly segmenter: Segmenter;
  readonly embedder: Embedder;
  /** What takes the place of a compiled part that does not load, a line for each; none on most machines. */
  readonly standIns?: readonly string[];
}

async function listStandIns(cutterTrouble: string | null): Promise<readonly string[]> {
  const { graphTrouble } = await import("./store/hnsw-index.ts");
  const graph = graphTrouble();
  return [
    ...(cutterTrouble === null ? [] : [`the compiled word cutter does not load (${cutterTrouble}); the one that runs on any machine is used`]),
    ...(graph === null ? [] : [`graph search does not load (${graph}); all search is exact, which takes longer above 20,000 passages`]),
  ];
}

/** Vocabulary, dictionary and model. The native and heavy packages load only here: listing figures and help do without them. */
export async function loadParts(config: Config): Promise<Parts> {
  if (!config.native) forbidNative();
  const [{ openSegmenter }, { createTransformersEmbedder }] = await Promise.all([
    import("./store/open-segmenter.ts"),
    import("./store/transformers-embedder.ts"),
  ]);
  const lexicon = loadLexicon(config.lexiconFolder);
  // Only a hub id ("owner/name") that somebody set on purpose is ever fetched; the bundled model has none.
  const embedder = await createTransformersEmbedder({ model: config.model, modelsFolder: config.modelsFolder, allowRemote: true });
  const { segmenter, standsInFor } = await openSegmenter(lexicon.aliases.terms);
  return { lexicon, segmenter, embedder, standIns: await listStandIns(standsInFor) };
}
