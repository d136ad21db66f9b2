import type { Config } from "../config.ts";

/** `warn` keeps nothing from working; `fail` does. */
export interface Finding {
  readonly verdict: "ok" | "warn" | "fail";
  readonly detail: string;
}

export interface Examination {
  readonly name: string;
  /** What it throws is a failure, told with its remedy. */
  examine(config: Config): Promise<Finding> | Finding;
}

export const ok = (detail: string): Finding => ({ verdict: "ok", detail });
export const warn = (detail: string): Finding => ({ verdict: "warn", detail });
export const fail = (detail: string): Finding => ({ verdict: "fail", detail });
