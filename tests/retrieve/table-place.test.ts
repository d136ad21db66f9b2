import { expect, test } from "vitest";
import type { Figure } from "../../src/domain/figure.ts";
import { cellPlace } from "../../src/retrieve/working/table-place.ts";

const rowOf = (text: string, number: string): string | undefined => {
  const start = text.indexOf(number);
  return cellPlace({ source: { start, end: start + number.length } } as unknown as Figure, text)?.row;
};

test.each([
  ["a kind before the name", "| 序号 | 专业大类 | 专业名称 | 在校生 |\n|---|---|---|---|\n| 1 | 农林牧渔 | 茶叶生产 | 143 |\n", "143", "茶叶生产"],
  ["所属系部 before the name", "| 所属系部 | 专业 | 人数 |\n|---|---|---|\n| 财经系 | 会计事务 | 266 |\n", "266", "会计事务"],
  ["the name alone", "| 专业 | 在校生 |\n|---|---|\n| 护理 | 318 |\n", "318", "护理"],
  ["a kind alone", "| 专业大类 | 在校生 |\n|---|---|\n| 医药卫生 | 527 |\n", "527", "医药卫生"],
  ["a name before its kind", "| 专业 | 类别 | 人数 |\n|---|---|---|\n| 幼儿保育 | 省级 | 189 |\n", "189", "幼儿保育"],
])("a row is told by its name: %s", (_, text, number, wanted) => {
  expect(rowOf(text, number)).toBe(wanted);
});
