import { saveVectorCache } from "../../src/store/hnsw-cache.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { ingestGenerated, packageLexicon } from "./support.ts";

/** `worker.ts INDEX REPORTS`: ingests once, told on standard output when it begins and ends; made to be killed. */
const [index = "", reports = ""] = process.argv.slice(2);
packageLexicon();
process.stdout.write("ready\n");
const store = openStore(`${index}/wenbao.db`, { segmenter: createBigramSegmenter() });
const { failed } = await ingestGenerated(store, reports);
saveVectorCache(store, index);
store.close();
process.stdout.write(`done ${failed.map(({ file, reason }) => `${file}: ${reason}`).join("; ")}\n`);
