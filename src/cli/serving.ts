import { auditLogFolder, openAuditLog } from "../access/audit-log.ts";
import { followGroups, idleEntries } from "../access/groups.ts";
import { createPeers } from "../access/peers.ts";
import { openTokenBook, tokensPath } from "../access/token-file.ts";
import { createViews, seesEverything } from "../access/views.ts";
import type { Config } from "../config.ts";
import type { Language } from "../domain/question.ts";
import type { Readings, Runtime } from "../runtime.ts";
import type { Access } from "../server/access/access.ts";
import { exampleQuestions } from "../server/example-questions.ts";
import { createLog, type Log } from "../server/log.ts";
import { createMetrics } from "../server/metrics.ts";
import type { Observers } from "../server/observe.ts";
import type { ReadingView } from "../server/reading-view.ts";
import type { CliIo } from "./io.ts";

/** What a server of these settings logs to standard output, one JSON object a line. */
export function logFor({ running }: Config, io: CliIo): Log {
  return createLog(running.logLevel, (line) => io.out(line));
}

/** All that is read, with the example questions that it can answer. */
export function toReadingView(runtime: Runtime, readings: Readings): ReadingView {
  const suggest = (language: Language): readonly string[] => exampleQuestions(readings.store, runtime.lexicon, language);
  const { ask, audit, matrix, store } = readings;
  return { ask, audit, matrix, store, suggest };
}

/** Who may do what, as the settings, the tokens and the groups' file say; changes of the files hold at once. Throws AppError `groups_damaged`. */
export function accessFor(config: Config, runtime: Runtime, log: Log): Access {
  const { access } = config;
  const told = (message: string) => (cause: unknown) => log.error({ err: cause }, message);
  const rules = followGroups(access.groupsFile, { required: access.groupsRequired }, told("the groups' file is spoilt; what it said before still holds"));
  const idle = idleEntries(rules(), runtime.store.reports());
  if (idle.length > 0) log.warn({ entries: idle }, "entries of the groups' file fit no report: what they mean to close is open");
  return {
    config: access,
    tokens: openTokenBook(tokensPath(config.indexFolder), () => new Date(), told("the tokens' file is damaged; no token of it holds")),
    peers: createPeers(access.trustedProxies),
    viewFor: createViews({ rules, whole: toReadingView(runtime, runtime), narrow: (isVisible) => toReadingView(runtime, runtime.narrow(isVisible)) }),
    seesEverything: (viewer) => seesEverything(rules(), viewer),
  };
}

/** Where a server of these settings tells what it does. */
export function observersFor(config: Config, runtime: Runtime, log: Log): Observers {
  const { running } = config;
  return {
    log,
    metrics: running.metrics ? createMetrics(() => runtime.store.reports().length) : null,
    audit: openAuditLog(auditLogFolder(config.indexFolder), { keepDays: running.auditDays, clock: () => new Date() }),
    questions: { log: running.logQuestions, audit: running.auditQuestions },
  };
}
