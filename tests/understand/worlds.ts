import { toOwnerId } from "../../src/domain/ids.ts";
import type { KnownOwner } from "../../src/domain/question.ts";
import fixtureOwners from "./fixture-owners.json" with { type: "json" };

const owner = (
  id: string,
  name: string,
  nameEn: string,
  place: string | null,
  aliases: readonly string[] = [],
  years: readonly number[] = [2020],
  kind: KnownOwner["kind"] = "school",
): KnownOwner => ({ id: toOwnerId(id), kind, name, nameEn, place, aliases, years });

const pingyang = owner("pingyang", "平阳县职业中等专业学校", "Pingyang County Vocational Secondary School", "平阳县", [
  "平阳职专",
  "平阳县职专",
  "平阳职业中专",
  "平阳中专",
  "平阳",
  "Pingyang",
  "Pingyang Vocational Secondary School",
]);
const pinghu = owner("pinghu", "平湖技师学院", "Pinghu Technician College", "平湖", ["浙江省平湖技师学院", "平湖技师", "平湖技院", "平湖", "Pinghu"], [2021]);

/** The owners of tests/fixtures/reports, as the catalogue names them. */
const fixtures = fixtureOwners.map((entry) =>
  owner(entry.id, entry.name, entry.nameEn, entry.place, entry.aliases, entry.years, entry.kind === "region" ? "region" : "school"),
);

/** Lists of owners that questions are asked over: two known schools; one alone; a made-up province with rivals in one town and a region. */
export const worlds: Readonly<Record<string, readonly KnownOwner[]>> = {
  two: [pingyang, pinghu],
  one: [pingyang],
  none: [],
  fixtures,
  many: [
    owner("yunxi-zz", "云溪县职业中等专业学校", "Yunxi County Vocational Secondary School", "云溪县", ["云溪职专"], [2019, 2020, 2021]),
    owner("yunxi-js", "云溪技师学院", "Yunxi Technician College", "云溪县", [], [2021]),
    owner("songling-ly", "松岭市旅游职业学校", "Songling Tourism Vocational School", "松岭市", ["松岭旅校"], [2020]),
    owner("songling-cj", "松岭市财经职业学校", "Songling Finance Vocational School", "松岭市", [], [2020]),
    owner("baisha", "白沙县第一职业中学", "Baisha No. 1 Vocational Middle School", "白沙县", [], [2020]),
    owner("meijiang", "梅江区职业教育中心", "Meijiang Vocational Education Centre", "梅江区", ["梅江职教中心"], [2020]),
    owner("shipu", "石浦市高级技工学校", "Shipu Senior Technical School", "石浦市", [], [2020]),
    owner("yiwu", "义乌市丝路职业学校", "Yiwu Silk Road Vocational School", "义乌市", [], [2020]),
    owner(
      "linxi-gm",
      "临溪市现代工贸职业学校",
      "Linxi Modern Industry and Trade Vocational School",
      "临溪市",
      ["临溪现代工贸职校", "临溪现代工贸"],
      [2019, 2020, 2021],
    ),
    owner("linxi", "临溪市", "Linxi City", "临溪市", ["临溪", "Linxi"], [2021], "region"),
    owner("yunling", "云岭市", "Yunling City", "云岭市", [], [2020], "region"),
  ],
};
