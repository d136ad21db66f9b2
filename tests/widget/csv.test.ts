import { describe, expect, it } from "vitest";
import { toCsv } from "../../src/widget/csv.ts";
import { fc } from "../support/property.ts";

/** Reads CSV back the way a spreadsheet does. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of text.replace(/^\ufeff/, "").matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && plain === "" && end === "") break;
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

describe("CSV", () => {
  it("begins with a byte order mark and ends lines as spreadsheets do", () => {
    expect(
      toCsv([
        ["学校", "值"],
        ["甲", "1"],
      ]),
    ).toBe("\ufeff学校,值\r\n甲,1\r\n");
  });

  const cells: readonly [cell: string, written: string][] = [
    ['说"好"', '"说""好"""'],
    ["一,二", '"一,二"'],
    ["两\n行", '"两\n行"'],
    ["=1+1", "'=1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
    ["＝1+1", "'＝1+1"],
    ["-3.5", "-3.5"],
    ["-3.5%+1", "'-3.5%+1"],
    ["\t=1", '"\'\t=1"'],
  ];
  it.each(cells)("writes %j as %j", (cell, written) => expect(toCsv([[cell]])).toBe(`\ufeff${written}\r\n`));

  it("loses no cell, whatever is in it", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: fc.constantFrom(..."甲,\"\r\n\t =-1'") }), { minLength: 2, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const back = parse(toCsv(rows));
        expect(back.map((row) => row.map((cell) => cell.replace(/^'/, "")))).toEqual(rows.map((row) => row.map((cell) => cell.replace(/^'/, ""))));
      }),
    );
  });
});
