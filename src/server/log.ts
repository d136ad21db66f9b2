import { pino } from "pino";

/** A line for the log: what happened, with facts. Facts are values of JSON, so that no input can begin a line of its own. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Lines of JSON to `write`; `error` takes what was thrown as the fact `err`. */
export function createLog(level: string, write: (line: string) => void): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } }, { write });
}
