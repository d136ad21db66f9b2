import { createRandom, type Random } from "./scale/random.ts";
import words from "./scale/words.json" with { type: "json" };

/** A report made up for measuring, with the figures that it is known to hold. */
export interface GeneratedReport {
  readonly file: string;
  readonly school: string;
  readonly text: string;
  /** By indicator id: decimal string in the canonical unit. An indicator that is absent is not in the text. */
  readonly facts: ReadonlyMap<string, string>;
}

const YEAR = 2021;
/** Share of the indicators that a school leaves out, so that coverage has something to tell. */
const LEFT_OUT = 0.08;
const SENTENCES_PER_PARAGRAPH = 4;
const PARAGRAPHS_PER_TOPIC = 2;
const TYPES = words.types.length;

/** The most distinct schools that there are names for. */
export const MOST_REPORTS = words.places.first.length * words.places.second.length * TYPES;

/** Indicators that generated reports speak of, with their canonical units. */
export const FACT_UNITS: ReadonlyMap<string, string> = new Map(words.facts.map(({ id, unit }) => [id, unit]));

/** `count` reports of as many schools; report i is the same whatever the count. Throws RangeError above MOST_REPORTS. */
export function* generateReports(count: number, seed = 7): Generator<GeneratedReport> {
  if (count > MOST_REPORTS) throw new RangeError(`at most ${MOST_REPORTS} reports`);
  for (let index = 0; index < count; index++) yield generateReport(index, seed);
}

function generateReport(index: number, seed: number): GeneratedReport {
  const random = createRandom(seed * 100_003 + index);
  const school = schoolName(index);
  const facts = new Map<string, string>();
  const spoken = new Map<string, string>();
  for (const fact of words.facts) {
    if (random.next() < LEFT_OUT) continue;
    const places = fact.places ?? 0;
    const printed = decimal(random.between(fact.least * 10 ** places, fact.most * 10 ** places), places);
    facts.set(fact.id, canonical(printed, fact.scale ?? 1));
    spoken.set(fact.id, random.pick(fact.said).replace("{v}", printed));
  }
  const title = random.pick(words.titles).replace("{school}", school).replace("{year}", String(YEAR));
  const numbering = random.pick(words.numbering);
  const chapters = words.chapters.map((chapter, at) => {
    const topics = chapter.topics.map((topic, number) => {
      const told = (chapter.facts[number] ?? []).flatMap((id) => spoken.get(id) ?? []).join("");
      const prose = Array.from({ length: PARAGRAPHS_PER_TOPIC }, () => paragraph(random)).join("\n");
      return `（${CHINESE_DIGITS[number] ?? ""}）${topic}\n\n${told === "" ? "" : `${told}\n`}${prose}`;
    });
    return `${numbering[at] ?? ""}${chapter.title}\n\n${topics.join("\n\n")}`;
  });
  return { file: `${school}-${YEAR}.txt`, school, text: `${title}\n\n${chapters.join("\n\n")}\n`, facts };
}

const CHINESE_DIGITS = ["一", "二", "三", "四", "五", "六"];

/** Neighbours in the list differ in place first, so that any count has many places. */
function schoolName(index: number): string {
  const { first, second, suffix } = words.places;
  const places = first.length * second.length;
  const place = index % places;
  const at = place % first.length;
  const name = `${first[at] ?? ""}${second[(Math.floor(place / first.length) + at) % second.length] ?? ""}`;
  const type = (Math.floor(index / places) + place) % TYPES;
  return `${name}${suffix[place % suffix.length] ?? ""}${words.types[type] ?? ""}`;
}

function paragraph(random: Random): string {
  return Array.from({ length: SENTENCES_PER_PARAGRAPH }, () => fill(random.pick(words.sentences), random)).join("");
}

function fill(sentence: string, random: Random): string {
  return sentence.replace(/\{([a-z]+)\}/g, (_, slot: string) => {
    if (slot === "n") return String(random.between(2, 40));
    if (slot === "m") return String(random.between(60, 3_000));
    if (slot === "k") return String(random.between(3, 300));
    return random.pick((words.fills as Readonly<Record<string, readonly string[]>>)[slot] ?? []);
  });
}

/** 9857 with 2 places → "98.57"; "100.00" → "100". */
function decimal(scaled: number, places: number): string {
  if (places === 0) return String(scaled);
  const digits = String(scaled).padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, "");
}

/** "665.5" × 10000 → "6655000". */
function canonical(printed: string, scale: number): string {
  if (scale === 1) return printed;
  const [whole = "", rest = ""] = printed.split(".");
  const zeros = String(scale).length - 1;
  return `${whole}${rest.padEnd(zeros, "0")}`.replace(/^0+(?=\d)/, "");
}
