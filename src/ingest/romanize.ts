import { pinyin } from "pinyin-pro";

/** Toneless syllables of Chinese text, other characters left out: "云杉县" → ["yun", "shan", "xian"]; ü as v. */
export function syllables(text: string): string[] {
  const chinese = text.replace(/[^\u3400-\u9fff]/g, "");
  return chinese === "" ? [] : pinyin(chinese, { toneType: "none", type: "array", v: true }).map((syllable) => syllable.toLowerCase().replace(/[^a-z]/g, ""));
}

/** One capitalised word: "云杉" → "Yunshan"; before a vowel an apostrophe: "西安" → "Xi'an". */
export function romanize(text: string): string {
  const joined = syllables(text)
    .map((syllable, index) => (index > 0 && /^[aoe]/.test(syllable) ? `'${syllable}` : syllable).replaceAll("v", "u"))
    .join("");
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}
