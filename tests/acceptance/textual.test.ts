import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { ingestReports, openRuntime, type Runtime } from "../../src/runtime.ts";
import lined from "../specs/asked-in-one-line.json" with { type: "json" };
import kinds from "../specs/asked-kinds.json" with { type: "json" };
import parts from "../specs/asked-of-parts.json" with { type: "json" };
import dated from "../specs/dated.json" with { type: "json" };
import direct from "../specs/direct-answers.json" with { type: "json" };
import everyday from "../specs/everyday-words.json" with { type: "json" };
import abstaining from "../specs/false-abstention.json" with { type: "json" };
import looked from "../specs/last-look.json" with { type: "json" };
import sides from "../specs/other-sides.json" with { type: "json" };
import clauses from "../specs/relative-clauses.json" with { type: "json" };
import tempting from "../specs/tempting-questions.json" with { type: "json" };
import first from "../specs/textual-answers.json" with { type: "json" };
import second from "../specs/textual-answers-2.json" with { type: "json" };
import third from "../specs/textual-answers-3.json" with { type: "json" };
import fourth from "../specs/textual-answers-4.json" with { type: "json" };
import fifth from "../specs/textual-answers-5.json" with { type: "json" };
import sixth from "../specs/textual-answers-6.json" with { type: "json" };
import wider from "../specs/wider-wholes.json" with { type: "json" };

/** Questions that are answered in sentences, over invented reports of their own. */

interface Case {
  readonly rule: string;
  readonly question: string;
  readonly history?: readonly string[];
  readonly status?: string;
  readonly statusIn?: readonly string[];
  readonly textHas?: string;
  readonly textLacks?: string;
  /** Held by one of the quotations. */
  readonly quoteHas?: string;
  /** Held by the first quotation. */
  readonly firstQuoteHas?: string;
  /** Value with unit, each among the figures. */
  readonly values?: readonly string[];
  readonly noValues?: boolean;
  readonly intent?: string;
  readonly caveats?: readonly string[];
  readonly noCaveats?: readonly string[];
}

interface Spec {
  readonly reports: readonly { readonly file: string; readonly text: string }[];
  readonly cases: readonly Case[];
}

const specs: readonly (readonly [string, Spec])[] = [
  ["answers in sentences", first],
  ["reasons, names, lists and years", second],
  ["the sentence that answers comes first", third],
  ["rules, offices, announced parts and paired measures", fourth],
  ["points of problem sections, steps, parts and others", fifth],
  ["what is called by a name of its own", sixth],
  ["superlatives, sums, yes and no", direct],
  ["what a report says is not said to be missing", abstaining],
  ["questions that tempt to tell something else", tempting],
  ["another side of what is asked", sides],
  ["the last look", looked],
  ["everyday words", everyday],
  ["shares of another whole", wider],
  ["what was done on a day", dated],
  ["clauses that narrow what is counted", clauses],
  ["sides, numbered groups, shares and short names", parts],
  ["kinds of things asked for", kinds],
  ["several in one line, shares of the talk, limits", lined],
];

describe.each(specs)("%s", (_name, spec) => {
  const folder = mkdtempSync(join(tmpdir(), "wenbao-textual-"));
  let runtime: Runtime;

  beforeAll(async () => {
    for (const { file, text } of spec.reports) writeFileSync(join(folder, file), text);
    const config = readConfig({ index: join(folder, "index") }, process.env, process.cwd());
    await ingestReports(config, { paths: spec.reports.map(({ file }) => join(folder, file)), prune: false });
    runtime = await openRuntime(config);
  });
  afterAll(() => {
    runtime?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(spec.cases.map((one) => [one.rule, one] as const))("%s", async (_, wanted) => {
    const history = (wanted.history ?? []).map((content) => ({ role: "user" as const, content }));
    const answer = await runtime.ask({ question: wanted.question, history });
    const said = `${answer.status}: ${answer.text}`;
    const codes: readonly string[] = answer.caveats.map(({ code }) => code);
    if (wanted.status !== undefined) expect(answer.status, said).toBe(wanted.status);
    if (wanted.statusIn !== undefined) expect(wanted.statusIn, said).toContain(answer.status);
    if (wanted.textHas !== undefined) expect(answer.text).toContain(wanted.textHas);
    if (wanted.textLacks !== undefined) expect(answer.text).not.toContain(wanted.textLacks);
    if (wanted.quoteHas !== undefined) expect(answer.citations.map(({ quote }) => quote).join("\n"), said).toContain(wanted.quoteHas);
    if (wanted.firstQuoteHas !== undefined) expect(answer.citations[0]?.quote ?? "", said).toContain(wanted.firstQuoteHas);
    expect(answer.figures.map(({ value, unit }) => `${value}${unit}`)).toEqual(expect.arrayContaining([...(wanted.values ?? [])]));
    if (wanted.noValues === true) expect(answer.figures, said).toEqual([]);
    if (wanted.intent !== undefined) expect(answer.intent).toBe(wanted.intent);
    expect(codes).toEqual(expect.arrayContaining([...(wanted.caveats ?? [])]));
    for (const code of wanted.noCaveats ?? []) expect(codes).not.toContain(code);
  });
});
