import type { Answer } from "../contract/answer.ts";
import { toBarChart } from "./bar-rows.ts";
import { element } from "./dom.ts";
import { named } from "./names.ts";
import type { Wording } from "./wording.ts";

/** Bars from zero for comparable figures; the table below says the same, so that a screen reader is not told it twice. */
export function barView(answer: Answer, wording: Wording): HTMLElement | null {
  const chart = toBarChart(answer, (school) => named(school, wording));
  if (chart === null) return null;
  const rows = chart.rows.map(({ school, period, printed, share, won }) => {
    const bar = element("span", { class: "bar-fill" });
    // Set through the object model: a style attribute would be against the policy.
    bar.style.setProperty("--share", `${(share * 100).toFixed(2)}%`);
    return element(
      "div",
      { class: won ? "bar-row won" : "bar-row" },
      element("span", { class: "bar-name" }, chart.overTime ? period : school),
      element("span", { class: "bar-track" }, bar),
      element("span", { class: "bar-value" }, printed),
    );
  });
  return element(
    "figure",
    { class: "bars", "aria-hidden": "true" },
    element("figcaption", {}, wording.chart(named(chart.indicator, wording), chart.unit)),
    ...rows,
  );
}
