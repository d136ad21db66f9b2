import type { Mention } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { isFieldWords, withoutField } from "../../understand/owners/school-words.ts";
import type { ComposeContext } from "../draft.ts";

/** Words of a name as people shorten it: a place or a word of its own, and a field (临岳工贸). */
const SHORT_NAME = /^[\u4e00-\u9fff]{4,8}$/;
const HEAD = 2;

/**
 * 临岳工贸怎么培养教师: what opens a question that names no known school, looks like the short name of one and stands in no passage found is
 * a school that is not known, and no other one answers for it. Null where there is none such.
 */
export function unheardName({ parsed, evidence }: ComposeContext): Mention | null {
  if (parsed.scope !== "all_schools" || parsed.owners.certainty !== "implied" || parsed.language !== "zh") return null;
  const text = parsed.searchText.split(/\s+/)[0] ?? "";
  const [name, question] = [foldText(text), foldText(parsed.question)];
  const start = question.indexOf(name);
  const own = withoutField(name);
  if (!SHORT_NAME.test(name) || start !== 0 || own === name || own.length < HEAD || isFieldWords(name)) return null;
  const passages = [...evidence.passages.map(({ passage }) => passage), ...evidence.wholeReports];
  const isSaid = passages.some((passage) => foldText(`${passage.sectionPath.join("")}${passage.text}`).includes(own));
  return isSaid ? null : { start, end: start + name.length, text, how: "abbreviation", rule: "owner.unheard_name" };
}
