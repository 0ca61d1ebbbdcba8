import { scryptSync, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { defineMockNoun } from "../shared/noun.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { invalidInput } from "./errors.ts";
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

/** Throws where the vendor's rule refuses it. */
export function checkPassword(password: string): void {
  const characters = Array.from(password);
  const has = (pattern: RegExp): boolean => characters.some((character) => pattern.test(character));
  const hasSymbol = characters.some((character) => symbols.includes(character));
  const isLegal = characters.every((character) => /[A-Za-z0-9]/.test(character) || symbols.includes(character));
  if (characters.length >= shortest && has(/[A-Z]/) && has(/[a-z]/) && has(/[0-9]/) && hasSymbol && isLegal) return;
  throw invalidInput(
    "invalid_password",
    `a password has at least ${shortest} characters: upper and lower case letters, digits and symbols, each at least once`,
    [`symbols are ${symbols}; nothing else is taken`],
  );
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

/** The sessions of before end. The vendor's rule for passwords is the caller's to check. */
export async function setPassword(instance: Instance, userId: string, password: string): Promise<void> {
  const { id } = await ensurePassword(instance, userId);
  await instance.passwords.patch(id, { hash: hashPassword(instance, password), updatedAt: instance.timestamp() });
  for (const session of await instance.sessions.find("user", userId)) await instance.sessions.remove(session.id);
}

export const noun = defineMockNoun<Instance>({ tables });
