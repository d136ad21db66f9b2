import { createHash } from "node:crypto";
import { existsSync, readFileSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import type { Config } from "../../config.ts";
import { AppError } from "../../domain/issue.ts";
import { loadAuditData, openReadOnlyStore } from "../../runtime.ts";
import { CUT_OTHERWISE, isCutOtherwise } from "../../store/index-identity.ts";
import { forbidNative } from "../../store/native.ts";
import { type Examination, type Finding, fail, ok, warn } from "../examination.ts";
import { examineAccess, examineGroups, examineSettings } from "../examine-access.ts";
import { type CliIo, EXIT } from "../io.ts";

const OLDEST_NODE = 20;
const CHECKSUMS = "SHA256SUMS";
const SCARCE_BYTES = 1_000_000_000;
const LEAST_BYTES = 50_000_000;

const examinations = (io: CliIo): readonly Examination[] => [
  { name: "node", examine: examineNode },
  { name: "database driver", examine: examineDriver },
  { name: "graph search", examine: examineGraph },
  { name: "word cutter", examine: examineCutter },
  { name: "vocabulary", examine: examineVocabulary },
  { name: "model files", examine: examineModelFiles },
  { name: "model", examine: examineModel },
  { name: "index", examine: examineIndex },
  { name: "disk", examine: examineDisk },
  { name: "port", examine: examinePort },
  { name: "page", examine: examinePage },
  { name: "settings", examine: () => examineSettings(io.environment) },
  { name: "access", examine: examineAccess },
  { name: "groups", examine: examineGroups },
];

/** `wenbao doctor`: a line for each thing that Wenbao needs; succeeds when none of them fails. */
export async function doctorCommand(config: Config, io: CliIo): Promise<number> {
  let failed = false;
  for (const { name, examine } of examinations(io)) {
    const { verdict, detail } = await examined(examine, config);
    failed ||= verdict === "fail";
    io.out(`${verdict.padEnd(4)}  ${name.padEnd(16)} ${detail}\n`);
  }
  return failed ? EXIT.failed : EXIT.ok;
}

async function examined(examine: Examination["examine"], config: Config): Promise<Finding> {
  try {
    return await examine(config);
  } catch (error) {
    if (error instanceof AppError) return fail(error.safeMessage);
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return fail(`${line}. Run \`npm ci\` again on this machine; README, "Development", names what native packages need.`);
  }
}

function examineNode(): Finding {
  const { version } = process;
  return Number(/\d+/.exec(version)?.[0]) >= OLDEST_NODE ? ok(version) : fail(`${version}; at least ${OLDEST_NODE} is needed. Install a newer Node.`);
}

async function examineDriver(): Promise<Finding> {
  const { openDatabase } = await import("../../store/database.ts");
  const db = openDatabase(":memory:", { readonly: false });
  const version = db.prepare<[], string>("SELECT sqlite_version()").pluck().get();
  db.close();
  return ok(`SQLite ${version}`);
}

async function examineGraph({ native }: Config): Promise<Finding> {
  if (!native) forbidNative();
  const { createHnswIndex, graphTrouble } = await import("../../store/hnsw-index.ts");
  const trouble = graphTrouble();
  if (trouble !== null) return warn(`does not load (${trouble}); all search is exact, which takes longer above 20,000 passages`);
  const graph = createHnswIndex(2, { m: 4, efConstruction: 10 });
  graph.add(7, Float32Array.of(1, 0));
  return graph.search(Float32Array.of(1, 0), 1)[0]?.label === 7 ? ok("finds what was put in") : fail("does not find what was put in. Run `npm ci` again.");
}

async function examineCutter({ native }: Config): Promise<Finding> {
  if (!native) forbidNative();
  const { openSegmenter } = await import("../../store/open-segmenter.ts");
  const { segmenter, standsInFor } = await openSegmenter([]);
  const text = "学校有专任教师83人";
  const joined = segmenter
    .cut(text)
    .map(({ term }) => term)
    .join("");
  if (joined !== text) return fail("loses characters. Run `npm ci` again.");
  return standsInFor === null ? ok(segmenter.id) : warn(`${segmenter.id} stands in for the compiled one, which does not load (${standsInFor})`);
}

function examineVocabulary(config: Config): Finding {
  const { lexicon } = loadAuditData(config);
  return ok(`${lexicon.indicators.length} indicators`);
}

function examineModelFiles({ model, modelsFolder }: Config): Finding {
  const folder = join(modelsFolder, model);
  const list = join(folder, CHECKSUMS);
  if (!existsSync(list)) return warn(`${model} has no ${CHECKSUMS} to hold its files against`);
  const lines = readFileSync(list, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const wrong = lines.flatMap((line) => {
    const [sum, name = ""] = line.split(/\s+\*?/);
    const file = join(folder, name);
    if (!existsSync(file)) return [`${name} is missing`];
    return createHash("sha256").update(readFileSync(file)).digest("hex") === sum ? [] : [`${name} is not the file that was shipped`];
  });
  return wrong.length === 0
    ? ok(`${lines.length} files as shipped`)
    : fail(`${wrong.join(", ")}. Install Wenbao again, or copy data/models from a sound copy.`);
}

async function examineModel(config: Config): Promise<Finding> {
  const { createTransformersEmbedder } = await import("../../store/transformers-embedder.ts");
  const { identity } = await createTransformersEmbedder({ model: config.model, modelsFolder: config.modelsFolder });
  return ok(`${identity.model}, ${identity.dimension} dimensions`);
}

async function examineIndex(config: Config): Promise<Finding> {
  let store: ReturnType<typeof openReadOnlyStore>;
  try {
    store = openReadOnlyStore(config);
  } catch (error) {
    if (error instanceof AppError && ["index_missing", "index_older"].includes(error.code)) return warn(error.safeMessage);
    throw error;
  }
  try {
    const { cacheStanding } = await import("../../store/hnsw-cache.ts");
    const built = store.embedderIdentity();
    if (built !== null && built.model !== config.model)
      return fail(`was built with the model ${built.model}. Set WENBAO_MODEL to it, or run \`ingest\` again.`);
    const { hashOfWeights } = await import("../../store/transformers-embedder.ts");
    if (built !== null && hashOfWeights(config).weights !== built.weights)
      return fail(`was built with other weights of the model ${built.model}. Run \`ingest\` again.`);
    const reports = `${store.reports().length} reports`;
    const { openSegmenter } = await import("../../store/open-segmenter.ts");
    if (isCutOtherwise(store, (await openSegmenter([])).segmenter.id)) return warn(`${reports}; ${CUT_OTHERWISE}`);
    const standing = cacheStanding(store, config.indexFolder);
    return standing === "unusable"
      ? warn(`${reports}; its vector cache is missing or damaged and is made anew by the next \`ingest\``)
      : ok(`${reports}, vector cache ${standing}`);
  } finally {
    store.close();
  }
}

function examineDisk({ indexFolder }: Config): Finding {
  let folder = indexFolder;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const told = `${(free / 1e9).toFixed(1)} GB free at the index`;
  return free < LEAST_BYTES ? fail(`${told}. Make room.`) : free < SCARCE_BYTES ? warn(told) : ok(told);
}

function examinePort({ host, port }: Config): Promise<Finding> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(warn(`${host}:${port} cannot be listened on now (${error.code ?? error.message})`)));
    server.listen(port, host, () => server.close(() => resolve(ok(`${host}:${port} is free`))));
  });
}

/** From source the page is made when the server starts. */
function examinePage({ webFolder }: Config): Finding {
  if (import.meta.filename.endsWith(".ts")) return ok("made when the server starts");
  return existsSync(join(webFolder, "index.html")) ? ok("built") : fail("its files are not built. Run `npm run build`, or install Wenbao again.");
}
