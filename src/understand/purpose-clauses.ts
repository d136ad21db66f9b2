import { CLAUSE, isAsking } from "./question-content.ts";

/** Who says what the answer is wanted for: 我要寄材料, 领导要填个表. */
const ASKER = "(?:我们?|咱们?|俺|本人)(?:这边|这里|单位|局里?|科里?|家(?:孩子|娃|里)?)?|领导|科里|局里|处里|单位|上[级面头]";
const WISH = "(?:正|现在|今天|明天|下周|马上|最近|这两天|急着)*(?:要|想|得|需要|准备|打算|在|让我|叫我)*(?:给(?:孩子|娃|他|她|领导|家里))?";
const UNSAID = "(?:想要?|准备|打算|方便|好|为了|用来|以便)(?:给(?:孩子|娃|他|她|领导|家里))?";
/** What is done with an answer; none of it is asked of a school. */
const DEED =
  "(?:邮?寄|快递|填|汇报|引用|登记|存档|备案|上报|打印|导航|开车|过去|去一趟|跑一趟|去看看|选学校|择校|填志愿|报志愿|比[较一]|对比|写(?!了|过)|送(?:材料|档案|文件|东西|学籍|证明)|交(?:材料|表|报告|作业|稿)|发(?:给|稿|通知|群里)|做(?:个|一?[份张个])?[^，,]{0,4}(?:表|报告|课题|ppt|对比|比较|调研|汇报|材料|方案|统计|分析|研究))";
const PURPOSE = new RegExp(`^\\s*(?:(?:${ASKER})${WISH}|${UNSAID})${DEED}`, "i");

/**
 * The text with clauses that only tell what the answer is for blanked out, so that no word in them is taken for what is asked; as it is where no
 * other clause asks. "地址在哪，我要寄录取材料" → "地址在哪，".
 */
export function withoutPurposes(text: string): string {
  const clauses = [...text.matchAll(CLAUSE)].map(([clause]) => clause);
  const isPurpose = (clause: string): boolean => PURPOSE.test(clause) && !isAsking(clause);
  if (!clauses.some(isPurpose) || !clauses.some(isAsking)) return text;
  return text.replace(CLAUSE, (clause) => (isPurpose(clause) ? " ".repeat(clause.length) : clause));
}
