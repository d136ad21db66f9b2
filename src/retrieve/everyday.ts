import { isCommon, isEverywhere, isGeneric, type WordGroup } from "./word-groups.ts";

/** What a word weighs that tells which thing is meant. */
const LEAST_TELLING = 0.5;
/** What a word of every page counts beside one that tells. */
const PAGE_SHARE = 0.3;

/** Whether words name nothing but what stands on every page: 学生为什么越来越少. */
export const isVague = (groups: readonly WordGroup[]): boolean => groups.every((group) => isEverywhere(group) || isCommon(group) || isGeneric(group));

/** The everyday words of a question with those that reports use for them. */
export const everydayGroups = (groups: readonly WordGroup[]): readonly WordGroup[] =>
  groups
    .filter((group) => group.weight >= LEAST_TELLING && (group.near ?? []).length > 0 && !isVague([group]))
    .map(({ words, near = [] }) => ({ words: [...words, ...near.map(({ word }) => word)], weight: 1 }));

/** Where the words searched by name nothing that tells, the everyday words do, and count more than those of every page. */
export const withEveryday = (topics: readonly WordGroup[], everyday: readonly WordGroup[]): readonly WordGroup[] =>
  isVague(topics) && everyday.length > 0 ? [...topics.map((group) => ({ ...group, weight: group.weight * PAGE_SHARE })), ...everyday] : topics;
