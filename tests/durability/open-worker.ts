import { AppError } from "../../src/domain/issue.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";

/** `open-worker.ts INDEX`: opens an index for reading, then for writing, and says as JSON how each went. */
const [index = ""] = process.argv.slice(2);

function attempt(readonly: boolean): string {
  try {
    const store = openStore(`${index}/wenbao.db`, { segmenter: createBigramSegmenter(), readonly });
    const found = store.reports().length;
    if (!readonly) store.clear();
    store.close();
    return `${found} reports`;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

process.stdout.write(JSON.stringify([attempt(true), attempt(false)]));
