import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Role } from "./viewer.ts";

/** Marks a secret as one of ours: scanners find it in what was published by mistake, and another program's credentials are told apart. */
export const SECRET_PREFIX = "wenbao_";
const SECRET_BYTES = 32;
const ID_BYTES = 4;
const DAY_MS = 86_400_000;

/** What is kept of a token. The secret itself is shown once, when it is made, and never kept. */
export const tokenRecordSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}$/),
  name: z.string(),
  role: z.enum(["reader", "admin"]),
  groups: z.array(z.string()),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
});
export type TokenRecord = z.infer<typeof tokenRecordSchema>;

export interface NewToken {
  readonly name: string;
  readonly role: Role;
  readonly groups: readonly string[];
  /** Null: it holds until it is revoked. */
  readonly days: number | null;
}

/** Makes a token: the secret for its holder, the record for us. */
export function createToken({ name, role, groups, days }: NewToken, now: Date): { readonly secret: string; readonly record: TokenRecord } {
  const secret = SECRET_PREFIX + randomBytes(SECRET_BYTES).toString("base64url");
  const expiresAt = days === null ? null : new Date(now.getTime() + days * DAY_MS).toISOString();
  const id = randomBytes(ID_BYTES).toString("hex");
  return { secret, record: { id, name, role, groups: [...groups], hash: hashSecret(secret), createdAt: now.toISOString(), expiresAt } };
}

/**
 * SHA-256 in hex. A slow hash (scrypt) guards secrets that people think up and that can be guessed; 256 random bits cannot, at any
 * speed, and a slow hash for every request would let anybody keep the machine busy.
 */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Compares two hashes of `hashSecret` in a time that does not depend on where they differ. */
export function isSameHash(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a, "hex"), Buffer.from(b, "hex")];
  return one.length === other.length && timingSafeEqual(one, other);
}

export function isExpired({ expiresAt }: Pick<TokenRecord, "expiresAt">, now: Date): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= now.getTime();
}

/** The token that a secret belongs to, unless it has run out. Every record is compared, so that time tells nothing of which one fits. */
export function findToken(records: readonly TokenRecord[], secret: string, now: Date): TokenRecord | null {
  const hash = hashSecret(secret);
  const found = records.filter((record) => isSameHash(record.hash, hash))[0];
  return found === undefined || isExpired(found, now) ? null : found;
}
