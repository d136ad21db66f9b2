import { isSameLevels, levelSpan, levelsNamed } from "../../retrieve/figures/levels.ts";
import { holdsGroup } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { type Extract, quotePiece, readSentences } from "../prose/extracts.ts";
import { findMentions } from "../prose/mentions.ts";

/** Nothing was won, got or opened. */
const GOT_NOTHING = /未(?:能|曾)?(?:入围|获|取得|参加|晋级|入选)|没有?(?:入围|获|取得|参加|晋级|拿)|空缺|无缘|失之交臂|颗粒无收|零突破|无人(?:获|入围)/;
const CONTEST = /赛|奖|\b(?:contest|competition|prize|award)/i;
const PRIZE = /^.{1,3}等奖$|^[金银铜]奖$|^优胜奖$/;
const LONGEST = 120;
const MOST_OWNERS = 3;

/**
 * Asked for a number or a thing that the report says there is none of (国赛一等奖拿的是哪个项目: 国赛本年未入围), the sentence that says so is
 * told; else one that tells of the prize without its number having been read. Whether there was one; none is looked for in many reports.
 */
export function tellDenial(context: ComposeContext, draft: DraftBuilder): boolean {
  const { evidence, parsed, wording } = context;
  if (parsed.scope !== "named" || evidence.owners.length > MOST_OWNERS) return false;
  const ofLevel = prizesAtLevel(context);
  const found = ofLevel.length > 0 ? ofLevel : findMentions(context).flatMap(({ extract, says }) => (says === "no" ? [extract] : []));
  for (const extract of found.slice(0, 2)) draft.state(wording.quoteDirect(wording.owner(extract.owner), quotePiece(draft, extract)));
  return found.length > 0;
}

/** What is said of contests of the level asked about: first that nothing was won there. */
function prizesAtLevel(context: ComposeContext): readonly Extract[] {
  const { denied, told } = contestsAtLevel(context);
  return denied.length > 0 ? denied : told;
}

/** Sentences on contests of the level that the question names: those that say that nothing was won, and those that name what was asked for. */
export function contestsAtLevel(context: ComposeContext): { readonly denied: readonly Extract[]; readonly told: readonly Extract[] } {
  const { evidence, parsed } = context;
  const level = parsed.population === null ? null : levelSpan(parsed.population);
  if (level === null || !CONTEST.test(foldText(`${parsed.question}${parsed.searchText}`))) return { denied: [], told: [] };
  const asked = evidence.topics.filter((group) => group.words.some((word) => PRIZE.test(word)));
  const spoken = evidence.wholeReports
    .flatMap((passage) => readSentences(context, passage))
    .filter(({ words }) => words.length <= LONGEST && CONTEST.test(words) && levelsNamed(words).some((other) => isSameLevels(other, level)));
  const named = spoken.filter(({ words }) => asked.length > 0 && asked.some((group) => holdsGroup(words, group) === 1));
  const told = named.length > 0 ? named : spoken.filter(({ words }) => /等奖|[金银铜]奖/.test(words));
  return { denied: spoken.filter(({ words }) => GOT_NOTHING.test(words)).map(({ extract }) => extract), told: told.map(({ extract }) => extract) };
}
