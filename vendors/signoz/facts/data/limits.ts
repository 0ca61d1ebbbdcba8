import type { ResourceType } from "./catalog.ts";
import { managedRoles } from "./managed-roles.ts";

/** Texts that the vendor accepts; `says` completes "it must be …". */
interface BoundedText {
  readonly pattern: RegExp;
  readonly maxLength: number;
  readonly says: string;
}

export const serviceAccountName: BoundedText = {
  pattern: /^[a-z][a-z0-9-]{0,49}$/,
  maxLength: 50,
  says: "1 to 50 lower-case letters, digits and hyphens, beginning with a letter",
};

export const keyName: BoundedText = {
  pattern: /^[a-z][a-z0-9-]{0,79}$/,
  maxLength: 80,
  says: "1 to 80 lower-case letters, digits and hyphens, beginning with a letter",
};

/** No digits, unlike accounts and keys. */
export const roleName: BoundedText = {
  pattern: /^[a-z-]{1,50}$/,
  maxLength: 50,
  says: "1 to 50 lower-case letters and hyphens, without digits",
};

/** Without a hyphen: SigNoz rejects `signozfoo` as well as `signoz-foo`. */
export const reservedRolePrefix = "signoz";

/** An additional rule for custom roles; `roleName` applies too. */
export const customRoleName = {
  pattern: /^(?!signoz)/,
  says: `a name that does not begin with "${reservedRolePrefix}", which is reserved for ${managedRoles.map(({ name }) => name).join(", ")}`,
};

export const memberName = { pattern: /[^]/, says: "a name that is not empty; leave it out for none" };

export const inviteBaseUrl = { pattern: /^https?:\/\/[^\s/]/, says: "an http or https URL" };

export const resourceKind: BoundedText = {
  pattern: /^[a-z-]{1,50}$/,
  maxLength: 50,
  says: "1 to 50 lower-case letters and hyphens",
};

/** 32 random bytes in standard base64 with padding. */
export const keySecret: BoundedText = {
  pattern: /^[A-Za-z0-9+/]{43}=$/,
  maxLength: 44,
  says: "44 characters of base64",
};

/** A JWT. Opaque session tokens, a server option, cannot be recognized. */
export const sessionToken: BoundedText = {
  pattern: /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/,
  maxLength: 8192,
  says: "three parts in base64url with dots between",
};

/** SigNoz rejects upper-case UUIDs in selectors and most paths. */
export const objectId: BoundedText = {
  pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  maxLength: 36,
  says: "a UUID in lower-case hexadecimal digits with hyphens",
};

/** The selector that stands for every object. There are no partial wildcards. */
export const everySelector = "*";

const idOrEvery: BoundedText = {
  pattern: /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\*)$/,
  maxLength: 36,
  says: `${objectId.says}, or *`,
};

/** The form of selectors for each type. SigNoz does not check that the object exists. */
export const selectorRules: Readonly<Record<ResourceType, BoundedText>> = {
  anonymous: { pattern: /^\*$/, maxLength: 1, says: "*" },
  organization: idOrEvery,
  role: { pattern: /^(?:[a-z-]{1,50}|\*)$/, maxLength: 50, says: "a role's name (not its id), or *" },
  serviceaccount: idOrEvery,
  user: idOrEvery,
  metaresource: idOrEvery,
  telemetryresource: {
    pattern: /^[\s\S]{1,512}$/,
    maxLength: 512,
    says: "*, a query type, a query type and key, or a query type, key and value",
  },
};

/** Unix seconds. Later values fail with 500 if SigNoz runs on PostgreSQL (a 32-bit column; inferred). */
export const latestExpiry = 2_147_483_647;
