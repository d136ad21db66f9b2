/** Marks and words at which a long phrase may be cut without cutting a word. */
const BREAKS = /[、()]|的(?!士)|了(?!解)|(?<!参|相)与(?!会)|和(?!谐)|(?<![以普涉顾])及(?![时格])|向(?!上)|(?<![现存所正])在(?![校籍线岗编职建])/g;

/** The end of a phrase, cut at a word's edge where it is longer than `length`; whole where it has none and is not much longer. */
export function lastWords(phrase: string, length: number): string {
  if (phrase.length <= length) return phrase;
  const cuts = [...phrase.matchAll(BREAKS)].map((match) => match.index + match[0].length).filter((at) => phrase.length - at >= 4);
  const cut = cuts.find((at) => phrase.length - at <= length);
  if (cut !== undefined) return phrase.slice(cut);
  return phrase.length <= length * 2 ? phrase : phrase.slice(cuts[cuts.length - 1] ?? -2 * length).slice(-2 * length);
}

const EDGES = /^[，。；：:、()\s]+|[，。；：:、(\s]+$/g;
/** Verbs that link a name to its number and are no part of it; 作为 and 行为 are words. */
const LINKS = /(?:达到|(?<![作行成认称评列视])为|(?<![只但可于])是|达|约)+$/;

/** A name as it is shown: without marks and linking verbs at its ends, and a share called one (外省学生占 → 外省学生占比). */
export function cleanName(words: string): string {
  const bare = words.replace(EDGES, "").replace(LINKS, "");
  const name = bare.replace(/的?占(?:到)?$/, "占比");
  return name.length < 2 || name === "占比" ? words : name;
}
