import { foldText } from "../text/fold.ts";
import { chooseExtracts } from "./choose-extracts.ts";
import { composeExplain } from "./compose-explain.ts";
import { type ComposeContext, createDraft, type Draft } from "./draft.ts";
import { type Extract, quotePiece } from "./extracts.ts";
import { measurePiece } from "./pieces.ts";

/** Ways in which a report explains a term. */
const EXPLAINS = /(?:是指|指的是|定义为|所谓|口径为|口径是|即指|计算公式|统计口径|是一[种项])/;

/** What a term means: the report's own explanation where there is one; our dictionary's line, marked as such. */
export function composeDefine(context: ComposeContext): Draft {
  const draft = createDraft(context);
  const { wording, evidence } = context;
  const [first] = evidence.measures;
  const entry = first?.measure.entry ?? null;
  const names =
    entry === null ? [first?.measure.asked.words ?? context.parsed.searchText] : [first?.measure.asked.words ?? entry.zh, entry.zh, ...entry.aliases.zh];
  const explained = chooseExtracts(context, 4)
    .filter((extract) => explains(context, extract, names))
    .slice(0, 2);
  for (const extract of explained) draft.state(wording.quoteDirect(wording.owner(extract.owner), quotePiece(draft, extract)));
  if (entry === null || first === undefined) return explained.length > 0 ? draft.finish({ status: "answered" }) : composeExplain(context);
  const measure = measurePiece(context, first);
  if (explained.length === 0) draft.state(wording.notDefinedInReports(measure));
  draft.state(
    wording.definitionHelp(wording.indicator({ id: entry.id, name: entry.zh, nameEn: entry.en, from: "lexicon" }), {
      kind: "definition",
      indicatorId: entry.id,
    }),
  );
  draft.limit("definition", wording.dictionaryOnly());
  return draft.finish({ status: "answered" });
}

function explains(context: ComposeContext, extract: Extract, names: readonly string[]): boolean {
  const text = context.evidence.readText(extract.passage.reportId);
  const quote = foldText(extract.parts.map((part) => text.slice(part.start, part.end)).join(""));
  return EXPLAINS.test(quote) && names.some((name) => name !== "" && quote.includes(foldText(name)));
}
