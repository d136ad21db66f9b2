import type { Quantity } from "../text/quantities.ts";
import { clauseStart, type SentenceView } from "./sentence-view.ts";

/** 应达到, 须不少于, 尚需: what is to be. 供应, 响应, 急需, 主要 and their like are other words. */
const MODAL =
  /(?:(?<![供响对反适效相感报回])应当?|(?<![必供刚急所按无])须|(?<![供刚急所按无])需要?|必须|(?<![主重只摘])要|不得)(?:配[备齐置]?|保证|确保|保持|具有|具备|设置|拥有)?(?:(?:专任|专职|兼职)?(?:教师|教职工)|学生|专业)?(?:达到|达|有|为|占|是|在|修满|完成)*$/;
/** A bound, as norms state them. */
const BOUND = /^(?:不[少低高多超大小]|至少|最少|≥|≤)/;
/** Words of a norm, which make a bound in their clause one: 要求高级职称教师不少于60人. 标准化考场 is a place. */
const NORM = /要求|规定|须|必须|标准(?!化|厅|间|教室|跑道|篮球)|指标|(?<![供响对反适效相感报回])应(?![届聘用急征邀])/;
/** 国家标准为, 达标线为: the norm itself is what is told. */
const NORM_LINE =
  /(?:(?:国家|部颁|省定|省级|设置|办学|合格|达标|评估|验收|升格|最低|建设|配备)的?(?:标准|要求|规定|底线|红线|指标)|(?:达标|合格|及格|警戒|准入)线|底线|红线)(?:是|为|:|要求|规定)+[^，。；\d]{0,14}$/;
/** 三年内达到: by when. 近三年内, 毕业三年内 tell of what was. */
const WITHIN =
  /(?<![近去前过这满后])(?<!毕业|毕业生|入职|入学|就业|工作|入校|建校|上岗|投产)(?:[一二两三四五六七八九十]|\d{1,2})(?:个?(?:学年|学期|月)|年)(?:之|以)?内[^，。；]{0,24}?$/;
/** A state that is reached. */
/** 需要专任教师193人, 按规定应配3人: the thing stands between. */
const NEEDED = /(?:^|[，；。、]|学校|[仍还尚共约则])需(?![求方量])要?(?:配备|增加|补充|新增|再|招聘|引进|购置|投入|更新|增设)*[\u4e00-\u9fff]{0,10}$/;
/** 按生师比20:1测算: what is reckoned with. */
const RECKONED = /^的?(?:标准|比例|要求)?(?:来)?(?:测算|核算|核定|配备|配置)/;
const REACHES = /(?:达到|增加?[至到]|提[高升][至到]|发展到|扩大[至到]|降低?[至到]|控制在|翻番)(?:约|为|了)?$/;
const DONE = /已|现有|目前|累计|实际|仅|只有/;
/** Headings and words under which what is to be reached is told, and nothing that was. */
const AHEAD = /应对|改进|整改|下一步|今后|打算|设想|展望|未来|努力方向|对策/;
const STATE_OF_THINGS = /问题|困难|不足|挑战|现状|成效/;

/** Whether the number is what is demanded or to be reached, not what there is: 按要求应不少于330人, 三年内达到340人. */
export function isRequired(view: SentenceView, quantity: Quantity): boolean {
  const clause = view.text.slice(clauseStart(view, quantity.start), quantity.start);
  if (DONE.test(clause)) return false;
  if (quantity.kind === "ratio" && /按|以/.test(clause) && RECKONED.test(view.text.slice(quantity.end, quantity.end + 8))) return true;
  if (quantity.kind !== "share" && NEEDED.test(clause)) return true;
  if (MODAL.test(clause) || NORM_LINE.test(clause)) return true;
  if (/标准(?:是|为|:)?$/.test(clause) && /^，实际(?:拨付|拨款|到位|执行|发放|达到?)/.test(view.text.slice(quantity.end, quantity.end + 8))) return true;
  if (BOUND.test(view.text.slice(quantity.start, quantity.start + 2)) && NORM.test(clause)) return true;
  if (!REACHES.test(clause)) return false;
  return WITHIN.test(clause.replace(REACHES, "")) || underAhead(view, clause);
}

/** 6.2 应对举措: 双师型教师提高到110人. A heading that tells of problems too decides nothing, nor does a past year of the clause. */
function underAhead(view: SentenceView, clause: string): boolean {
  const heading = view.section[view.section.length - 1] ?? "";
  return AHEAD.test(heading) && !STATE_OF_THINGS.test(heading) && !/(?:由|从|(?:19|20)\d{2}年)/.test(clause);
}
