import type { Figure } from "../../domain/figure.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import { nameBefore } from "./list-items.ts";
import type { ToldItem } from "./list-sums.ts";
import type { WorkingDeps } from "./working.ts";

export interface Named {
  readonly item: ToldItem;
  readonly own: string;
  readonly context: string;
}

export function nameAll(figures: readonly Figure[], { readText }: WorkingDeps): readonly Named[] {
  return figures.map((figure) => {
    const text = readText(figure.reportId);
    const before = nameBefore(figure, text);
    const { indicator, subject, population, source } = figure;
    const after = /^[^，,。；;、\d|\n]{0,12}/.exec(text.slice(source.end, source.end + 12))?.[0] ?? "";
    const own = foldText([subject ?? "", population ?? "", (before ?? "").replace(INCLUDING, ""), indicator.words, indicator.name, after].join("|"));
    const context = foldText(`${source.section.at(-1) ?? ""}|${text.slice(source.context.start, source.start)}|${own}`);
    return { item: { name: before ?? subject ?? population ?? indicator.words, figure }, own, context };
  });
}

/** 就业（含升学）1003人 is no number of 升学. */
const INCLUDING = /[（(]含[^）)]*[）)]/g;

export const sameUnit = (a: Figure, b: Figure): boolean => a.unit === b.unit && a.kind === b.kind;
export const placeOf = ({ reportId, source }: Figure): string => `${reportId} ${source.context.start}`;
export const isMore = (a: Figure, b: Figure): boolean => compareDecimals(a.value, b.value) > 0;
export const isPlain = ({ subject, population }: Figure): boolean => subject === null && population === null;
export const addsUp = ({ kind }: Figure): boolean => kind === "count" || kind === "amount" || kind === "area";

/** 订单班, 名师工作室, 社团: a part of the school is in them, and no report shares the whole school out among them. */
const SOME_GROUPS = /[\u4e00-\u9fff](?<!教学|全日制|平行|行政|中职|普通|每个?|各个?)(?:班|工作室|社团|团队|小组|[男女]队|产业学院|站点)数?$/;

/** Whether a name is of groups of some kind. */
export const isSomeGroups = (name: string): boolean => SOME_GROUPS.test(foldText(name));
