import { beforeAll, describe, expect, it } from "vitest";
import { joinDrafts } from "../../src/answer/output/join-drafts.ts";
import { answerQuestion } from "../../src/answer-question.ts";
import type { Answer } from "../../src/contract/answer.ts";
import { answerSchema } from "../../src/contract/answer.ts";
import type { AskRequest } from "../../src/contract/ask.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { asked, aWorld, SCHOOLS, type World } from "./support/world.ts";

let world: World;
let ask: (request: AskRequest) => Promise<Answer>;

beforeAll(async () => {
  world = await aWorld(SCHOOLS);
  const { store } = world;
  const vectors = openVectorIndex(store, null);
  const lexicon = loadLexicon("data/lexicon");
  const deps = { store, lexicon, segmenter: createBigramSegmenter(), embedder: createHashEmbedder(), vectors: () => vectors, clock: () => 0 };
  ask = (request) => answerQuestion(deps, request);
});

describe("several questions in one line", () => {
  it("are answered in turn, in one answer that keeps the contract", async () => {
    const answer = answerSchema.parse(await ask({ question: "清河职业学校有多少学生？林海技师学院呢？就业率又是多少" }));
    expect(answer.question).toBe("清河职业学校有多少学生？林海技师学院呢？就业率又是多少");
    expect(answer.parts?.map((part) => part.question)).toEqual(["清河职业学校有多少学生？", "林海技师学院呢？", "就业率又是多少"]);
    expect(answer.interpretation.parts?.map((part) => part.schools.values.map(({ name }) => name))).toEqual([
      ["清河职业学校"],
      ["林海技师学院"],
      ["林海技师学院"],
    ]);
    expect(answer.figures[0]?.value).toBe("2347");
  });

  it("number their citations through, and each marker stands at the quote that its part rests on", async () => {
    const question = "清河职业学校有多少学生？就业率多少？林海技师学院有多少学生？";
    const answer = await ask({ question });
    expect(answer.citations.map(({ number }) => number)).toEqual(answer.citations.map((_, index) => index + 1));
    for (const part of answer.parts ?? []) {
      const markers = [...part.text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
      expect(markers.length).toBeGreaterThan(0);
      expect(markers.every((marker) => part.citations.includes(marker))).toBe(true);
      for (const index of part.figures) {
        const figure = answer.figures[index];
        const cited = answer.citations.find(({ number }) => number === figure?.citation);
        expect(cited?.quote).toContain(figure?.raw);
      }
    }
    expect(answer.text).toBe((answer.parts ?? []).map((part) => part.text).join("\n"));
  });

  it("cite the same sentence once", async () => {
    const answer = await ask({ question: "清河职业学校有多少学生？清河职业学校有多少毕业生？" });
    expect(answer.citations.length).toBe(1);
  });

  it("are partly answered when one of them is not", async () => {
    const answer = await ask({ question: "清河职业学校有多少学生？清河职业学校有多少毕业生？东山职业学校有多少学生？" });
    expect(answer.parts?.map((part) => part.status)).toEqual(["answered", "answered", "not_found"]);
    expect(answer.status).toBe("partial");
  });

  it("name the questions that are too many", async () => {
    const question = "清河职业学校多少学生？占地多大？固定资产多少？升学多少人？毕业生多少？就业率多少？";
    const answer = await ask({ question });
    expect(answer.parts?.length).toBe(5);
    expect(answer.status).toBe("partial");
    expect(answer.text).toContain("就业率多少？");
    expect(answer.caveats.some(({ code, text }) => code === "incomplete" && text.includes("就业率多少？"))).toBe(true);
  });

  it("have one id for the same plan, another for another", async () => {
    const a = await ask({ question: "清河职业学校有多少学生？清河职业学校的就业率多少？" });
    const b = await ask({ question: "请问清河职业学校有多少学生？清河职业学校的就业率多少？谢谢" });
    const c = await ask({ question: "清河职业学校有多少学生？清河职业学校有多少毕业生？" });
    expect(a.id).toBe(b.id);
    expect(a.id).not.toBe(c.id);
  });

  it("leave a single question as it is", async () => {
    const answer = await ask({ question: "清河职业学校有多少学生？" });
    expect(answer.parts).toBeUndefined();
    expect(answer.interpretation.parts).toBeUndefined();
  });
});

describe("joinDrafts", () => {
  it("keeps every figure one object wherever it stands, so that operands are found among the figures", async () => {
    const first = await world.gate(asked("差多少", { intent: "difference", owners: ["qinghe", "linhai"], indicators: ["site_area"] }));
    const second = await world.gate(asked("占地", { owners: ["linhai", "qinghe"], indicators: ["site_area"] }));
    const joined = joinDrafts([second.draft, first.draft]);
    const printed = joined.figures.filter((figure) => figure.kind === "printed");
    expect(new Set(printed.map((figure) => figure.kind === "printed" && figure.figure.id)).size).toBe(printed.length);
    const derived = joined.figures.find((figure) => figure.kind === "derived");
    expect(derived?.kind === "derived" && derived.operands.every((operand) => joined.figures.includes(operand))).toBe(true);
    expect(joined.citations.length).toBe(2);
  });
});
