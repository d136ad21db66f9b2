import { HEAD_LENGTH, type NameKey, type OwnerKeys } from "../owners/owner-index.ts";
import { typeWordAt, typeWords } from "../owners/school-words.ts";
import { type Found, ofKind, type Reading } from "../reading.ts";
import { isNameEnd, type TailContext } from "./name-tail.ts";
import { AFTER_MARK, idOf, isNameStart, NAME_OWN, readPlaced, standsAlone, tailContext } from "./read-placed.ts";

/** Full names and aliases as they stand: 平阳职专. The longest at a place; an alias of several owners brings them all. */
export function detectNamedOwners(reading: Reading): readonly Found[] {
  const context = tailContext(reading);
  const found: Found[] = [];
  for (const { name, bearers } of namesWithin(reading)) {
    for (let at = reading.text.indexOf(name); at !== -1; at = reading.text.indexOf(name, at + name.length)) {
      if (!standsAlone(reading.text, at, at + name.length) || headsIndicator(context, at, at + name.length)) continue;
      const how = bearers.some((keys) => keys.names[0] === name) ? "exact" : "alias";
      found.push({ kind: "owner", start: at, end: at + name.length, ownerIds: bearers.map(idOf), how, rule: "owner.name" });
    }
  }
  return found;
}

/** Names whose head stands in the text, in the order of all names: thousands of schools need not be looked for one by one. */
function namesWithin({ text, owners }: Reading): readonly NameKey[] {
  const heads = new Set<string>();
  for (let at = 0; at < text.length; at += 1) heads.add(text.slice(at, at + HEAD_LENGTH));
  return [...heads].flatMap((head) => owners.byHead.get(head) ?? []).sort((a, b) => a.order - b.order);
}

/** 平湖技师有多少: the short name's end is the rank that is counted, so the place alone is meant. */
function headsIndicator(context: TailContext, start: number, end: number): boolean {
  if (!/[有是]/.test(context.text[end] ?? "")) return false;
  for (let at = start + 1; at < end; at += 1) {
    const aliasEnd = context.aliasEnds.get(at) ?? 0;
    // 平湖技师有多少学生 goes on with a name: then it is the students that are counted.
    const goesOn = [...context.aliasEnds].some(([from, to]) => from >= end && from <= aliasEnd && to > aliasEnd);
    if (aliasEnd > end && !goesOn) return true;
  }
  return false;
}

/** 青原重型机械公司 lies in a place that a school is named after, and is none. */
const ORGANISATION = /^[县市区]?[\u4e00-\u9fff]{1,10}?(?:有限公司|公司|集团|工厂|医院|银行)(?=(?:的|有|共有|现有|目前)|$)/;

/** A place and what follows it: 平阳职高, 平湖技师, 平湖 alone; another kind of school of that place is an unknown one (平湖一中). */
export function detectPlacedOwners(reading: Reading): readonly Found[] {
  const context = tailContext(reading);
  return reading.owners.places.flatMap((place) => {
    const found: Found[] = [];
    for (let at = reading.text.indexOf(place.core); at !== -1; at = reading.text.indexOf(place.core, at + place.core.length)) {
      const firm = ORGANISATION.exec(reading.text.slice(at + place.core.length));
      // 青原卫校附属医院 is a part of the school that is named.
      const isOfSchool = ofKind(reading.found, "owner").some((item) => item.start === at && item.end > at + place.core.length);
      if (firm !== null && !isOfSchool) {
        found.push({
          kind: "unknown_owner",
          start: at,
          end: at + place.core.length + firm[0].length,
          how: "abbreviation",
          rule: "owner.organisation_of_place",
        });
        continue;
      }
      const named = readPlaced(context, place, at, at + place.core.length, "abbreviation");
      if (named !== null) found.push(named);
    }
    return found;
  });
}

/** One character of the place with a short type word, never seen before: 平技, 平职专. Only where a name may stand. */
export function detectInitialOwners(reading: Reading): readonly Found[] {
  const context = tailContext(reading);
  const found: Found[] = [];
  for (let at = 0; at + 1 < reading.text.length; at += 1) {
    const rivals = reading.owners.byInitial.get(reading.text[at] ?? "");
    if (rivals === undefined || !isNameStart(reading, at) || isOwnFirst(reading, found, at - 1)) continue;
    const readings = rivals.flatMap((keys) => readInitials(context, keys, at + 1));
    const longest = Math.max(0, ...readings.map((entry) => entry.end));
    const best = readings.filter((entry) => entry.end === longest);
    if (best.length === 0) continue;
    found.push({ kind: "owner", start: at, end: longest, ownerIds: best.map((entry) => idOf(entry.keys)), how: "abbreviation", rule: "owner.initials" });
  }
  return found;
}

/** 和平职专: a particle without a school before it is the first character of a name of its own. */
function isOwnFirst({ text, found }: Reading, own: readonly Found[], index: number): boolean {
  if (!NAME_OWN.test(text[index] ?? "")) return false;
  // 平职的就业率和平技的就业率: there it joins two.
  const opens =
    index === 0 || AFTER_MARK.test(text[index - 1] ?? "") || found.some((item) => item.kind === "cue" && item.cue === "polite" && item.end === index);
  return opens && ![...found, ...own].some((item) => (item.kind === "owner" || item.kind === "unknown_owner") && item.end === index);
}

function readInitials(context: TailContext, keys: OwnerKeys, index: number): { readonly keys: OwnerKeys; readonly end: number }[] {
  const { text } = context;
  const word = typeWordAt(text, index);
  const byWord = word !== null && word.class !== "any" && keys.classes.has(word.class) && word.text.length <= 3 ? [index + word.text.length] : [];
  const tail = keys.tails[0] ?? "";
  const head = typeWords.find((entry) => tail.endsWith(entry.text))?.text ?? tail;
  const single = head[0] !== undefined && text[index] === head[0] ? [index + 1] : [];
  return [...byWord, ...single].filter((end) => isNameEnd(context, end)).map((end) => ({ keys, end }));
}
