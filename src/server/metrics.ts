import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Numbers about the running server, in Prometheus' text form. No label holds anything that a client wrote. */
export interface Metrics {
  readonly contentType: string;
  request(facts: { readonly method: string; readonly route: string; readonly status: number; readonly seconds: number }): void;
  answer(facts: { readonly status: string; readonly intent: string; readonly seconds: number }): void;
  withheld(): void;
  /** Everything so far. */
  text(): Promise<string>;
}

/** Seconds: an answer takes milliseconds, over a province tens of them. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** `reportCount` is asked for whenever the numbers are read. */
export function createMetrics(reportCount: () => number): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: "wenbao_" });
  const requests = new Histogram({
    name: "wenbao_http_request_duration_seconds",
    help: "Time until a response began.",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS,
    registers: [register],
  });
  const answers = new Histogram({
    name: "wenbao_answer_duration_seconds",
    help: "Time to make an answer.",
    labelNames: ["status", "intent"],
    buckets: BUCKETS,
    registers: [register],
  });
  const withheld = new Counter({ name: "wenbao_answers_withheld_total", help: "Answers that the number gate stopped.", registers: [register] });
  new Gauge({
    name: "wenbao_reports",
    help: "Reports in the index.",
    registers: [register],
    collect() {
      this.set(reportCount());
    },
  });
  return {
    contentType: register.contentType,
    request: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
    answer: ({ status, intent, seconds }) => answers.observe({ status, intent }, seconds),
    withheld: () => withheld.inc(),
    text: () => register.metrics(),
  };
}
