import type { IndicatorId } from "../domain/ids.ts";
import type { Indicator } from "../domain/indicator.ts";
import { foldText } from "../text/fold.ts";
import { expandAlias } from "./alias-grammar.ts";
import type { AliasForm, AliasFrom } from "./alias-index.ts";
import { toAliasKey } from "./alias-key.ts";

/** An indicator with the file that it stands in, for messages. */
export interface FiledIndicator {
  readonly file: string;
  readonly indicator: Indicator;
}

/** What a reader of reports and what a reader of questions looks at: within one view a name must mean one thing. */
const VIEWS: readonly { readonly name: string; readonly lists: readonly AliasFrom[] }[] = [
  { name: "reports", lists: ["zh", "prose"] },
  { name: "questions", lists: ["zh", "ask", "en"] },
];

/** Every plain form of the entry's names and aliases, folded; flaws are told by `report`. `zh` and `en` are aliases of their own. */
export function aliasForms(indicator: Indicator, report: (reason: string) => void): AliasForm[] {
  const lists: readonly (readonly [AliasForm["from"], readonly string[]])[] = [
    ["zh", [indicator.zh, ...indicator.aliases.zh]],
    ["ask", indicator.aliases.ask],
    ["prose", indicator.aliases.prose],
    ["en", [indicator.en, ...indicator.aliases.en]],
    ["not", indicator.aliases.not ?? []],
  ];
  const forms: AliasForm[] = [];
  for (const [from, patterns] of lists) {
    for (const pattern of patterns) {
      const expansion = expandAlias(pattern);
      if (expansion.kind === "invalid") {
        report(`alias "${pattern}": ${expansion.reason}`);
        continue;
      }
      for (const form of expansion.forms) {
        const text = foldText(form); // after the expansion: a full-width bracket is a character of the name, not grammar
        const { key } = toAliasKey(text);
        if (key.length < 2) report(`alias "${pattern}": the form "${text}" is shorter than two characters`);
        else forms.push({ text, key, from, indicatorId: indicator.id });
      }
    }
  }
  return forms;
}

/** The flaws of the whole set, each naming file and entry: repeated ids, unknown siblings or units, names that mean two things, `not` words that block nothing. */
export function checkIndicators(filed: readonly FiledIndicator[], forms: readonly AliasForm[], knowsUnit: (unit: string) => boolean): string[] {
  const flaws: string[] = [];
  const byId = new Map<IndicatorId, FiledIndicator>();
  for (const entry of filed) {
    const earlier = byId.get(entry.indicator.id);
    if (earlier !== undefined) flaws.push(`${told(entry)}: the id is already taken in ${earlier.file}`);
    else byId.set(entry.indicator.id, entry);
  }
  for (const entry of filed) flaws.push(...checkEntry(entry, byId, knowsUnit).map((flaw) => `${told(entry)}: ${flaw}`));
  return [...flaws, ...checkAmbiguity(forms, byId), ...checkBlocks(forms, byId)];
}

function checkEntry({ indicator }: FiledIndicator, byId: ReadonlyMap<IndicatorId, FiledIndicator>, knowsUnit: (unit: string) => boolean): string[] {
  const flaws: string[] = [];
  if (!indicator.units.includes(indicator.unit)) flaws.push(`units do not list the unit "${indicator.unit}"`);
  for (const unit of indicator.units) if (!knowsUnit(unit)) flaws.push(`the unit "${unit}" is not in units.json`);
  for (const side of indicator.sides ?? []) if (!indicator.siblings.includes(side)) flaws.push(`the side "${side}" is no sibling`);
  if (indicator.core !== undefined && !indicator.siblings.includes(indicator.core)) flaws.push(`the core "${indicator.core}" is no sibling`);
  for (const sibling of indicator.siblings) {
    if (sibling === indicator.id) flaws.push("it is its own sibling");
    else if (!byId.has(sibling)) flaws.push(`the sibling "${sibling}" does not exist`);
  }
  return flaws;
}

/** A name shared by entries of different families is a flaw where a number could be read as either, that is, where their units meet. */
function checkAmbiguity(forms: readonly AliasForm[], byId: ReadonlyMap<IndicatorId, FiledIndicator>): string[] {
  const flaws = new Set<string>();
  for (const view of VIEWS) {
    const owners = new Map<string, FiledIndicator[]>();
    for (const form of forms) {
      const entry = byId.get(form.indicatorId);
      if (entry === undefined || form.from === "not" || !view.lists.includes(form.from)) continue;
      const earlier = owners.get(form.key) ?? [];
      owners.set(form.key, [...earlier, entry]);
      const rival = earlier.find((other) => clash(other.indicator, entry.indicator));
      if (rival !== undefined) flaws.add(`${told(entry)}: in ${view.name}, "${form.text}" also names "${rival.indicator.id}" (${rival.file})`);
    }
  }
  return [...flaws];
}

/** A `not` word that holds none of its entry's aliases blocks nothing: a slip. */
function checkBlocks(forms: readonly AliasForm[], byId: ReadonlyMap<IndicatorId, FiledIndicator>): string[] {
  const names = new Map<IndicatorId, string[]>();
  for (const form of forms) {
    const keys = names.get(form.indicatorId) ?? [];
    names.set(form.indicatorId, keys);
    if (form.from !== "not") keys.push(form.key);
  }
  return forms.flatMap((form) => {
    const entry = byId.get(form.indicatorId);
    if (form.from !== "not" || entry === undefined) return [];
    const blocks = (names.get(form.indicatorId) ?? []).some((name) => form.key.includes(name));
    return blocks ? [] : [`${told(entry)}: not "${form.text}" holds no alias of the entry`];
  });
}

function clash(a: Indicator, b: Indicator): boolean {
  return a.family !== b.family && a.units.some((unit) => b.units.includes(unit));
}

const told = ({ file, indicator }: FiledIndicator): string => `${file}, entry "${indicator.id}"`;
