import { z } from "zod";
import { accountLevels, memberLevels } from "#vendors/arize/facts/data/levels.ts";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as keyWire from "#vendors/arize/wire/key.ts";
import * as memberWire from "#vendors/arize/wire/member.ts";
import * as roleWire from "#vendors/arize/wire/role.ts";
import { hasIdForm } from "./ids.ts";

function idOf(type: (typeof idTypes)[keyof typeof idTypes]) {
  return z
    .string()
    .refine((text) => hasIdForm(type, text), `expected base64 of ${type}:NUMBER:SUFFIX`)
    .optional();
}

/** The key itself; left out: random, and nobody learns it. */
const secret = z.string().min(1).optional();
const expiresAt = z.iso.datetime({ offset: true }).optional();
const name = z.string().min(1);
const email = z.email();

const seedUser = z.strictObject({
  id: idOf(idTypes.user),
  name,
  email,
  /** @default "MEMBER" */
  level: z.enum(accountLevels).optional(),
  /** @default "ACTIVE" */
  status: z.enum(memberWire.userStatuses).optional(),
  /** @default true */
  isDeveloper: z.boolean().optional(),
  keys: z.array(z.strictObject({ id: idOf(idTypes.key), name, expiresAt, secret })).optional(),
});

/** A level, or the name of a custom role of this seed. */
const spaceRole = z.union([z.enum(memberLevels), z.strictObject({ role: z.string() })]);

const seedSpace = z.strictObject({
  id: idOf(idTypes.space),
  name,
  description: z.string().optional(),
  isPrivate: z.boolean().optional(),
  /** Of the organization as well; there with `READ_ONLY` where it does not say otherwise. */
  members: z.array(z.strictObject({ email, role: spaceRole })).optional(),
  projects: z
    .array(z.strictObject({ id: idOf(idTypes.project), name, isRestricted: z.boolean().optional() }))
    .optional(),
});

const seedOrganization = z.strictObject({
  id: idOf(idTypes.organization),
  name,
  description: z.string().optional(),
  members: z.array(z.strictObject({ email, level: z.enum(memberLevels) })).optional(),
  spaces: z.array(seedSpace).optional(),
});

const seedServiceKey = z.strictObject({
  id: idOf(idTypes.key),
  botId: idOf(idTypes.user),
  name: z.string().min(1).max(256),
  description: z.string().optional(),
  expiresAt,
  secret,
  /** Whose level bounds the key's. @default the mock's administrator */
  createdBy: email.optional(),
  accountLevel: z.enum(accountLevels).optional(),
  /** Names of the organization and of the space in it. */
  spaces: z.array(z.strictObject({ organization: z.string(), space: z.string(), role: spaceRole.optional() })).min(1),
  status: z.enum(keyWire.keyStatuses).optional(),
});

const seedBinding = z.strictObject({
  id: idOf(idTypes.binding),
  role: z.string(),
  email,
  organization: z.string(),
  space: z.string(),
  /** Left out: on the space itself. */
  project: z.string().optional(),
});

/** What an Arize account is filled with before anyone calls it. */
export const arizeSeed = z.strictObject({
  /** Requests a minute and key on REST; the vendor publishes no number. @default none */
  requestsPerMinute: z.int().positive().nullable().optional(),
  /** How long a key may live in this account. @default for ever */
  maxKeyLifetimeDays: z.int().positive().nullable().optional(),
  /** What a list of service keys answers that names no space. @default "refused" */
  serviceKeysWithoutSpace: z.enum(["refused", "listed"]).optional(),
  /** Whether only people with developer access make keys. @default true */
  developersOnly: z.boolean().optional(),
  roles: z.array(roleWire.roleCreation.extend({ id: idOf(idTypes.role) })).optional(),
  users: z.array(seedUser).optional(),
  organizations: z.array(seedOrganization).optional(),
  roleBindings: z.array(seedBinding).optional(),
  serviceKeys: z.array(seedServiceKey).optional(),
});

export type ArizeSeed = z.output<typeof arizeSeed>;
export type SeedUser = z.output<typeof seedUser>;
export type SeedSpace = z.output<typeof seedSpace>;
export type SeedOrganization = z.output<typeof seedOrganization>;
export type SeedServiceKey = z.output<typeof seedServiceKey>;
export type SeedBinding = z.output<typeof seedBinding>;
export type SeedSpaceRole = z.output<typeof spaceRole>;
