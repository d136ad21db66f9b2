import { isIP, isIPv4 } from "node:net";
import { z } from "zod";

/** Goes into a header, so its characters are checked one by one. "https://*.school.example" covers every host below. */
export const originSchema = z
  .string()
  .regex(/^https?:\/\/(?:\*\.)?(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?\/?$/i, "an origin has a scheme, a host and at most a port")
  .transform((text) => text.replace(/\/$/, "").toLowerCase());

/** A host's name, or all names below one (`*.school.example`), or any (`*`). */
export const hostNameSchema = z
  .string()
  .regex(/^(?:\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)$/i, "a name has letters, digits, hyphens and dots; `*` stands for any, or for any below")
  .transform((text) => text.toLowerCase());

/** The name of a header. */
export const headerSchema = z.string().regex(/^[a-z0-9-]{1,64}$/i, "a header's name has letters, digits and hyphens");

/** `on` or `off`, as a truth value; off unless given. */
export const onOff = z
  .enum(["on", "off"], "it is on or off")
  .transform((value) => value === "on")
  .default(false);

/** A whole number within bounds, both included. */
export function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, `it is a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `it is a whole number from ${least} to ${most}`);
}

/** Values separated by blanks or commas. */
export function listOf<T>(item: z.ZodType<T, string>) {
  return z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ""))
    .pipe(z.array(item));
}

function isAddressRange(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  if (isIP(address) === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv4(address) ? 32 : 128));
}

/** An address, or a range of addresses such as 10.0.0.0/8. */
export const addressRangeSchema = z.string().refine(isAddressRange, "a proxy is an address or a range such as 10.0.0.0/8");
