import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule } from "../reading.ts";
import { aliasesWithin, leftEdge } from "../sentence-view.ts";
import { lastWords } from "./phrase.ts";

/** Whose mean is told beside the school's: a region, schools of its kind, those around it. */
const REGION = "全国|全[省市县区州盟旗](?!级)|(?:全)?自治[区州县]|[我本][省市县区州](?!级)|[省市县区]内";
const KIND = "(?:中等职业|职业技术|职业|技工|技师|中职|中专|高职|艺术|卫生|师范|农业|体育)?";
const PEERS = `(?:${REGION})?(?:同类型?|同层次|同级别?|周边|兄弟|其[他它])${KIND}(?:学校|院校|职校)|${REGION}`;
const LINKS = "(?:水平|值|线|数|的|约|为|是|有|达到?|仅|只有|仅为|则|在|:)*";
/** 全省中职平均水平, 全国平均为, 同类学校平均毕业率: a mean with its owner right before the number. */
const MEAN_BEFORE = new RegExp(`(${PEERS})([^，。；:\\d]{0,24}?)(?:平均|均值|中位数?)([^，。；:\\d]{0,14}?)${LINKS}$`);
/** 高于全市同类学校96.2%的平均水平. */
const OWNER_BEFORE = new RegExp(`(${PEERS})([^，。；:\\d]{0,14})$`);
const MEAN_AFTER = /^的?(?:平均(?:水平|值|数|线)|均值|中位数)/;
/** 与省内标杆院校2.8万元相比, 较同类学校31册还有差距: another's value that the school's own is set against. */
const OTHER_BEFORE =
  /(?:与|和|同|较|比|距)((?:省内外?|市内|国内|全国|全省|周边|沿海|东部|发达地区|同类型?|标杆|先进|兄弟|示范|优质|一流|头部|其他){1,3}(?:地区|城市)?(?:中职|职业|技工|技师|高职)?(?:院校|学校|学院|职校|地区|省份))(?:的|平均|水平|约|为)*$/;
const AGAINST_AFTER = /^(?:的?水平)?(?:相比|差距|相差|还有|仍有|尚有|存在|有)/;
/** 全省为93.4%, after the same was told of someone else. */
const OWNER_ALONE = new RegExp(
  `^[，、]?(?:同期|同年|而|但|其中)?(${PEERS})${KIND}(?:学校|院校|教育)?(?:同期)?(?:平均)?(?:约为|则为|仅为|为|是|约|达到?)(?:约)?$`,
);
/** 珠江口地区为97.1%, right after a region. */
const AREA_ALONE = /^[，、]?(?:而|但|其中)?([\u4e00-\u9fff]{2,8}(?:地区|片区|区域|都市圈|城市群|各市))(?:平均)?(?:约为|则为|仅为|为|是|约|达到?)(?:约)?$/;
/** 高于省定标准2800元, 低于33平方米的设置标准: what a norm asks for, after the school's own. */
const NORM = "(?:省|国家?|部|市|自治区|教育部)?(?:定|颁|规定|级)?的?(?:设置|办学|合格|达标|基本|最低)?标准";
const BELOW = "(?:均|也|已|略|远|明显|仍|还|尚)?(?:高于|低于|超过|优于|不及|不达|未达到?|达不到|没有达到|不满足|超出|距离?)";
const ISSUER = "(?:国家|省|市|部|州|自治区|教育部|省教育厅|教育厅|省级|国家级|上级|主管部门|评估)";
const NORM_BEFORE = new RegExp(
  `^[，、(]?${BELOW}(${NORM}|${ISSUER}(?:定|规定|要求|下达)|规定|要求)(?:的|要求的?|规定的?)?(?:标准|目标|指标)?(?:的)?(?:为|是)?$|^[，、(]?(?:而|但)?(${ISSUER}(?:的?(?:要求|规定)))(?:达到|为|是|不低于)?$`,
);
/** 低于自治区70%的要求: who demands it stands before, that it is demanded behind. */
const ISSUER_BEFORE = new RegExp(`^[，、(]?${BELOW}(${ISSUER})(?:规定|要求)?的?$`);
const DEMANDED = /^的(?:最低|基本|设置|省定|国家)?(?:要求|标准|规定|目标|底线|红线)/;
const NORM_AFTER = new RegExp(`^的(${NORM}|${ISSUER}?(?:省?定|规定|设置|办学)?的?(?:要求|规定|底线))`);
const AGAINST = new RegExp(`^[，、(]?${BELOW}$`);

/** 全省技能大赛, 全国优秀: a contest, a title, a place in an order. */
const NO_PEERS = /大赛|竞赛|比赛|赛项|评比|评选|表彰|优秀|先进|示范|第[一二三四五\d]|获/;

/**
 * 与全省中职平均水平52.1%相比, 同期全市平均就业率为96.4%: what others have on average is theirs, never the school's. It is of the name in its
 * clause, else of what was told last in the same unit.
 */
export const peerValue: ReadingRule = {
  name: "peer-value",
  read: (context) => {
    const { view, quantity, index } = context;
    if (quantity.unit === "个百分点" || quantity.unit === "倍") return null;
    const from = leftEdge(view, index);
    const left = view.text.slice(from, quantity.start);
    const owner = ownerOf(context, left);
    if (owner === null) return null;
    const told = named(context, from) ?? lastInUnit(context);
    const peer = { ...NO_SCOPE, subject: owner, confidence: 0.75 };
    if (told === null)
      return {
        ...peer,
        indicator: null,
        words: lastWords(left.replace(/^[，、]/, "").replace(/^(?:同年|当年|同期)/, ""), 20),
        headStart: from,
        confidence: 0.5,
      };
    return { ...peer, indicator: told.indicator, words: told.words, headStart: from, denominator: told.denominator };
  },
};

function ownerOf(context: ReadingContext, left: string): string | null {
  const { view, quantity, index, earlier } = context;
  // 比全省平均高210元 is the difference, not what others have.
  if (/[高低多少](?:出|了)?(?:约|近)?$/.test(left)) return null;
  const mean = MEAN_BEFORE.exec(left);
  if (mean?.[1] !== undefined) return NO_PEERS.test(mean[0]) ? null : mean[1];
  const other = OTHER_BEFORE.exec(left)?.[1];
  if (other !== undefined && AGAINST_AFTER.test(view.text.slice(quantity.end, quantity.end + 6))) return other;
  const judged = MEAN_AFTER.test(view.text.slice(quantity.end, quantity.end + 6)) ? OWNER_BEFORE.exec(left) : null;
  if (judged?.[1] !== undefined) return NO_PEERS.test(judged[0]) ? null : judged[1];
  if (view.quantities[index - 1]?.unit !== quantity.unit) return null;
  const norm = NORM_BEFORE.exec(left) ?? (AGAINST.test(left) ? NORM_AFTER.exec(view.text.slice(quantity.end, quantity.end + 16)) : null);
  const demander = DEMANDED.test(view.text.slice(quantity.end, quantity.end + 8)) ? ISSUER_BEFORE.exec(left)?.[1] : undefined;
  const demanded = norm?.[1] ?? norm?.[2] ?? demander;
  if (demanded !== undefined) return demanded;
  const alone = OWNER_ALONE.exec(left)?.[1];
  if (alone !== undefined) return alone;
  const previous = earlier[index - 1];
  return previous?.rule === "peer-value" || REGION_NAME.test(previous?.subject ?? "") ? (AREA_ALONE.exec(left)?.[1] ?? null) : null;
}

const REGION_NAME = new RegExp(`^(?:${REGION})$`);

type Told = Pick<Reading, "indicator" | "words" | "denominator">;

/** The longest name in the clause that the number can be a value of. */
function named({ view, quantity, lexicon }: ReadingContext, from: number): Told | null {
  for (const alias of aliasesWithin(view, from, quantity.start).sort((a, b) => b.end - b.start - (a.end - a.start) || b.end - a.end)) {
    const indicator = alias.from === "zh" ? entryFor(lexicon, alias, quantity, { family: true }) : null;
    if (indicator !== null) return { indicator, words: view.text.slice(alias.start, alias.end), denominator: null };
  }
  return null;
}

/** What the nearest number before with this one's unit was read as, in this sentence or the one before. */
function lastInUnit({ view, quantity, index, earlier, before }: ReadingContext): Told | null {
  for (let at = index - 1; at >= 0; at -= 1) {
    const reading = earlier[at];
    if (reading != null && view.quantities[at]?.unit === quantity.unit) return reading;
  }
  const last = index === 0 ? before[before.length - 1] : undefined;
  return last?.reading != null && last.quantity.unit === quantity.unit ? last.reading : null;
}
