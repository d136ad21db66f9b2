import type { Figure } from "../../domain/figure.ts";
import { foldText } from "../../text/fold.ts";
import { type AskedWords, coverOf } from "../word-cover.ts";
import type { AskedWorking } from "./asked-forms.ts";
import { LEAST_COVER, PEOPLE, SURE, type Working, type WorkingDeps } from "./working.ts";
import { addsUp, isMore, isPlain, isSomeGroups, type Named, nameAll, placeOf } from "./working-names.ts";
import { findShare, isEntryOf } from "./working-shares.ts";

/** 硕士47人 of 专任教师214人: the others. */
export function findWithout(figures: readonly Figure[], asked: Extract<AskedWorking, { kind: "without" }>, deps: WorkingDeps): Working | null {
  const found = findShare(figures, { kind: "share", part: asked.part, whole: asked.whole, people: true }, deps);
  if (found?.kind !== "share" || !found.sure || !isPlain(found.part.figure) || found.part.figure.unit !== "人") return null;
  return { ...found, kind: "rest", printed: null, share: false };
}

/** What comes to each: money over the people of its sentence, or one named number over another. */
export function findEach(figures: readonly Figure[], asked: Extract<AskedWorking, { kind: "each" }>, deps: WorkingDeps): Working | null {
  const named = nameAll(
    figures.filter((figure) => addsUp(figure) && figure.qualifier === "exact"),
    deps,
  );
  const { top, bottom } = asked;
  const pairs =
    top === null || bottom === null
      ? named
          .filter(
            ({ item: { figure }, own, context }) =>
              figure.kind === "amount" && !isForEach(figure, deps.readText) && coverOf(asked.of, `${own}|${context}`) >= SURE,
          )
          .flatMap((part) => {
            const people = named.filter(({ item: { figure } }) => placeOf(figure) === placeOf(part.item.figure) && PEOPLE.has(figure.unit));
            return people.length === 1 ? people.map((whole) => ({ part, whole })) : [];
          })
      : (inOneSentence(asked.of, top, bottom, named) ?? eachOf(top, bottom, named, deps));
  const [only, ...more] = pairs;
  if (only === undefined || more.length > 0) return null;
  return { kind: "each", part: only.part.item, whole: only.whole.item, printed: null, share: false, sure: true };
}

const PER_HEAD = /\/ ?(?:人|生|名|位)$/;
const BEFORE_PER_HEAD = /每(?:人|生|名|位)[^,，。；;\d]{0,6}$/;

/** 3000元/人, 每人3000元. */
function isForEach({ kind, unit, source, reportId }: Figure, readText: WorkingDeps["readText"]): boolean {
  if (unit !== "元" || (kind !== "average" && kind !== "amount")) return false;
  return PER_HEAD.test(source.raw) || BEFORE_PER_HEAD.test(readText(reportId).slice(source.context.start, source.start));
}

/** 11名学生得到3000元/人: so much for each and how many got it, of one sentence that holds all that was asked. */
export function findTimes(figures: readonly Figure[], asked: Extract<AskedWorking, { kind: "times" }>, deps: WorkingDeps): Working | null {
  const named = nameAll(
    figures.filter(({ qualifier }) => qualifier === "exact"),
    deps,
  );
  const pairs = named
    .filter(({ item: { figure }, own, context }) => isForEach(figure, deps.readText) && coverOf(asked.of, `${own}|${context}`) >= LEAST_COVER)
    .flatMap((part) => {
      const people = named.filter(({ item: { figure } }) => placeOf(figure) === placeOf(part.item.figure) && figure.unit === "人" && figure.kind === "count");
      return people.length === 1 ? people.map((whole) => ({ part, whole })) : [];
    });
  const [only, ...more] = pairs;
  if (only === undefined || more.length > 0) return null;
  return { kind: "times", part: only.part.item, whole: only.whole.item, printed: null, share: false, sure: true };
}

interface Pair {
  readonly part: Named;
  readonly whole: Named;
}

/** 招聘会平均每家企业提供多少岗位: the two numbers of the one sentence that tells of the fair; null where the question names nothing besides, or no sentence has both. */
function inOneSentence(of: AskedWords, top: AskedWords, bottom: AskedWords, named: readonly Named[]): readonly Pair[] | null {
  const besides = of.text.replace(bottom.text, "").replace(/[上里中]$/, "");
  if (besides.length < 2 || besides === top.text || of.groups !== null) return null;
  const ofIt = named.filter(({ item: { figure }, context }) => isPlain(figure) && coverOf({ text: besides, groups: null }, context) >= LEAST_COVER);
  const pairs = ofIt
    .filter(({ own }) => coverOf(bottom, own) >= SURE)
    .flatMap((whole) =>
      ofIt
        .filter((part) => part !== whole && placeOf(part.item.figure) === placeOf(whole.item.figure) && coverOf(top, part.own) >= SURE)
        .map((part) => ({ part, whole })),
    );
  return pairs.length === 0 ? null : pairs;
}

function eachOf(top: AskedWords, bottom: AskedWords, named: readonly Named[], { lexicon }: WorkingDeps): readonly Pair[] {
  const best = (words: AskedWords, others: readonly Named[]): Named | undefined => {
    const entry = lexicon.aliases.whole(words.text)?.indicatorIds ?? null;
    const known = others.filter(({ item }) => isEntryOf(item.figure, entry));
    // 组建3个学徒制班级 are not the 班级 of the school.
    const said = (entry === null ? others : []).filter(({ item: { figure }, own }) => figure.unit === words.text || coverOf(words, own) >= SURE);
    const plain = (known.length > 0 ? known : said).filter(({ item }) => isPlain(item.figure));
    return plain.length === 1 || known.length > 0 ? plain[0] : undefined;
  };
  const whole = best(bottom, named);
  if (whole === undefined) return [];
  const beside = named.filter(({ item }) => placeOf(item.figure) === placeOf(whole.item.figure) && item.figure.id !== whole.item.figure.id);
  const near = beside.filter(({ item: { figure } }) => figure.unit === top.text);
  // 390名实习学生，分在13个实习班: of classes of some kind only those who are told to be in them.
  if (isSomeGroups(bottom.text)) {
    const gap = ({ item: { figure } }: Named): number => Math.abs(figure.source.start - whole.item.figure.source.start);
    const within = beside.filter(({ item: { figure }, own }) => PEOPLE.has(figure.unit) && coverOf(top, own) >= SURE);
    return within
      .toSorted((a, b) => gap(a) - gap(b))
      .slice(0, 1)
      .map((part) => ({ part, whole }));
  }
  const part =
    near.length === 1
      ? near[0]
      : best(
          top,
          named.filter(({ item }) => item.figure.id !== whole.item.figure.id),
        );
  return part === undefined ? [] : [{ part, whole }];
}

/** Those who made it stand behind those who tried, in one sentence and unit. */
export function findRate(figures: readonly Figure[], asked: Extract<AskedWorking, { kind: "rate" }>, deps: WorkingDeps): Working | null {
  const named = nameAll(
    figures.filter(({ kind }) => kind === "count"),
    deps,
  );
  const pairs = named.flatMap((made, index) => {
    const { figure } = made.item;
    const label = foldText(`${made.item.name}|${figure.indicator.words}`);
    if (!asked.said.some((word) => label.includes(word))) return [];
    const tried = named.slice(0, index).findLast(({ item: { figure: other } }) => placeOf(other) === placeOf(figure) && isPair(other, figure));
    if (tried === undefined || asked.said.some((word) => foldText(tried.item.name).includes(word))) return [];
    const text = deps.readText(figure.reportId);
    const from = clauseStart(text, tried.item.figure);
    const near = foldText(`${text.slice(from, figure.source.start)}|${tried.own}|${figure.indicator.words}`);
    const cover = asked.of.text === "" ? 1 : coverOf(asked.of, near);
    const wide = asked.of.text === "" ? 1 : coverOf(asked.of, `${near}|${made.context}|${paragraphBefore(text, figure)}`);
    return [{ made, tried, cover: Math.max(cover, wide - 0.2), whole: isPlain(tried.item.figure) }];
  });
  const ranked = pairs.filter(({ cover }) => cover >= LEAST_COVER).toSorted((a, b) => b.cover - a.cover);
  const [best, next] = ranked;
  if (best === undefined || (next !== undefined && next.cover === best.cover)) return null;
  const printed = asked.rest ? null : printedRate(best.made.item.figure, asked.said, figures);
  return { kind: asked.rest ? "rest" : "rate", part: best.made.item, whole: best.tried.item, printed, share: asked.share, sure: best.cover >= SURE };
}

/** 录取475人，录取率94%. */
function printedRate(figure: Figure, said: readonly string[], figures: readonly Figure[]): Figure | null {
  const behind = figures.filter((other) => other.unit === "%" && placeOf(other) === placeOf(figure) && other.source.start > figure.source.end);
  return behind.find(({ indicator }) => said.some((word) => foldText(indicator.words).includes(`${word}率`))) ?? null;
}

const isPair = (tried: Figure, made: Figure): boolean =>
  (tried.unit === made.unit || (PEOPLE.has(tried.unit) && PEOPLE.has(made.unit))) && tried.kind === "count" && isMore(tried, made);

const LONGEST_PARAGRAPH = 300;

function paragraphBefore(text: string, { source }: Figure): string {
  const from = Math.max(text.lastIndexOf("\n", source.start - 1) + 1, source.start - LONGEST_PARAGRAPH);
  return foldText(text.slice(from, source.start));
}

function clauseStart(text: string, { source }: Figure): number {
  let from = source.start;
  while (from > source.context.start && !/[，,；;。：:]/.test(text[from - 1] ?? "")) from -= 1;
  return from;
}
