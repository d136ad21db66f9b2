import cases from "../specs/halves.json" with { type: "json" };
import otherCases from "../specs/other-halves.json" with { type: "json" };
import { describeTold } from "../support/told-figures.ts";

/** Second halves of a question and bare follow-ups, told by the sentence that gave the first. */
describeTold("halves of a question", [...cases, ...otherCases]);
