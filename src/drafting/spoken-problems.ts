import type { ParsedQuestion } from "../domain/question.ts";
import type { Catalogue } from "../retrieve/catalogue.ts";
import { foldText } from "../text/fold.ts";

const SELF = "(?:自己|自身|本身|校方|学校|学院|他们)?(?:也)?(?:觉得|认为|承认|说|坦言)?(?:自己|自身|本身)?(?:目前|现在|眼下)?(?:还)?";
const WHERE = "(?:在)?(?:哪里|哪儿|哪块|(?:哪些|哪个|什么|啥)(?:地方|方面))";
/** 哪里做得不够, 有啥毛病, 最头疼的是什么: what is wrong, with nothing said of what. */
const WRONG = new RegExp(
  `^${SELF}(?:${WHERE}(?:做得|做的|干得|办得|办学)?(?:还|仍|也|都)?(?:不够(?:好)?|不行|不好|没做好|做不好|没做到位|不到位|欠缺|差|薄弱|有欠缺)|有(?:什么|啥|哪些)(?:毛病|缺陷|不好的地方|做得不好的地方|没做好的地方|做得不够的地方)|最(?:头疼|头痛|发愁|犯愁)的(?:是|事|事情|事是|事情是)(?:什么|啥))$`,
);
/** 接下来打算怎么改: what is done about it, with nothing said of what. */
const NEXT = new RegExp(`^${SELF}(?:接下来|接下去|下一步|以后|今后|往后|后面)?(?:打算|准备|计划|想)?(?:怎么|如何|怎样|咋)(?:去)?(?:改|改进|整改|改善)$`);

/** A question that says in plain words only that something is wrong, or is to be mended, in the words that reports head it with. Null for any other. */
export function spokenProblems(parsed: ParsedQuestion, catalogue: Catalogue): string | null {
  if (parsed.owners.certainty !== "stated" || parsed.scope !== "named") return null;
  const owners = parsed.owners.value.flatMap((id) => catalogue.ownersById.get(id) ?? []);
  const names = owners.map(({ name }) => name);
  const said = foldText(parsed.content?.core ?? parsed.searchText)
    .replace(/[\s,，?？。!！]+/g, "")
    .replace(/^的|[吗呢啊呀了的]+$/g, "");
  if (names.length === 0) return null;
  if (WRONG.test(said)) return `${names.join("和")}存在哪些问题`;
  return NEXT.test(said) ? `${names.join("和")}的改进措施有哪些` : null;
}
