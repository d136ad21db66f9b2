import { BarController, BarElement, CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip } from "chart.js";
import type { ChartRow, IndicatorChart } from "./chart-rows.ts";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);

const ROW_PIXELS = 30;
const FRAME_PIXELS = 56;
const LINE_PIXELS = 260;

/** Draws the chart into the canvas in the page's colours; gives what takes it down. Bars lie, so that names can be read. */
export function drawChart(canvas: HTMLCanvasElement, chart: IndicatorChart, choose: (row: ChartRow) => void): () => void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const { rows, shape } = chart;
  const lying = shape === "bar";
  const frame = canvas.parentElement;
  if (frame !== null) frame.style.height = `${lying ? rows.length * ROW_PIXELS + FRAME_PIXELS : LINE_PIXELS}px`;
  const names = { grid: { display: false }, ticks: { color: colour("--ink"), autoSkip: false } };
  const numbers = { beginAtZero: lying, grid: { color: colour("--line") }, ticks: { color: colour("--quiet") } };
  const drawn = new Chart<"bar" | "line", number[], string>(canvas, {
    type: shape,
    data: {
      labels: rows.map((row) => row.label),
      datasets: [
        {
          data: rows.map((row) => row.value),
          backgroundColor: lying ? colour("--bar") : colour("--accent"),
          hoverBackgroundColor: colour("--accent"),
          borderColor: colour("--accent"),
          borderWidth: lying ? 0 : 2,
          ...(lying ? { maxBarThickness: 20 } : { pointRadius: 5 }),
        },
      ],
    },
    options: {
      indexAxis: lying ? "y" : "x",
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      scales: lying ? { x: numbers, y: names } : { x: names, y: numbers },
      plugins: {
        // As printed, not as a number of the chart's own.
        tooltip: { displayColors: false, callbacks: { label: ({ dataIndex }) => rows[dataIndex]?.figure.raw ?? "" } },
      },
      onClick: (_event, hit) => {
        const row = rows[hit[0]?.index ?? -1];
        if (row !== undefined) choose(row);
      },
    },
  });
  return () => drawn.destroy();
}
