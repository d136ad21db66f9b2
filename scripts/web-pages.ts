import { readFileSync } from "node:fs";
import { join } from "node:path";

interface WebPage {
  /** Of the HTML file that is built. */
  readonly name: string;
  /** Entry below src/widget, without its ending; its script is named for the page. */
  readonly entry: string;
  readonly script: string;
  /** Piece below src/widget/pages that the page is about. */
  readonly piece: string;
  /** The bar's name, where there is a bar: a heading where the page has no other of the first rank. */
  readonly brand: "h1" | "span" | null;
}

export const WEB_PAGES: readonly WebPage[] = [
  { name: "index", entry: "chat-page", script: "app", piece: "chat", brand: "h1" },
  { name: "figures", entry: "figures-page", script: "figures", piece: "figures", brand: "span" },
  { name: "reports", entry: "reports-page", script: "reports", piece: "reports", brand: "span" },
  { name: "reader", entry: "reader-page", script: "reader", piece: "reader", brand: null },
];

/** The HTML of a page: one head and one frame for all, its own piece inside. `folder` holds the pieces. */
export function renderWebPage(folder: string, { script, piece, brand }: WebPage): string {
  const read = (name: string): string => readFileSync(join(folder, `${name}.html`), "utf8").trimEnd();
  const main = read(piece);
  const body = brand === null ? main : fill(read("shell"), { brand: `<${brand} class="brand">${read("brand")}</${brand}>`, main });
  return `${fill(read("page"), { script: `${script}.js`, body })}\n`;
}

/** Puts parts into their places; lines of a part stand as deep as its place. */
function fill(frame: string, parts: Readonly<Record<string, string>>): string {
  return frame.replace(/^([ ]*)\{\{(\w+)\}\}$|\{\{(\w+)\}\}/gm, (_, indent: string | undefined, block: string | undefined, inline: string | undefined) => {
    const part = parts[block ?? inline ?? ""];
    if (part === undefined) throw new Error(`a page has no part "${block ?? inline}"`);
    return part.replace(/^/gm, indent ?? "");
  });
}
