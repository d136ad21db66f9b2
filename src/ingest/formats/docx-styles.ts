import type { NumberingPlace } from "./docx-numbering.ts";
import { walkXml } from "./xml-events.ts";

/** What a paragraph's style says, its ancestors' word included. */
export interface ParagraphStyle {
  /** Heading depth from 1; null when it is no heading. */
  readonly level: number | null;
  readonly numbering: NumberingPlace | null;
  /** Whether it is the style of a line of a contents page. */
  readonly contents: boolean;
}

interface RawStyle {
  readonly name: string;
  readonly basedOn: string;
  readonly outline: number | null;
  readonly numId: string | null;
  readonly ilvl: number | null;
}

const EMPTY: RawStyle = { name: "", basedOn: "", outline: null, numId: null, ilvl: null };
const MAX_ANCESTORS = 12;

/** Reads word/styles.xml ("" when there is none) → style by its id. */
export function readStyles(xml: string): (id: string) => ParagraphStyle {
  const raw = new Map<string, RawStyle>();
  let id = "";
  const change = (part: Partial<RawStyle>): void => {
    if (id !== "") raw.set(id, { ...(raw.get(id) ?? EMPTY), ...part });
  };
  if (xml !== "") {
    walkXml(xml, {
      open: (name, { styleId = "", val = "" }) => {
        if (name === "style") id = styleId;
        else if (name === "name") change({ name: val.toLowerCase() });
        else if (name === "basedOn") change({ basedOn: val });
        else if (name === "outlineLvl") change({ outline: Number(val) });
        else if (name === "numId") change({ numId: val });
        else if (name === "ilvl") change({ ilvl: Number(val) });
      },
      close: (name) => {
        if (name === "style") id = "";
      },
      text: () => undefined,
    });
  }
  const resolved = new Map<string, ParagraphStyle>();
  return (wanted) => {
    const known = resolved.get(wanted) ?? resolve(wanted, raw);
    resolved.set(wanted, known);
    return known;
  };
}

function resolve(id: string, raw: ReadonlyMap<string, RawStyle>): ParagraphStyle {
  let outline: number | null = null;
  let numId: string | null = null;
  let ilvl: number | null = null;
  let contents = false;
  let at = id;
  for (let step = 0; step < MAX_ANCESTORS && at !== ""; step += 1) {
    const style = raw.get(at);
    if (style === undefined) break;
    outline ??= style.outline ?? namedLevel(style.name);
    numId ??= style.numId;
    ilvl ??= style.ilvl;
    contents ||= /^(?:toc|目录) ?\d$/.test(style.name) || style.name === "toc heading";
    at = style.basedOn;
  }
  const level = outline !== null && outline >= 0 && outline < 9 && !contents ? outline + 1 : null;
  return { level, numbering: numId === null || numId === "0" ? null : { numId, level: ilvl ?? 0 }, contents };
}

/** "heading 2" → 1, counted as outlineLvl counts. */
function namedLevel(name: string): number | null {
  const digit = /^(?:heading|标题) ?([1-9])$/.exec(name)?.[1];
  return digit === undefined ? null : Number(digit) - 1;
}
