import type { OwnerKeys } from "../owners/owner-index.ts";
import { cityNames, classOfName, isFieldWords, isLooseType, isStrongType, type TypeWord, typeWordAt, withoutField } from "../owners/school-words.ts";
import { type Found, ofKind, type Reading } from "../reading.ts";
import { isPartner } from "./detect-unknown-owners.ts";
import { isNameEnd, isPicked } from "./name-tail.ts";
import { isNameStart, tailContext } from "./read-placed.ts";

const MAX_OWN_WORDS = 6;
const MIN_OWN_WORDS = 2;
const HAN = /^[\u4e00-\u9fff]+$/;
/** What may stand between two schools of one row. */
const JOINT = /^(?:[、，,]|还是|以及|和|跟|与|同|比|or|and|vs\.?)\s*/;

/** 工贸职校: the school's own words with a type word and no place, where only schools of the index bear them. */
export function detectPlacelessOwners(reading: Reading): readonly Found[] {
  const context = tailContext(reading);
  const taken = reading.found.filter((item) => item.kind === "owner" || item.kind === "unknown_owner");
  const found: Found[] = [];
  for (let at = MIN_OWN_WORDS; at < reading.text.length; at += 1) {
    const word = typeWordAt(reading.text, at);
    const end = at + (word?.text.length ?? 0);
    if (word === null || !isStrongType(word.text) || taken.some((item) => item.start < end && at - MIN_OWN_WORDS < item.end)) continue;
    const named = longestOwnWords(reading, at, (keys) => isLooseType(word.text) || word.class === "any" || keys.classes.has(word.class));
    if (named === null || isPartner(reading.text, named.start, end)) continue;
    // 启帆学校疫情时…: what a question opens with and one school alone is called by needs nothing behind it to end it.
    const opens = named.bearers.length === 1 && reading.text.slice(0, named.start).trim() === "";
    if (!opens && !isNameEnd(context, end)) continue;
    found.push({ kind: "owner", start: named.start, end, ownerIds: named.bearers.map((keys) => keys.owner.id), how: "abbreviation", rule: "owner.own_words" });
    at = end - 1;
  }
  return found;
}

function longestOwnWords(
  reading: Reading,
  end: number,
  fits: (keys: OwnerKeys) => boolean,
): { readonly start: number; readonly bearers: readonly OwnerKeys[] } | null {
  for (let length = MAX_OWN_WORDS; length >= MIN_OWN_WORDS; length -= 1) {
    const start = end - length;
    if (start < 0 || !isNameStart(reading, start)) continue;
    const own = reading.text.slice(start, end);
    if (!HAN.test(own) || cityNames.has(own)) continue;
    const bearers = reading.owners.schools.filter((keys) => keys.distinct.endsWith(own) && fits(keys));
    if (bearers.length > 0) return { start, bearers };
  }
  return null;
}

const MOST_OWN = 8;

/** 汇文科技的就业率, 中策有多少学生: own words of one school alone, with neither place nor type, where a name may stand. */
export function detectOwnWords(reading: Reading): readonly Found[] {
  const context = tailContext(reading);
  const found: Found[] = [];
  for (let at = 0; at + MIN_OWN_WORDS <= reading.text.length; at += 1) {
    const rivals = reading.owners.byOwnPair.get(reading.text.slice(at, at + MIN_OWN_WORDS));
    if (rivals === undefined || !isNameStart(reading, at)) continue;
    for (let end = Math.min(reading.text.length, at + MOST_OWN); end - at >= MIN_OWN_WORDS; end -= 1) {
      const only = isNameEnd(context, end) ? bearerOf(rivals, reading.text.slice(at, end)) : null;
      if (only === null || isTaken(reading, at, end)) continue;
      found.push({ kind: "owner", start: at, end, ownerIds: [only.owner.id], how: "abbreviation", rule: "owner.own_words_alone" });
      at = end - 1;
      break;
    }
  }
  return found;
}

/** Two characters must open or end the own words before their field, more may stand within them; names of fields may as well mean a major. */
function bearerOf(schools: readonly OwnerKeys[], words: string): OwnerKeys | null {
  if (isFieldWords(words) || cityNames.has(words)) return null;
  const [only, ...others] = schools.filter(({ distinct }) => {
    const proper = withoutField(distinct);
    return words.length > MIN_OWN_WORDS ? distinct.includes(words) : proper.startsWith(words) || proper.endsWith(words);
  });
  return only !== undefined && others.length === 0 ? only : null;
}

function isTaken(reading: Reading, start: number, end: number): boolean {
  const kinds = new Set(["owner", "unknown_owner", "indicator", "period"]);
  return reading.found.some((item) => kinds.has(item.kind) && item.start < end && start < item.end);
}

/** What asks how many or which schools of a kind there are, and names none. */
const COUNTS_SCHOOLS = /^(?:一共|总共|目前)?(?:有|是)?(?:几所|几家|多少所|多少家|哪些|哪几|哪所|名单)/;

/** 哪些技师学院, 各技校: a kind, of which some or all are meant. */
const PICKS_SCHOOLS = /(?:[哪各每几所家个些多少有]|全部|其他|其它|别的|一般|普通|同类|比|像|和|与|跟)$/;

/** 技校的就业率, 县职教中心有多少老师: a bare type word at a name's place, where one school of several alone is of that kind. */
export function detectOnlyOfKind(reading: Reading): readonly Found[] {
  if (ofKind(reading.found, "owner").length > 0 || reading.owners.schools.length < 2) return [];
  const context = tailContext(reading);
  for (let at = 0; at < reading.text.length; at += 1) {
    const word = typeWordAt(reading.text, at);
    const end = at + (word?.text.length ?? 0);
    const start = /[县市区]/.test(reading.text[at - 1] ?? "") ? at - 1 : at;
    if (word === null || word.class === "any" || word.class === "general" || isLooseType(word.text) || !isStrongType(word.text)) continue;
    if (!isNameStart(reading, start) || !isNameEnd(context, end)) continue;
    if (COUNTS_SCHOOLS.test(reading.text.slice(end)) || PICKS_SCHOOLS.test(reading.text.slice(0, start))) continue;
    const only = onlyOfKind(reading.owners.schools, word);
    return only === null ? [] : [{ kind: "owner", start, end, ownerIds: [only.owner.id], how: "abbreviation", rule: "owner.only_of_kind" }];
  }
  return [];
}

/** The one school of the word's kind (技校), or the one that bears the word itself (职教中心); a word for a field must be spelt out in the name. */
function onlyOfKind(schools: readonly OwnerKeys[], word: TypeWord): OwnerKeys | null {
  const tests: readonly ((keys: OwnerKeys) => boolean)[] =
    word.class === "field"
      ? [({ tails }) => tails.some((tail) => isPicked(word.text, tail))]
      : [({ names }) => classOfName(names[0] ?? "") === word.class, ({ tails }) => tails.some((tail) => tail.endsWith(word.text))];
  for (const test of tests) {
    const [only, ...others] = schools.filter(test);
    if (only !== undefined && others.length === 0) return only;
  }
  return null;
}

/** 云岭职教中心和职专: a bare type word in a row with a school stands for the school of the same place. */
export function detectRowOwners(reading: Reading): readonly Found[] {
  const context = tailContext(reading);
  return ofKind(reading.found, "owner").flatMap((item): Found[] => {
    const joint = JOINT.exec(reading.text.slice(item.end))?.[0].length ?? 0;
    const start = item.end + joint;
    const word = joint === 0 ? null : typeWordAt(reading.text, start);
    const end = start + (word?.text.length ?? 0);
    if (word === null || !isNameEnd(context, end)) return [];
    const bearers = reading.owners.schools
      .filter((keys) => item.ownerIds.includes(keys.owner.id))
      .flatMap((keys) => keys.cores.flatMap((core) => reading.owners.byName.get(core + word.text) ?? []))
      .filter((keys) => !item.ownerIds.includes(keys.owner.id));
    const ownerIds = [...new Set(bearers.map((keys) => keys.owner.id))];
    return ownerIds.length === 0 ? [] : [{ kind: "owner", start, end, ownerIds, how: "abbreviation", rule: "owner.type_in_row" }];
  });
}
