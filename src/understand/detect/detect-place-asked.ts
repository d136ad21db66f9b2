import type { Span } from "../../domain/span.ts";
import type { Found, Reading } from "../reading.ts";

const PART = "哪一?个?(?:小节|章节|节|章|段话?|页|部分|处|条|句话?|份报告)";
const SPOT = "(?:哪里|哪儿|何处|什么(?:地方|位置|章节))";
const INSIDE = "(?:里面?|中|上)?";
const SOURCE = "(?:报告|原文|文中|文件|正文)";
const SAID = "(?:写着?|写到|讲到?|说到?|提到?|出现|给出|记载|列出?|找到|看到|查到|读到)";
const FIGURE = "(?:(?:这个?|那个?|该|此)(?:数字?|数据|数值|说法|情况|结论)?)?";
const ENDS = "(?=[，,。？?！!\\s]|$)";

/** In which section something is written, in Chinese. What stands between the words of one is told by the words alone. */
const ZH: readonly RegExp[] = [
  // 是在哪一节写的, 报告哪一部分能查到
  new RegExp(`${FIGURE}(?:是|都是)?[在从]?${SOURCE}?${INSIDE}的?${PART}${INSIDE}(?:能|可以|可|有)?${SAID}[的了过]{0,2}`, "g"),
  // 从报告哪里看到的, 哪里写的
  new RegExp(
    `${FIGURE}(?:是|都是)?[在从]?${SOURCE}?${INSIDE}的?(?:${SPOT}|哪)${INSIDE}(?:能|可以|可|有)?(?:写|提到|讲到|说到|记载|查到|看到)[的了过]{0,2}${ENDS}`,
    "g",
  ),
  // 写在报告哪里, 提到在哪一节
  new RegExp(`${FIGURE}(?:写|记|载|记载|提到?|讲|讲到|出现|列|放|摘|给出)[的是都]?[在自]${SOURCE}?${INSIDE}的?(?:${PART}|${SPOT}|哪${ENDS})${INSIDE}`, "g"),
  // 出自哪里; 来自哪里 is where pupils come from
  new RegExp(`${FIGURE}(?:是|都是)?(?:(?:出自|摘自|见于|引自|源自)于?${SOURCE}?|来自于?${SOURCE})${INSIDE}的?(?:${PART}|${SPOT}|哪${ENDS})${INSIDE}`, "g"),
  // 在报告的哪一节
  new RegExp(`${FIGURE}(?:是|都是)?在${SOURCE}${INSIDE}的?(?:${PART}|${SPOT}|哪${ENDS})${INSIDE}`, "g"),
];

/** The same in English: the words before the name of the report, and those behind it. */
const EN: readonly RegExp[] = [
  /\b(where in (?:the |its |their )?)([^?.]{0,60}?)(reports?(?:'s)?(?: (?:does it|is it))?(?: (?:says?|states?|mentions?|stated|written|mentioned))?(?: that)?)\b/g,
  /\b(where (?:does|do|did) (?:the )?)([^?.]{0,60}?)((?:reports? )?(?:say|state|mention)(?: that)?)\b/g,
];

/** Asks in which section of the report it stands (在哪一节写的): found as a cue, so that none of its words is taken for the thing asked about. */
export function detectPlaceAsked({ text }: Reading): readonly Found[] {
  const whole = ZH.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => asCue([{ start: match.index, end: match.index + match[0].length }])));
  const apart = EN.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const [all, head = "", , tail = ""] = match;
      const end = match.index + all.length;
      return asCue([
        { start: match.index, end: match.index + head.length },
        { start: end - tail.length, end },
      ]);
    }),
  );
  return [...whole, ...apart];
}

function asCue(pieces: readonly Span[]): Found {
  return { kind: "cue", start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0, cue: "place_asked", pieces, rule: "cue.place_asked" };
}
