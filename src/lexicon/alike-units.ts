import measureWords from "../../data/lexicon/measure-words.json" with { type: "json" };

/** Whether what is asked in one unit may be printed in the other: 几枚 as 2个, 几趟 as 74班次. A unit is alike to itself. */
export function isAlikeUnit(asked: string, printed: string): boolean {
  return asked === printed || measureWords.alike.some((units) => units.includes(asked) && units.includes(printed));
}
