import { Worker } from "node:worker_threads";

/** Looks from a thread of its own, as the one that reads a file does not come to look while it does. */
const WATCH = `
const { workerData } = require("node:worker_threads");
setInterval(() => {
  if (process.memoryUsage.rss() > workerData) process.kill(process.pid, "SIGKILL");
}, 250);
`;

/**
 * Ends this process when it has taken more than `bytes` of memory. A small file may unpack to any size in places where nobody can look
 * before (a page of a PDF); what was written of it is rolled back when the index is next opened.
 */
export function limitMemory(bytes: number): void {
  new Worker(WATCH, { eval: true, workerData: bytes, execArgv: [] }).unref();
}
