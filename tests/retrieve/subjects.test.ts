import { describe, expect, it } from "vitest";
import type { ParsedQuestion } from "../../src/domain/question.ts";
import { namesSubject } from "../../src/retrieve/figures/subjects.ts";

const asked = (subject: string | null, searchText = ""): ParsedQuestion => ({ subject, searchText }) as ParsedQuestion;

describe("namesSubject", () => {
  it.each([
    ["德西1951班", "德西数控1951班", true],
    ["津上订单班", "津上数维1951班", true],
    ["汽修专业", "汽修", true],
    ["德西1951班", "津上数维1951班", false],
    ["1951班", "1952班", false],
    ["电商专业", "电子商务", true],
    ["汽修专业", "汽车运用与维修专业", true],
    ["护理专业", "护林工程", false],
    ["电工专业", "机电技术应用", false],
    ["本部", "学院本部", true],
    ["灌东分校", "灌西分校", false],
  ])("%s and %s: %s", (question, held, same) => {
    expect(namesSubject(asked(question), held)).toBe(same);
  });

  it("matches the very words of the question where no part was read into it", () => {
    expect(namesSubject(asked(null, "护理部 多少学生"), "护理部")).toBe(true);
    expect(namesSubject(asked(null, "多少学生"), "护理部")).toBe(false);
  });

  it("matches a figure of the whole with a question about the whole alone", () => {
    expect(namesSubject(asked(null), null)).toBe(true);
    expect(namesSubject(asked("护理部"), null)).toBe(false);
  });
});
