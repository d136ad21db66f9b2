import { beforeAll, describe, expect, it } from "vitest";
import { splitAtBreaks } from "../../src/answer/citations.ts";
import { toOwnerId } from "../../src/domain/ids.ts";
import { asked, aWorld, SCHOOLS, type World } from "./support/world.ts";

let world: World;
beforeAll(async () => {
  world = await aWorld(SCHOOLS);
});

describe("prose answers", () => {
  it("quotes the best sentence exactly, with its section", async () => {
    const answer = await world.ask(asked("清河的现代学徒制怎么开展", { owners: ["qinghe"], intent: "explain", searchText: "现代学徒制 师傅 徒弟" }));
    const [citation] = answer.citations;
    expect(answer.status).toBe("answered");
    expect(citation?.quote).toContain("由师傅带徒弟上岗学习");
    expect(world.store.readText(citation?.reportId as never)?.slice(citation?.start, citation?.end)).toBe(citation?.quote);
    expect(answer.text).toContain(`“${citation?.quote}”[1]`);
  });

  it("lists reports and years", async () => {
    const answer = await world.ask(asked("有哪些报告", { intent: "coverage" }));
    expect(answer.status).toBe("answered");
    expect(answer.text).toContain("现有2个单位的3份报告");
  });

  it("names who reports an indicator and who does not", async () => {
    const answer = await world.ask(asked("哪些学校报告了工位", { intent: "coverage", scope: "all_schools", indicators: ["workstations"] }));
    expect(answer.text).toContain("2所中有1所给出工位数：林海技师学院。");
    expect(answer.caveats.find((caveat) => caveat.code === "missing")?.text).toContain("清河职业学校");
  });

  it("gives dictionary help marked as such", async () => {
    const answer = await world.ask(asked("什么是就业率", { intent: "define", indicators: ["employment_rate"] }));
    expect(answer.text).toContain("词典说明（不是报告原文）：就业率——就业率的说明。");
    expect(answer.caveats.map((caveat) => caveat.code)).toContain("definition");
  });

  it("refuses what is out of scope and suggests what can be answered", async () => {
    const answer = await world.ask(asked("今天天气怎么样", { intent: "out_of_scope", outOfScope: "unrelated" }));
    expect(answer.status).toBe("out_of_scope");
    expect(answer.suggestions).toHaveLength(3);
    expect(answer.figures).toEqual([]);
  });

  it("asks which school is meant, with the question completed in each choice", async () => {
    const question = "职校的就业率是多少";
    const mention = { start: 0, end: 2, text: "职校", how: "abbreviation", rule: "test" } as const;
    const answer = await world.ask({
      ...asked(question, { indicators: ["employment_rate"] }),
      owners: { certainty: "ambiguous", candidates: [[toOwnerId("qinghe")], [toOwnerId("linhai")]], mentions: [mention] },
    });
    expect(answer.status).toBe("clarify");
    expect(answer.choices?.map((choice) => choice.question)).toEqual(["清河职业学校的就业率是多少", "林海技师学院的就业率是多少"]);
  });

  it("says that no report belongs to an unknown school, and answers for no other", async () => {
    const mention = { start: 0, end: 4, text: "东山<b>", how: "exact", rule: "test" } as const;
    const answer = await world.ask({ ...asked("东山<b>的就业率", { indicators: ["employment_rate"] }), unknownOwners: [mention] });
    expect(answer.status).toBe("not_found");
    expect(answer.figures).toEqual([]);
    expect(answer.text).toContain("东山＜b＞");
  });

  it("says so when there is no report at all", async () => {
    const empty = await aWorld([]);
    for (const intent of ["lookup", "compare", "explain", "coverage", "exists", "trend", "aggregate", "define"] as const) {
      const answer = await empty.ask(asked("在校生多少", { intent, indicators: ["students"] }));
      expect(["not_found", "partial"]).toContain(answer.status);
      expect(answer.figures).toEqual([]);
    }
  });
});

const PARTNERS = "学校与东山县职业技术学院、西河农业高级中学、石桥县实验中学结对；又与青石县技工学校、北原中华职业学校结对。";
const STAGES = "助学金全年发放25.9万元。助学金由学生申请，班主任评议，学校审核并公示。";

describe("what runs over sentences", () => {
  const report = { slug: "dongshan", name: "东山职业学校", nameEn: "Dongshan Vocational School", year: 2022 };
  it("lists partners over the sentences that name them", async () => {
    const small = await aWorld([{ ...report, onePassage: true, lines: [{ text: PARTNERS }] }]);
    const answer = await small.ask(asked("东山同哪些学校结对", { owners: ["dongshan"], intent: "list", searchText: "学校 结对" }));
    expect(answer.text).toContain("西河农业高级中学");
    expect(answer.text).toContain("青石县技工学校");
  });
  it("tells steps rather than a number of the same name", async () => {
    const small = await aWorld([{ ...report, lines: [{ text: STAGES }] }]);
    const answer = await small.ask(asked("助学金发放的步骤", { owners: ["dongshan"], intent: "lookup", indicators: ["students"], searchText: "助学金 发放" }));
    expect(answer.citations[0]?.quote).toContain("班主任评议，学校审核并公示");
  });
});

describe("page breaks in a quotation", () => {
  it("become gaps between parts", () => {
    const text = "学校建有\n\n— 3 —\n\n实训楼。";
    expect(splitAtBreaks(text, { start: 0, end: text.length }).map((part) => text.slice(part.start, part.end))).toEqual(["学校建有", "实训楼。"]);
  });
  it("leave a whole sentence whole", () => {
    expect(splitAtBreaks("学校建有实训楼。", { start: 0, end: 8 })).toEqual([{ start: 0, end: 8 }]);
  });
});
