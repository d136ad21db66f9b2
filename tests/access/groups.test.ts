import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { followGroups, idleEntries, NO_GROUPS, readGroups } from "../../src/access/groups.ts";

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-groups-"));
  path = join(folder, "groups.json");
});
afterEach(() => rmSync(folder, { recursive: true }));
const write = (value: unknown) => writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
const refusal = expect.objectContaining({ code: "groups_damaged" });

describe("the groups' file", () => {
  it("need not be there unless somebody named it", () => {
    expect(readGroups(path, { required: false })).toBe(NO_GROUPS);
    expect(() => readGroups(path, { required: true })).toThrow(refusal);
  });

  it("is read with what it leaves out filled in", () => {
    write({ groups: [{ name: "city", schools: ["青石职业学校"] }] });
    expect(readGroups(path, { required: true })).toEqual({
      groups: [{ name: "city", reports: [], schools: ["青石职业学校"], members: [] }],
      others: "everybody",
    });
  });

  it.each([
    "{",
    "[]",
    {},
    { groups: {} },
    { groups: [{ schools: ["x"] }] },
    { groups: [{ name: "city", school: ["x"] }] },
    { groups: [{ name: "a,b" }] },
    { groups: [{ name: "*" }] },
    { groups: [], others: "somebody" },
    { groups: [], other: "nobody" },
  ])("is refused where it may mean something else: %j", (value) => {
    write(value);
    expect(() => readGroups(path, { required: false })).toThrow(refusal);
  });

  it("is followed, and holds on to what it said when it is spoilt or gone", () => {
    const damages: unknown[] = [];
    write({ groups: [{ name: "one" }] });
    const rules = followGroups(path, { required: false }, (cause) => damages.push(cause));
    const names = () => rules().groups.map(({ name }) => name);
    expect(names()).toEqual(["one"]);
    write({ groups: [{ name: "other" }] });
    expect(names()).toEqual(["other"]);
    write('{"groups": [');
    expect([names(), names(), damages.length]).toEqual([["other"], ["other"], 1]);
    rmSync(path);
    expect([names(), damages.length]).toEqual([["other"], 2]);
    write({ groups: [], others: "nobody" });
    expect(rules()).toEqual({ groups: [], others: "nobody" });
  });

  it("may appear while the server runs", () => {
    const rules = followGroups(path, { required: false }, (cause) => expect.fail(String(cause)));
    expect(rules()).toEqual(NO_GROUPS);
    write({ groups: [{ name: "one" }] });
    expect(rules().groups).toHaveLength(1);
  });

  it("tells which of its entries fit nothing", () => {
    const owner = { id: "qingshi" as never, name: "青石职业学校", nameEn: "Qingshi School", aliases: [{ text: "青石职校", evidence: "derived" as const }] };
    write({ groups: [{ name: "city", reports: ["a", "b"], schools: ["青石职校", "qingshi school", "青石中学"] }] });
    expect(idleEntries(readGroups(path, { required: true }), [{ id: "a", owner }])).toEqual(["city: report b", "city: school 青石中学"]);
  });
});
