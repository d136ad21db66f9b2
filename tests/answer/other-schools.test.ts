import cases from "../specs/other-schools.json" with { type: "json" };
import { describeTold } from "../support/told-figures.ts";

/** What reports of other schools print in ways of their own: sides that no entry names, shares without their part, both sides of one word. */
describeTold("other schools", cases);
