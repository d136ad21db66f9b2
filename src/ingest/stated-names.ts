import type { OwnerAlias } from "../domain/report.ts";
import { findSchoolNames, isGeneric } from "./school-name.ts";
import { NEVER_NAMES, SCHOOL_TYPES } from "./vocabulary.ts";

/** How far into the body a school introduces itself. */
const INTRODUCTION = 3000;
const SELF_WORDS = new Set(["我校", "本校", "学校", "学院", "我院", "本院", "校", "我市", "我县"]);

/** Short and former names that the text itself gives: （云杉县技工学校）, 简称“…”, 习称“…”, 原名…, 又名…. Text is folded, without blanks. */
export function findStatedNames(folded: string, fullNames: readonly string[]): OwnerAlias[] {
  const head = folded.slice(0, INTRODUCTION);
  const found = [...abbreviations(head), ...bracketNames(head, fullNames), ...otherNames(head), ...formerNames(head)];
  return found.filter(
    (alias) =>
      alias.text.length >= 2 && !NEVER_NAMES.has(alias.text) && !SELF_WORDS.has(alias.text) && !fullNames.some((fullName) => fullName.endsWith(alias.text)),
  );
}

function abbreviations(head: string): OwnerAlias[] {
  return [...head.matchAll(/简称(?:为|:)?["《]?([\u3400-\u9fffa-z]{2,14})/g), ...head.matchAll(CALLED)].map((match) => ({
    text: match[1] ?? "",
    evidence: "body",
  }));
}

/** What people say, in quotation marks: without them nobody can tell where the name ends. */
const CALLED =
  /(?:习惯称|惯称|习称|俗称|通称|统称|常称|人称|昵称|称其|称之|唤作|叫作|叫做)(?:它|其|学校|我校)?(?:为|作|:)?["《]([\u3400-\u9fffa-z]{2,14})["》]/g;

/** Brackets right behind the full name hold its other name, unless they hold 以下简称 or 原. */
function bracketNames(head: string, fullNames: readonly string[]): OwnerAlias[] {
  const names: OwnerAlias[] = [];
  for (const fullName of fullNames) {
    for (let at = head.indexOf(fullName); at !== -1; at = head.indexOf(fullName, at + 1)) {
      const inside = /^\(([^()]{2,30})\)/.exec(head.slice(at + fullName.length, at + fullName.length + 40))?.[1];
      if (inside !== undefined && /^[\u3400-\u9fff、]+$/.test(inside) && !/^(?:原|以下|简称)/.test(inside)) {
        for (const text of inside.split("、")) if (SCHOOL_TYPES.some((type) => text.endsWith(type.zh))) names.push({ text, evidence: "body" });
      }
    }
  }
  return names;
}

function otherNames(head: string): OwnerAlias[] {
  return [...head.matchAll(/(?:又名|又称|亦称|加挂)["《]?([\u3400-\u9fff]{2,24})/g)].flatMap((match) => nameAtStart(match[1] ?? "", {}));
}

/** 原 counts where it can be no part of a name (太原, 青原): after a mark, or after 的, 由, 与, 和, 将. */
const FORMER = /(?:原名|原称|曾用名|前身(?:是|为)?|(?<![\u3400-\u9fff])原|(?<=[的由与和及将])原)["《(:]?([\u3400-\u9fff]{4,24})/g;

/** "由原云杉县农业学校（原名云杉县农业中学）改建" gives both former names. */
function formerNames(head: string): OwnerAlias[] {
  return [...head.matchAll(FORMER)].flatMap((match) => nameAtStart(match[1] ?? "", { former: true }));
}

function nameAtStart(text: string, mark: { readonly former?: true }): OwnerAlias[] {
  const name = findSchoolNames(text).find((one) => one.start <= 2 && !/[于和与年是为了有在被]/.test(one.stem));
  return name === undefined || (isGeneric(name.type) && name.stem.length < 4) ? [] : [{ text: name.name, evidence: "body", ...mark }];
}
