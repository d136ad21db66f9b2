import type { Active, Contrast } from "./contrast.ts";

type Direction = "up" | "down" | "to";

const BAND = /(\d{2})岁(以上|以下)?$/;
/** Ages that bound groups of those who work or learn. */
const AGES: readonly number[] = Array.from({ length: 57 }, (_, index) => index + 14);
const ENDS: Readonly<Record<"up" | "down", readonly string[]>> = {
  up: ["以上", "及以上", "或以上", "(含)以上"],
  down: ["以下", "及以下", "或以下", "(含)以下"],
};
const JOINTS = ["至", "到", "-", "—", "–", "~"] as const;

/** Every way a band is printed, folded, by the age that bounds it: 50岁以上, 50周岁及以上; the last one of a span (36至50岁). */
function bandWords(age: number, direction: Direction): string[] {
  const names = [`${age}岁`, `${age}周岁`];
  return names.flatMap((name) => (direction === "to" ? JOINTS.map((joint) => `${joint}${name}`) : ENDS[direction].map((end) => `${name}${end}`)));
}

const bands = AGES.flatMap((age) => (["up", "down", "to"] as const).map((direction) => ({ age, direction })));
const BANDS: Contrast = {
  id: "age_band",
  of: [],
  reach: "sentence",
  strict: true,
  soft: false,
  quote: false,
  whole: false,
  headings: false,
  prose: false,
  sides: bands.map(({ age, direction }) => ({ asked: [], told: bandWords(age, direction), marked: false })),
};

/** Of a group that an age bounds (50岁以上) only numbers that tell the very band answer; null for any other group. */
export function bandContrast(population: string | null): Active | null {
  const [, age, end] = BAND.exec(population ?? "") ?? [];
  if (age === undefined) return null;
  const direction = end === "以上" ? "up" : end === "以下" ? "down" : "to";
  return { contrast: BANDS, asked: bands.findIndex((band) => band.age === Number(age) && band.direction === direction) };
}

const ANY_AGE = /岁|年龄|老龄/;

/** Whether words (folded) may tell of a group that an age bounds: they speak of age at all. */
export const maySayOfBand = (population: string | null, words: string): boolean => population === null || !BAND.test(population) || ANY_AGE.test(words);
