import type { Found, Reading } from "../reading.ts";

/** "in the automotive department", "the nursing major": the words for a part before the noun that makes it one. */
const NAMED =
  /(?:\b(?:in|of|from|at|for|by|the|its|their|does|do)|'s?) (?:the |its |their )?((?:(?!(?:in|of|from|at|for|by|the|its|their|does|do|are|is|and|or)\b)[a-z][a-z'-]+ (?:and |& )?){1,4})(departments?|divisions?|majors?|specialt(?:y|ies)|specialit(?:y|ies)|facult(?:y|ies))\b/g;
/** "students study nursing or midwifery at X": what they study stands behind. */
const STUDIED =
  /\b(?:students?|pupils?|people|learners?|boys|girls)\b[^?.,;]{0,40}?\b(?:study|studies|studying|major in|majoring in|majored in|enrolled in|learn|learning)((?: (?!at\b|in\b|of\b|for\b|on\b)[a-z][a-z'-]+){1,6})/g;
const JOINT = / (?:and|or) /;
/** "how many rail transit students": the words right before them. */
const MODIFIED = /\bhow many ((?:[a-z][a-z-]+ ){1,3})(?:students|pupils|learners)\b/g;
/** Words that name no part of their own. */
const GENERAL =
  /^(?:which|what|each|every|any|all|this|that|these|those|new|other|same|key|main|different|various|how|many|most|least|the|its|their|abroad|further|here|full-time|part-time|online|local|locally|together|biggest|largest|smallest|provincial|national|municipal|special|specialty|academic|two|three|four|five|popular|top|number|more|most|fewer|government|relevant|competent)$/;
/** Where the name of what is studied ends. */
const END = /\s(?:at|in|on|for|of|does|do|are|is|there|this|last|now|currently|altogether|combined|together)\b.*$/;

/** Parts of a school in English words, each as a subject: "information technology", "nursing". What they are called in the report is told later. */
export function englishParts(reading: Reading): readonly Found[] {
  const { text } = reading;
  const named = [...text.matchAll(NAMED)].flatMap((match) =>
    partsOf(reading, match.index + match[0].lastIndexOf(`${match[1]}${match[2]}`), (match[1] ?? "").trimEnd(), match[2] ?? ""),
  );
  const studied = [...text.matchAll(STUDIED)].flatMap((match) => {
    const words = match[1] ?? "";
    return partsOf(reading, match.index + match[0].length - words.length + 1, words.slice(1).replace(END, ""), "");
  });
  const modified = [...text.matchAll(MODIFIED)].flatMap((match) => {
    const words = (match[1] ?? "").trimEnd();
    const start = match.index + "how many ".length;
    const isGroup = reading.found.some((item) => item.kind === "population" && item.start < start + words.length && item.end > start);
    return isGroup ? [] : partsOf(reading, start, words, "");
  });
  return [...named, ...studied, ...modified];
}

function partsOf(reading: Reading, start: number, run: string, noun: string): readonly Found[] {
  const splits = noun === "";
  const owner = reading.found.find((item) => (item.kind === "owner" || item.kind === "unknown_owner") && item.start < start + run.length && item.end > start);
  // "Jingqi's information technology department": the name of the school is none of the part's.
  const from = owner === undefined ? start : owner.end + (/^'?s? */.exec(reading.text.slice(owner.end))?.[0].length ?? 0);
  const end = owner !== undefined && splits ? Math.min(start + run.length, owner.start) : start + run.length;
  const own = reading.text.slice(splits ? start : from, end).trimEnd();
  const parts = splits ? own.split(JOINT) : [own];
  let at = splits ? start : from;
  return parts.flatMap((part): Found[] => {
    const first = reading.text.indexOf(part, at);
    at = first + part.length;
    const words = part.split(" ");
    if (part.length < 3 || first < 0 || words.some((word) => GENERAL.test(word))) return [];
    return [{ kind: "subject", start: first, end: splits ? at : at + 1 + noun.length, subject: part, rule: "subject.english" }];
  });
}
