import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { Issue } from "../../domain/issue.ts";
import { type CellDraft, createDocumentBuilder, type DocumentBuilder, headerRowCount, type SourceDocument } from "../document.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** Never part of what a page says. */
const SILENT = new Set(
  "script style noscript template head nav footer aside form button select option textarea svg math iframe object canvas audio video menu dialog".split(" "),
);
const SILENT_ROLES = new Set(["navigation", "banner", "contentinfo", "search", "menu", "complementary"]);
/** Words of a class or id that name what stands around the text. */
const AROUND = /(?:^|[-_\s])(?:nav|navbar|menu|breadcrumbs?|crumbs?|footer|sidebar|copyright|share|pagination|pager|toolbar|comments?)(?:$|[-_\s])/i;
const BLOCKS = new Set(
  (
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr html li main ol p pre " +
    "section summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);
/** A page's main part is taken alone when it holds at least this share of the page's words. */
const MAIN_SHARE = 0.4;
const MAX_EXTENT = 60;
const MAX_DEPTH = 400;

/** Web page → its main text: headings, paragraphs, lists and tables; what stands around it (menus, foot, scripts) is left out. `html` is decoded. */
export function readHtml(html: string, issues: readonly Issue[] = []): SourceDocument {
  const root = parse(html);
  const body = find(root, (element) => element.tagName === "body") ?? root;
  const builder = createDocumentBuilder();
  const flow = createFlow(builder);
  walk(mainPart(body), flow, builder, { depth: 0, inMain: false });
  flow.end();
  return builder.finish(issues);
}

const isElement = (node: Node): node is Element => "tagName" in node;
const attribute = (element: Element, name: string): string => element.attrs.find((one) => one.name === name)?.value ?? "";

function find(node: Parent, wanted: (element: Element) => boolean, depth = 0): Element | null {
  if (depth > MAX_DEPTH) return null;
  for (const child of node.childNodes) {
    if (!isElement(child)) continue;
    const found = wanted(child) ? child : find(child, wanted, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function mainPart(body: Parent): Parent {
  const isMain = (element: Element): boolean => element.tagName === "main" || attribute(element, "role") === "main";
  const main = find(body, isMain) ?? find(body, (element) => element.tagName === "article");
  return main !== null && textOf(main).length >= textOf(body).length * MAIN_SHARE ? main : body;
}

/** Words of a node as one line. */
function textOf(node: Parent): string {
  const pieces: string[] = [];
  const visit = (parent: Parent, depth: number): void => {
    for (const child of parent.childNodes) {
      if (child.nodeName === "#text" && "value" in child) pieces.push(child.value);
      else if (isElement(child) && depth < MAX_DEPTH && !isSilent(child, true)) {
        if (child.tagName === "br" || BLOCKS.has(child.tagName)) pieces.push("\n");
        visit(child, depth + 1);
        if (BLOCKS.has(child.tagName)) pieces.push("\n");
      }
    }
  };
  visit(node, 0);
  return pieces
    .join("")
    .split("\n")
    .map(collapse)
    .filter((line) => line !== "")
    .join("\n");
}

/** Blanks of the source are layout; full-width ones are text. */
const collapse = (text: string): string => text.replace(/[ \t\r\n\f\u00a0]+/g, " ").replace(/^ | $/g, "");

function isSilent(element: Element, inMain: boolean): boolean {
  const { tagName } = element;
  if (SILENT.has(tagName) || SILENT_ROLES.has(attribute(element, "role"))) return true;
  if (element.attrs.some((one) => one.name === "hidden") || attribute(element, "aria-hidden") === "true") return true;
  if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(element, "style"))) return true;
  // The head of a page holds its menu; the head of an article holds its title.
  if (tagName === "header" && !inMain && find(element, (inner) => inner.tagName === "h1") === null) return true;
  return !["body", "main", "article", "html"].includes(tagName) && (AROUND.test(attribute(element, "class")) || AROUND.test(attribute(element, "id")));
}

/** Collects the inline text of the paragraph that is open. */
interface Flow {
  add(text: string): void;
  /** Ends the open paragraph with what kind of line it is. */
  end(options?: { readonly level?: number; readonly listItem?: boolean }): void;
}

function createFlow(builder: DocumentBuilder): Flow {
  let open = "";
  return {
    add: (text) => {
      open += text;
    },
    end: (options = {}) => {
      for (const line of open.split("\u2028")) {
        const text = collapse(line);
        if (text !== "") builder.line(text, { level: options.level ?? null, listItem: options.listItem ?? false });
      }
      open = "";
    },
  };
}

interface Place {
  readonly depth: number;
  readonly inMain: boolean;
}

function walk(parent: Parent, flow: Flow, builder: DocumentBuilder, place: Place): void {
  if (place.depth > MAX_DEPTH) {
    flow.add("childNodes" in parent ? " " : "");
    return;
  }
  for (const child of parent.childNodes) {
    if (child.nodeName === "#text" && "value" in child) flow.add(child.value);
    else if (isElement(child)) walkElement(child, flow, builder, place);
  }
}

function walkElement(element: Element, flow: Flow, builder: DocumentBuilder, place: Place): void {
  const { tagName } = element;
  if (isSilent(element, place.inMain)) return;
  const inner = { depth: place.depth + 1, inMain: place.inMain || tagName === "main" || tagName === "article" };
  if (tagName === "br") flow.add("\u2028");
  else if (!BLOCKS.has(tagName)) walk(element, flow, builder, inner);
  else if (tagName === "table" && isDataTable(element)) {
    flow.end();
    writeTable(element, builder);
  } else if (tagName === "pre") {
    flow.end();
    builder.line(textOf(element));
  } else {
    flow.end();
    if ((tagName === "ul" || tagName === "ol") && isMenu(element)) return;
    walk(element, flow, builder, inner);
    const level = /^h([1-6])$/.exec(tagName)?.[1];
    flow.end(level !== undefined ? { level: Number(level) } : tagName === "li" && parentTag(element) === "ul" ? { listItem: true } : {});
  }
}

const parentTag = (element: Element): string => (element.parentNode !== null && "tagName" in element.parentNode ? element.parentNode.tagName : "");

/** A list of nothing but links leads elsewhere. */
function isMenu(list: Element): boolean {
  const items = list.childNodes.filter(isElement);
  const linked = items.filter((item) => {
    const link = find(item, (inner) => inner.tagName === "a");
    return link !== null && textOf(link) === textOf(item);
  });
  return items.length >= 3 && linked.length === items.length;
}

function rowsOf(table: Element): Element[] {
  return table.childNodes
    .filter(isElement)
    .flatMap((child) => (child.tagName === "tr" ? [child] : ["thead", "tbody", "tfoot"].includes(child.tagName) ? child.childNodes.filter(isElement) : []))
    .filter((row) => row.tagName === "tr");
}

const cellsOf = (row: Element): Element[] => row.childNodes.filter(isElement).filter((cell) => cell.tagName === "td" || cell.tagName === "th");

/** Pages are also laid out by tables: one that holds tables, or has one column or row, is walked as if it were not there. */
function isDataTable(table: Element): boolean {
  const rows = rowsOf(table);
  return rows.length >= 2 && rows.some((row) => cellsOf(row).length >= 2) && find(table, (inner) => inner.tagName === "table") === null;
}

function writeTable(table: Element, builder: DocumentBuilder): void {
  const taken: number[] = [];
  let marked = 0;
  const rows = rowsOf(table).map((element, row) => {
    const cells = cellsOf(element);
    if (marked === row && cells.length > 0 && (parentTag(element) === "thead" || cells.every((cell) => cell.tagName === "th"))) marked += 1;
    return cells.map((cell) => placeCell(cell, row, taken));
  });
  const headerRows = headerRowCount(rows, marked);
  const caption = table.childNodes.filter(isElement).find((child) => child.tagName === "caption");
  builder.table(
    rows.map((row) => row.map((cell) => ({ ...cell, header: cell.row < headerRows }))),
    caption === undefined ? "" : textOf(caption).replaceAll("\n", " "),
  );
}

function placeCell(cell: Element, row: number, taken: number[]): Omit<CellDraft, "header"> {
  const extent = (name: string): number => Math.min(Math.max(Number.parseInt(attribute(cell, name), 10) || 1, 1), MAX_EXTENT);
  const rowSpan = extent("rowspan");
  const columnSpan = extent("colspan");
  let column = 0;
  while ((taken[column] ?? 0) > row) column += 1;
  for (let offset = 0; offset < columnSpan; offset += 1) taken[column + offset] = row + rowSpan;
  return { text: textOf(cell), row, column, rowSpan, columnSpan };
}
