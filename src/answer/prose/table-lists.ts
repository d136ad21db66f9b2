import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { type Extract, readSentences } from "./extracts.ts";

/** A table as a list of what its first column names. */
export interface TableList {
  readonly extract: Extract;
  /** Without its head. */
  readonly rows: number;
}

/** A number of rows from which on a table's first column is a list. */
const LEAST_ROWS = 3;
const MOST_TABLES = 2;
/** 序号, 类别: columns that stand before the names. */
const BEFORE_NAMES = /^(?:序号|编号|类别|代码)$/;
/** 专业名称, 合作企业一览: what the head of a column of names says beside the thing. */
const OF_NAMES = /(?:名称|名单|名|一览|全称|\(.*\))$/;
const CELLS = /\s*[|｜\t]\s*| {2,}/;
/** 停招了哪些, 新增哪些, 省级的: not all that the table holds. */
const PICKS =
  /新增|新开|增设|停[招办开]|撤销|取消|调整|省级|国家级|市级|重点|特色|品牌|示范|骨干|热门|最|\b(?:new(?:ly)?|added|stopped|closed|suspended|provincial|national|key|featured|most|least|best|drop(?:ped)?)\b/i;

/** What a school does with what it has; the words say nothing of which. */
const OFFERS =
  /^(?:现?[开设][设置办有立]|办|有|拥有|提供|目前|现在|学校|全部|所有|具体|名称|一共|offers?|available|taught|provided?|seven|school|schools|list)$/;

/** 有哪些专业 of a school that names them in a table: the tables whose column of names is headed by the one thing asked for, whole, longest first. */
export function findTableLists(context: ComposeContext): readonly TableList[] {
  const { parsed, evidence } = context;
  if (PICKS.test(parsed.question) || evidence.owners.length !== 1) return [];
  const things = evidence.topics.map((group) => group.words.map((word) => foldText(word))).filter((words) => !words.some((word) => OFFERS.test(word)));
  const [heads = [], ...others] = things;
  if (heads.length === 0 || others.length > 0) return [];
  const found = evidence.wholeReports.flatMap((passage) => {
    const text = evidence.readText(passage.reportId);
    return readSentences(context, passage).flatMap(({ extract }) => {
      const rows = extract.parts.flatMap(({ start, end }) => text.slice(start, end).split(/\r?\n/)).map(cellsOf);
      const full = rows.filter((row) => row.length > 1).length - 1;
      // 各专业人数如下： may stand before the head.
      const head = rows.find((row) => row.length > 1);
      const names = foldText(head?.find((cell) => !BEFORE_NAMES.test(cell)) ?? "").replace(OF_NAMES, "");
      return full >= LEAST_ROWS && heads.includes(names) ? [{ extract, names, rows: full }] : [];
    });
  });
  // The first of several words for it is the nearest: programmes are 专业 before they are 项目.
  const nearest = heads.find((word) => found.some(({ names }) => names === word));
  return found
    .filter(({ names }) => names === nearest)
    .toSorted((a, b) => b.rows - a.rows)
    .slice(0, MOST_TABLES);
}

/** What a line of a table holds; lines of dashes hold nothing. */
function cellsOf(line: string): readonly string[] {
  if (/^[\s|:-]+$/.test(line)) return [];
  return line
    .split(CELLS)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "");
}
