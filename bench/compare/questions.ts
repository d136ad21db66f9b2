import { existsSync, readFileSync } from "node:fs";
import type { Passage } from "../../src/domain/report.ts";
import { goldSetSchema } from "../../src/eval/gold.ts";
import type { Store } from "../../src/store/store.ts";
import { foldText } from "../../src/text/fold.ts";

/** A question of the evaluation with the passages that answer it. */
export interface RetrievalQuestion {
  readonly question: string;
  readonly right: ReadonlySet<string>;
}

/**
 * Questions of gold sets whose answer stands in a passage of the index: below the section that the gold names where it names one, of
 * the school where it names one, with one of the values asked for. Others, such as those that must be declined, are left out.
 */
export function retrievalQuestions(store: Store, files: readonly string[]): readonly RetrievalQuestion[] {
  const passages = store.reports().flatMap(({ id, owner }) => store.passagesOf(id).map((passage) => ({ passage, school: foldText(owner.name) })));
  const gold = files.filter(existsSync).flatMap((file) => goldSetSchema.parse(JSON.parse(readFileSync(file, "utf8"))));
  return gold.flatMap(({ question, expect, history }) => {
    if (history !== undefined) return [];
    const { section, quoteHas = [], values = [] } = expect;
    if (section === undefined && values.length === 0) return [];
    const schools = values.flatMap(({ school }) => (school == null ? [] : [foldText(school)]));
    const terms = quoteHas.length > 0 ? quoteHas : values.map(({ value }) => value);
    const right = passages.filter(
      ({ passage, school }) =>
        isRight(passage, section, terms) && (schools.length === 0 || schools.some((one) => school.endsWith(one) || one.endsWith(school))),
    );
    return right.length === 0 ? [] : [{ question, right: new Set(right.map(({ passage }) => passage.id)) }];
  });
}

function isRight(passage: Passage, section: string | undefined, terms: readonly string[]): boolean {
  if (section !== undefined && !passage.sectionPath.some((heading) => heading.includes(section))) return false;
  const text = foldText(`${passage.sectionPath.join(" ")} ${passage.text}`);
  return terms.length === 0 || terms.some((term) => text.includes(foldText(term)));
}
