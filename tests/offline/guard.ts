import dns from "node:dns";
import { writeSync } from "node:fs";
import { Socket } from "node:net";

/** Loaded before the program: whoever looks up a name or opens a connection ends the process at once, and is named. */
const REACHED_OUT = 97;

function refuse(what: string): never {
  writeSync(2, `reached out: ${what}\n${new Error("from here").stack ?? ""}\n`);
  process.exit(REACHED_OUT);
}

Socket.prototype.connect = () => refuse("a connection");
dns.lookup = Object.assign(() => refuse("a name"), { __promisify__: () => refuse("a name") });
dns.promises.lookup = () => refuse("a name");
globalThis.fetch = () => refuse("fetch");
