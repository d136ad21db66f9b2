import type { Figure } from "../domain/figure.ts";
import type { Report } from "../domain/report.ts";
import { foldText } from "../text/fold.ts";

/** 2011年整体迁入文澜湖新校区: from then on the new site is the school. */
const MOVED = /(?:整体|全部|全体|全校|学校)(?:搬迁|搬入|搬到|搬至|迁入|迁至|迁到|迁往|迁移|入驻)[至到入]?了?[^，。；\d]{0,12}新(?:校区|校园|校址)/;
/** It is not yet: 计划2025年整体迁入. */
const TO_COME = /计划|拟|将|预计|争取|力争|待|规划|准备|尚未/;
const LEAD = 24;
const SITE = /^新(?:校区|校园|校址)$/;

/** What is told of the new site of a school that moved there as a whole is the school's, where nothing is told of the school itself. Pure. */
export function withMovedSite(figures: readonly Figure[], report: Report): readonly Figure[] {
  if (!figures.some(({ subject }) => subject !== null && SITE.test(subject))) return figures;
  const text = foldText(report.text);
  const at = MOVED.exec(text)?.index;
  if (at === undefined || TO_COME.test(text.slice(Math.max(0, at - LEAD), at).replace(/^.*[，。；]/s, ""))) return figures;
  const told = new Set(
    figures.filter(({ subject, aspect }) => subject === null && aspect === "actual").map(({ indicator, unit }) => `${indicator.id} ${unit}`),
  );
  return figures.map((figure) =>
    figure.subject !== null && SITE.test(figure.subject) && figure.aspect === "actual" && !told.has(`${figure.indicator.id} ${figure.unit}`)
      ? { ...figure, subject: null }
      : figure,
  );
}
