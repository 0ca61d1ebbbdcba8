import { scryptSync, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { defineMockNoun } from "../shared/noun.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { invalidInput, unnamedError } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";

/** Every invited user has one from the start; `hash` is empty until somebody sets a password. */
const row = z
  .object({
    id: z.string(),
    userId: z.string(),
    hash: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = {
  passwords: defineTable({
    name: "signoz/passwords",
    row,
    secrets: ["hash"],
    indexes: { user: ({ userId }) => userId },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

// A store file should not show passwords, even a mock's. The hash is cheap, because tests wait for it.
const cost = { N: 1_024, r: 8, p: 1 };
const saltSize = 16;
const hashSize = 32;

function derive(password: string, salt: Buffer): Buffer {
  return scryptSync(password, salt, hashSize, cost);
}

function hashPassword(instance: Instance, password: string): string {
  const salt = Buffer.from(instance.randomBytes(saltSize));
  return Buffer.concat([salt, derive(password, salt)]).toString("base64");
}

export function isPassword({ hash }: Row<"passwords">, password: string): boolean {
  const stored = Buffer.from(hash, "base64");
  if (stored.length !== saltSize + hashSize) return false;
  return timingSafeEqual(stored.subarray(saltSize), derive(password, stored.subarray(0, saltSize)));
}

const symbols = '~!@#$%^&*()_+`-={}|[]\\:"<>?,./';
const shortest = 12;
// What bcrypt takes.
const longest = 72;

/** Throws where the vendor's rule refuses it. The length is in bytes, and letters and digits of any script are taken. */
export function checkPassword(password: string): void {
  const characters = Array.from(password);
  const has = (pattern: RegExp): boolean => characters.some((character) => pattern.test(character));
  const hasSymbol = characters.some((character) => symbols.includes(character));
  const isLegal = characters.every((character) => /[\p{L}\p{N}]/u.test(character) || symbols.includes(character));
  const isLong = Buffer.byteLength(password) >= shortest;
  if (isLong && has(/\p{Lu}/u) && has(/\p{Ll}/u) && has(/\p{N}/u) && hasSymbol && isLegal) return;
  throw invalidInput(
    "invalid_password",
    `a password has at least ${shortest} bytes: upper and lower case letters, digits and symbols, each at least once`,
    [`symbols are ${symbols}; nothing else is taken`],
  );
}

/** Throws where the password cannot be hashed. */
export function checkHashable(password: string): void {
  if (Buffer.byteLength(password) > longest) throw unnamedError(`a password has at most ${longest} bytes`);
}

export async function findPassword(instance: Instance, userId: string): Promise<Row<"passwords"> | undefined> {
  const [row] = await instance.passwords.find("user", userId);
  return row;
}

/** The user's password, which nobody knows until it is set. */
export async function ensurePassword(instance: Instance, userId: string): Promise<Row<"passwords">> {
  const present = await findPassword(instance, userId);
  if (present !== undefined) return present;
  const at = instance.timestamp();
  const row: Row<"passwords"> = { id: instance.newId(), userId, hash: "", createdAt: at, updatedAt: at };
  await instance.passwords.put(row);
  return row;
}

/** Sessions go on. The vendor's rule for passwords is the caller's to check. */
export async function setPassword(instance: Instance, userId: string, password: string): Promise<void> {
  checkHashable(password);
  const { id } = await ensurePassword(instance, userId);
  await instance.passwords.patch(id, { hash: hashPassword(instance, password), updatedAt: instance.timestamp() });
}

export const noun = defineMockNoun<Instance>({ tables });
