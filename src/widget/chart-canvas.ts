import { BarController, BarElement, CategoryScale, Chart, LinearScale, LineController, LineElement, type Plugin, PointElement, Tooltip } from "chart.js";
import { type ChartRow, type IndicatorChart, wrapLabel } from "./chart-rows.ts";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);

const LINE_PIXELS = 18;
const ROW_PIXELS = 14;
const FRAME_PIXELS = 48;
const LINE_CHART_PIXELS = 260;
/** Room at a bar's end for its printed value. */
const VALUE_PIXELS = 84;
/** Characters of a label in a line, where the page is wide and where it is narrow. */
const WIDE_LABEL = 24;
const NARROW_LABEL = 8;
const NARROW_PIXELS = 560;

/** Draws the chart into the canvas in the page's colours; gives what takes it down. Bars lie, so that names can be read. */
export function drawChart(canvas: HTMLCanvasElement, chart: IndicatorChart, choose: (row: ChartRow) => void): () => void {
  const colours = pageColours();
  const { rows, shape } = chart;
  const lying = shape === "bar";
  const frame = canvas.parentElement;
  const narrow = (frame?.clientWidth ?? 0) < NARROW_PIXELS;
  const labels = rows.map((row) => wrapLabel(row.label, narrow ? NARROW_LABEL : WIDE_LABEL));
  const labelLines = labels.reduce((sum, lines) => sum + lines.length, 0);
  if (frame !== null) frame.style.height = `${lying ? labelLines * LINE_PIXELS + rows.length * ROW_PIXELS + FRAME_PIXELS : LINE_CHART_PIXELS}px`;
  const font = { family: getComputedStyle(document.body).fontFamily, size: 13 };
  const names = { grid: { display: false }, ticks: { color: colours.ink, font, autoSkip: false } };
  const numbers = { beginAtZero: lying, grid: { color: colours.line }, ticks: { color: colours.quiet, font } };
  const drawn = new Chart<"bar" | "line", number[], string | string[]>(canvas, {
    type: shape,
    data: {
      labels: labels.map((lines) => [...lines]),
      datasets: [
        {
          data: rows.map((row) => row.value),
          backgroundColor: lying ? colours.bar : colours.accent,
          hoverBackgroundColor: colours.accent,
          borderColor: colours.accent,
          borderWidth: lying ? 0 : 2,
          ...(lying ? { maxBarThickness: 20 } : { pointRadius: 5 }),
        },
      ],
    },
    plugins: [printedValues(rows, lying, colours.ink, font)],
    options: {
      indexAxis: lying ? "y" : "x",
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: lying ? { right: VALUE_PIXELS } : { top: 24, right: 24 } },
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

/** What stands for a bar's length, as the report prints it, at its end. */
function printedValues(
  rows: readonly ChartRow[],
  lying: boolean,
  ink: string,
  font: { readonly family: string; readonly size: number },
): Plugin<"bar" | "line"> {
  return {
    id: "printedValues",
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.fillStyle = ink;
      ctx.font = `600 ${font.size}px ${font.family}`;
      ctx.textBaseline = lying ? "middle" : "bottom";
      ctx.textAlign = lying ? "left" : "center";
      for (const [index, { x, y }] of chart.getDatasetMeta(0).data.entries())
        ctx.fillText(rows[index]?.figure.raw ?? "", x + (lying ? 8 : 0), y - (lying ? 0 : 9));
      ctx.restore();
    },
  };
}

interface Colours {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly bar: string;
  readonly accent: string;
}

/** The page's own colours; those of the system where somebody has chosen theirs, since a canvas is not recoloured. */
function pageColours(): Colours {
  if (matchMedia("(forced-colors: active)").matches) {
    return {
      ink: systemColour("CanvasText"),
      quiet: systemColour("CanvasText"),
      line: systemColour("GrayText"),
      bar: systemColour("Highlight"),
      accent: systemColour("LinkText"),
    };
  }
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return { ink: colour("--ink"), quiet: colour("--quiet"), line: colour("--line"), bar: colour("--bar"), accent: colour("--accent") };
}

/** What a system colour's name stands for here. */
function systemColour(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = name;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
