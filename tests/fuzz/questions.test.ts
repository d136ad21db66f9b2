import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { answerQuestion } from "../../src/answer-question.ts";
import { loadAuditRules } from "../../src/audit/rules.ts";
import { buildIndex } from "../../src/build-index.ts";
import { answerSchema } from "../../src/contract/answer.ts";
import { type AskRequest, askRequestSchema, MAX_QUESTION_CHARACTERS } from "../../src/contract/ask.ts";
import { cleanQuestion } from "../../src/contract/question.ts";
import { toReportId } from "../../src/domain/ids.ts";
import { AppError } from "../../src/domain/issue.ts";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";
import { fc } from "../support/property.ts";
import { blocksOf, millisecondsSince, SEED } from "./blocks.ts";

/** The long run: `FUZZ_RUNS=100000 FUZZ_SEED=1 npx vitest run tests/fuzz/questions.test.ts --testTimeout 0`; see blocks.ts. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
/** Of processor time, which a busy machine does not stretch much: no question of a small index takes a tenth of it. */
const LONGEST_MS = 10_000;

const lexiconFolder = fileURLToPath(new URL("../../data/lexicon", import.meta.url));
const reportsFolder = fileURLToPath(new URL("../fixtures/reports", import.meta.url));
const lexicon = loadLexicon(lexiconFolder);
const segmenter = createBigramSegmenter();
const embedder = createHashEmbedder();
const store = createMemoryStore();
const withheld: string[] = [];
let deps: AnswerDeps;
beforeAll(async () => {
  await buildIndex({ store, embedder, segmenter, lexicon, extractFigures }, { paths: [reportsFolder], prune: false });
  expect(store.reports().length).toBeGreaterThan(5);
  const vectors = openVectorIndex(store, null);
  deps = {
    store,
    lexicon,
    embedder,
    segmenter,
    vectors: () => vectors,
    rules: loadAuditRules(lexiconFolder, lexicon),
    clock: () => performance.now(),
    observe: (step) => {
      if (step.kind === "withheld") withheld.push(JSON.stringify(step.breaks));
    },
  };
});

const NAMES = readdirSync(reportsFolder).map((file) => file.replace(/[-.].*$/, ""));
const INDICATORS = lexicon.indicators.flatMap(({ zh, en, aliases }) =>
  [zh, en, ...aliases.zh.slice(0, 1), ...aliases.ask.slice(0, 1)].map((name) => name.replace(/[[\]()|]/g, "")),
);
const CUES = (
  "哪所学校 哪个 谁 最高 最低 最多 前三 后两名 排名 多少 几 是多少 有没有 和 比 与 差多少 是几倍 占比 比例 平均 一共 合计 中位数 各校 所有学校 除了 以上 不到 超过95% 100到500人 " +
  "怎么开展 为什么 有哪些 是什么 变化 趋势 近三年 2020年 2021学年 去年 上年度 那 呢 女 省级 护理专业 你好 天气 the of which school highest how many average total compare with in 2020 percent why"
).split(" ");
const HOSTILE = [
  "\u0000",
  "\u202e",
  "<script>alert(1)</script>",
  "'; DROP TABLE reports;--",
  '"',
  "((((",
  "NEAR(",
  "*",
  "％",
  "８３",
  "⑧",
  "一百二十",
  "1e9",
  "99999999999999999999",
  "0.0.0",
  "-5",
  "\ud800",
  "😀",
  "\r\n",
  "[1]",
  "{{x}}",
  "1,234,567.89万元",
  "∞",
  "ⅷ",
];

const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 5, arbitrary: fc.constantFrom(...INDICATORS) },
  { weight: 8, arbitrary: fc.constantFrom(...CUES) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 100_000 }).map(String) },
);
const question = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.array(fc.tuple(word, fc.constantFrom("", "", " ", "，", "的", "？")), { minLength: 1, maxLength: 10 }).map((parts) => parts.flat().join("")),
  },
  { weight: 1, arbitrary: fc.tuple(word, fc.integer({ min: 2, max: 400 })).map(([text, times]) => text.repeat(times).slice(0, MAX_QUESTION_CHARACTERS)) },
);
const turn = fc.record({ role: fc.constantFrom("user" as const, "assistant" as const), content: question });
const slots = fc.record(
  {
    intent: fc.constantFrom(
      "lookup" as const,
      "compare" as const,
      "rank" as const,
      "aggregate" as const,
      "trend" as const,
      "list" as const,
      "filter" as const,
      "derived" as const,
    ),
    schools: fc.array(fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 8 })), { maxLength: 3 }),
    indicators: fc.array(fc.oneof(fc.constantFrom(...INDICATORS), fc.constantFrom(...lexicon.indicators.map(({ id }) => String(id)))), { maxLength: 3 }),
    year: fc.option(fc.integer({ min: 1900, max: 2200 })),
    direction: fc.option(fc.constantFrom("max" as const, "min" as const)),
  },
  { requiredKeys: [] },
);
const request: fc.Arbitrary<AskRequest> = fc
  .record(
    {
      question,
      history: fc.array(turn, { maxLength: 4 }),
      slots,
      language: fc.constantFrom("zh" as const, "en" as const),
      reportIds: fc.array(
        fc.oneof(
          fc.nat(20).map(String),
          fc.nat(12).map((at) => `#${at}`),
        ),
        { maxLength: 4 },
      ),
    },
    { requiredKeys: ["question"] },
  )
  .map((made) => askRequestSchema.parse(made));

/** "#3" → the id of the third report: ids are known when the index is built, the generators are made before. */
function withIds(asked: AskRequest): AskRequest {
  if (asked.reportIds === undefined) return asked;
  const ids = store.reports().map(({ id }) => String(id));
  return { ...asked, reportIds: asked.reportIds.map((id) => (id.startsWith("#") ? (ids[Number(id.slice(1)) % ids.length] ?? id) : id)) };
}

async function holds(made: AskRequest): Promise<void> {
  const asked = { ...withIds(made), question: cleanQuestion(made.question) };
  const started = process.cpuUsage();
  withheld.length = 0;
  try {
    const answer = answerSchema.parse(await answerQuestion(deps, asked));
    expect(withheld, "numbers without a source").toEqual([]);
    const visible = new Set(asked.reportIds ?? store.reports().map(({ id }) => String(id)));
    for (const { reportId, start, end, quote } of answer.citations) {
      expect(visible.has(reportId), `${reportId} may not be seen`).toBe(true);
      expect(store.readText(toReportId(reportId))?.slice(start, end)).toBe(quote);
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  expect(millisecondsSince(started), "milliseconds").toBeLessThan(LONGEST_MS);
}

test(`any question with any history and slots is answered or refused in words (${RUNS} from seed ${SEED})`, async () => {
  for (const parameters of blocksOf(RUNS)) await fc.assert(fc.asyncProperty(request, holds), parameters);
});
