import type { Operation } from "./operation.ts";
import { namedTogether, oneOperand } from "./operation-phrases.ts";

/** Nouns that the parts are of, where the question does not say of what each is a share. */
const WHOLES = "毕业生|在校生|学生|新生|实习生|专任教师|教职工|教师|老师|企业|岗位|经费|收入|支出|投入|奖项|获奖|课题|培训|专业";
const ASKED =
  /^(.{3,40}?)(?:各自|各|分别)(?:所)?占(?:了|到|比|据)?(?:(?:全部|总的|整个)?([^，,]{2,14}?))?(?:总数|总量)?的?(?:是|有|为)?(?:多少|几成|百分之[几多]少?|多大)(?:比例|比重|份额|百分比)?$/;
const LEADING = new RegExp(`^(${WHOLES})(?:里面?|中|当中|里头)?的?[,，]?(.{3,})$`);
const TRAILING = new RegExp(`(${WHOLES})$`);

/** 毕业生直接就业和升学各占多少, 在编和编外教职工分别占多少: each of a row as a share of its own; null where the question asks for none. */
export function readApartShares(text: string): Operation | null {
  const [, row = "", said = ""] = ASKED.exec(text) ?? [];
  if (row === "") return null;
  const [, leading = "", rest = ""] = said === "" ? (LEADING.exec(row) ?? []) : [];
  const left = namedTogether(rest === "" ? row : rest);
  const whole = said !== "" ? said : leading !== "" ? leading : (TRAILING.exec(row)?.[1] ?? "");
  return left.length < 2 || whole === "" ? null : { op: "share", left, right: oneOperand(whole, ""), direction: "max", apart: true };
}
