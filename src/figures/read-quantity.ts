import type { Reading, ReadingContext, ReadingRule } from "./reading.ts";
import { asPartsOfSum } from "./rules/adds-up.ts";
import { baseValue } from "./rules/base-value.ts";
import { change, fromTo, toAfterFrom } from "./rules/change.ts";
import { beneficiaries, earlierValue, flowWithObject, headCarried, laterValue, meanOfRange, perHeadOfPrevious, sumOfNamed } from "./rules/elliptic.ts";
import { endOfYear } from "./rules/end-of-year.ts";
import { withoutGap } from "./rules/gap.ts";
import { headAcross } from "./rules/head-across.ts";
import { headAfter, headSplit, partners, peopleWhoDid, shareOfPeople } from "./rules/head-after.ts";
import { headAround, placeArea } from "./rules/head-around.ts";
import { headBefore } from "./rules/head-before.ts";
import { itemOfHeading, wordOfTopic } from "./rules/item-of-heading.ts";
import { withJudge } from "./rules/judge.ts";
import { notOfState } from "./rules/not-of-state.ts";
import { ofGroups } from "./rules/of-groups.ts";
import { ofExam, ofHeading } from "./rules/of-heading.ts";
import { ofStudents } from "./rules/of-students.ts";
import { ofTeachers } from "./rules/of-teachers.ts";
import { ofWhom } from "./rules/of-whom.ts";
import { open } from "./rules/open.ts";
import { part, repeatedInPart, withinGroup } from "./rules/part.ts";
import { nextInRank, ofYear, partOfKind, wholeOfParts } from "./rules/part-list.ts";
import { peerValue } from "./rules/peer-value.ts";
import { prizeGrades } from "./rules/prize-grades.ts";
import { actualOfQuota, planOfCounted } from "./rules/quotas.ts";
import { sameYears } from "./rules/same-years.ts";
import { shareOf } from "./rules/share-of.ts";
import { facet, genericHead, sharedStem, sharedTail } from "./rules/shared-stem.ts";
import { sameOfAnother, sibling } from "./rules/sibling.ts";
import { countedBy, isMost, standsOut, standsOutBefore, sumOfParts } from "./rules/singled-out.ts";
import { standsFor } from "./rules/stands-for.ts";
import { twin } from "./rules/twin.ts";
import { unlikeWhole } from "./rules/unlike-whole.ts";
import { withinEach } from "./rules/within-each.ts";
import { yearRun } from "./rules/year-run.ts";
import { zipped } from "./rules/zipped.ts";
import { zippedChanges } from "./rules/zipped-changes.ts";

/** How a number is read: the first rule that proposes a reading wins. Order is from the most to the least specific. */
export const READING_RULES: readonly ReadingRule[] = [
  toAfterFrom,
  fromTo,
  peerValue,
  earlierValue,
  baseValue,
  meanOfRange,
  endOfYear,
  sumOfParts,
  wholeOfParts,
  ofYear,
  yearRun,
  sameYears,
  standsOut,
  standsOutBefore,
  isMost,
  nextInRank,
  countedBy,
  prizeGrades,
  zippedChanges,
  zipped,
  change,
  planOfCounted,
  actualOfQuota,
  shareOf,
  perHeadOfPrevious,
  beneficiaries,
  twin,
  sibling,
  sameOfAnother,
  genericHead,
  partOfKind,
  headBefore,
  peopleWhoDid,
  headAcross,
  headAfter,
  shareOfPeople,
  headCarried,
  laterValue,
  sumOfNamed,
  flowWithObject,
  headSplit,
  partners,
  sharedTail,
  wordOfTopic,
  itemOfHeading,
  part,
  headAround,
  placeArea,
  sharedStem,
  facet,
  standsFor,
  ofHeading,
  ofExam,
  open,
];

/** What looks at a reading once more, whatever rule made it, in order. */
const REFINEMENTS: readonly ((context: ReadingContext, reading: Reading) => Reading)[] = [
  ofTeachers,
  ofStudents,
  ofWhom,
  withJudge,
  notOfState,
  ofGroups,
  withinEach,
  withinGroup,
  repeatedInPart,
  withoutGap,
  unlikeWhole,
  asPartsOfSum,
];

/** What one number means: as the first rule that proposes something reads it, looked at once more by every refinement; null where none does. */
export function readQuantity(context: ReadingContext): Reading | null {
  for (const rule of READING_RULES) {
    const reading = rule.read(context);
    if (reading !== null) return REFINEMENTS.reduce((refined, refine) => refine(context, refined), { ...reading, rule: rule.name });
  }
  return null;
}
