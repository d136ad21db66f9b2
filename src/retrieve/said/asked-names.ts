import surnames from "../../../data/lexicon/surnames.json" with { type: "json" };
import { foldText } from "../../text/fold.ts";
import { isName, toNameVocabulary } from "../../text/person-names.ts";
import type { WordGroup } from "../word-groups.ts";

const vocabulary = toNameVocabulary(surnames);
const QUOTED = /["“「《]([^"”」》]{2,20})["”」》]/g;
const NAMED_BY_ROLE = /([\u4e00-\u9fff]{2,3})(?:老师|同学)/g;
const OF_SCHOOLS = /[学校院班系]/;
const FULL_NAME = 3;

/** Names that whatever tells of them must hold: what stands in quotation marks, and persons. Folded, without blanks. */
export interface AskedNames {
  readonly quoted: readonly string[];
  readonly persons: readonly string[];
}

/** The names in a question; `groups` are its words as they were cut. "王乾老师得的是几等奖" → 王乾. */
export function askedNames(question: string, groups: readonly WordGroup[]): AskedNames {
  const folded = foldText(question);
  const quoted = [...folded.matchAll(QUOTED)].map(([, name = ""]) => name.replace(/\s+/g, ""));
  const byRole = [...folded.matchAll(NAMED_BY_ROLE)].flatMap(([, before = ""]) =>
    [before, before.slice(1)].filter((name) => name.length > 1 && !OF_SCHOOLS.test(name) && isName(name, vocabulary, "strict")).slice(0, 1),
  );
  const full = groups.flatMap(({ words }) => words.slice(0, 1)).filter((word) => word.length === FULL_NAME && isName(word, vocabulary, "strict"));
  const persons = [...new Set([...byRole, ...full])].filter((name) => !quoted.some((other) => other.includes(name)));
  return { quoted, persons };
}
