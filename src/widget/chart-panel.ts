import type { ChartRow, IndicatorChart } from "./chart-rows.ts";
import { element } from "./dom.ts";
import type { ExploreWording } from "./explore-wording.ts";

export interface ChartPanel {
  show(title: string, chart: IndicatorChart, words: ExploreWording, choose: (row: ChartRow) => void, opener: HTMLElement): Promise<void>;
  close(): void;
}

/** The chart of one indicator above the table, which says the same in words. */
export function createChartPanel(panel: HTMLElement): ChartPanel {
  let takeDown: (() => void) | null = null;
  let cameFrom: HTMLElement | null = null;

  function close(): void {
    if (panel.hidden) return;
    takeDown?.();
    takeDown = null;
    panel.hidden = true;
    panel.replaceChildren();
    cameFrom?.focus();
    cameFrom = null;
  }

  return {
    close,
    async show(title, chart, words, choose, opener) {
      close();
      cameFrom = opener;
      const canvas = element("canvas", { role: "img", "aria-label": `${title}. ${chart.rows.map((row) => `${row.label} ${row.figure.raw}`).join("; ")}` });
      const shut = element("button", { type: "button", class: "quiet", click: close }, words.closeChart);
      const heading = element("h2", {}, chart.unit === "" ? title : `${title} (${chart.unit})`);
      panel.replaceChildren(
        element("div", { class: "chart-head" }, heading, shut),
        element("div", { class: "chart-scroll" }, element("div", { class: "chart-frame" }, canvas)),
      );
      if (chart.leftOut > 0) panel.append(element("p", { class: "note" }, words.chartLeftOut(chart.leftOut)));
      panel.hidden = false;
      shut.focus();
      // The library is loaded with the first chart.
      const { drawChart } = await import("./chart-canvas.ts");
      if (!canvas.isConnected) return;
      let stopDrawing = drawChart(canvas, chart, choose);
      const redraw = (): void => {
        stopDrawing();
        stopDrawing = drawChart(canvas, chart, choose);
      };
      // A canvas keeps the colours it was drawn in.
      const schemes = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
      for (const scheme of schemes) scheme.addEventListener("change", redraw);
      takeDown = () => {
        for (const scheme of schemes) scheme.removeEventListener("change", redraw);
        stopDrawing();
      };
    },
  };
}
