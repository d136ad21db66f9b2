import type { Indicator } from "../../domain/indicator.ts";
import type { Lexicon } from "../../lexicon/lexicon.ts";
import type { Quantity } from "../../text/quantities.ts";
import { unitFits } from "../reading.ts";

/** 每生, 人均 right before the number. */
export const PER_HEAD =
  /(?:生均|人均|每生|每名学生|每个学生|平均每生|每人|每生每年|每生每学期|每生每学年|每人每年|每人每月|每人每学期)(?:平均|人均)?(?:摊到|分摊|拥有|占有|享有|占|有)?(?:约|为|达|达到|是)*$/;
/** The average of the family that a number with this unit can be a value of. */
export const averageOf = (lexicon: Lexicon, entry: Indicator, quantity: Quantity): Indicator | undefined =>
  lexicon.family(entry.family).find((other) => other.kind === "average" && (other.unit.split("/")[0] === quantity.unit || unitFits(other, quantity)));
