import { describe, expect, it } from "vitest";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { parseQuestion } from "../../src/understand/parse-question.ts";

const lexicon = loadLexicon("data/lexicon");

describe("names parted by the words that ask how many", () => {
  it.each([
    ["新增了多少家合作企业？", "new_partner_firms"],
    ["这学年发展了多少名新团员？", "new_league_members"],
    ["有多少家合作企业？", "partner_firms"],
  ])("%s", (question, id) => {
    const { indicators } = parseQuestion(question, { lexicon, owners: [], history: [] });
    expect(
      indicators.certainty === "missing" || indicators.certainty === "ambiguous"
        ? []
        : indicators.value.map((asked) => (asked.kind === "entry" ? asked.id : asked.words)),
    ).toEqual([id]);
  });
});
