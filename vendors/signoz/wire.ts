import * as z from "zod";

/**
 * SigNoz's own JSON. Answers are read leniently: members that are not named here are dropped, and what a newer server
 * may add to (statuses, role types, verbs, kinds) is text. Bodies are read as the server's Go decoder reads them: a
 * member that is missing or null is the zero value, and unknown members are ignored.
 */

// Go's decoder leaves a member that is missing or null at its zero value.
const sentText = z
  .string()
  .nullish()
  .transform((text) => text ?? "");

const largestUint64 = 2 ** 64;

const sentUnsigned = z
  .number()
  .refine((value) => Number.isInteger(value) && value >= 0 && value < largestUint64, "expected an unsigned integer")
  .nullish()
  .transform((value) => value ?? 0);

// RFC 3339 with sub-second digits. The OpenAPI file does not require them.
const timestamps = { createdAt: z.string().optional(), updatedAt: z.string().optional() };

/** What most creations answer: the rest has to be read. */
export const created = z.object({ id: z.string() });

export const transactionGroup = z.object({
  relation: z.string(),
  objectGroup: z.object({
    resource: z.object({ type: z.string(), kind: z.string() }),
    selectors: z.array(z.string()),
  }),
});
export type TransactionGroup = z.output<typeof transactionGroup>;

/** A role as lists give it: without its permissions. */
export const listedRole = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.string(),
  orgId: z.string(),
  ...timestamps,
});
export type ListedRole = z.output<typeof listedRole>;

export const role = listedRole.extend({ transactionGroups: z.array(transactionGroup) });
export type Role = z.output<typeof role>;

export const serviceAccount = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** `active` or `deleted`: deleted accounts stay in lists and in reads. */
  status: z.string(),
  orgId: z.string(),
  ...timestamps,
});
export type ServiceAccount = z.output<typeof serviceAccount>;

export const serviceAccountRole = z.object({
  id: z.string(),
  serviceAccountId: z.string(),
  roleId: z.string(),
  role,
  ...timestamps,
});
export type ServiceAccountRole = z.output<typeof serviceAccountRole>;

export const serviceAccountWithRoles = serviceAccount.extend({
  /** Null, not `[]`, where no role is assigned. */
  serviceAccountRoles: z.array(serviceAccountRole).nullable(),
});
export type ServiceAccountWithRoles = z.output<typeof serviceAccountWithRoles>;

export const key = z.object({
  id: z.string(),
  name: z.string(),
  /** Unix seconds; 0 is never. */
  expiresAt: z.number(),
  lastObservedAt: z.string(),
  serviceAccountId: z.string(),
  ...timestamps,
});
export type Key = z.output<typeof key>;

/** The only answer that ever holds the secret. */
export const createdKey = z.object({ id: z.string(), key: z.string() });
export type CreatedKey = z.output<typeof createdKey>;

/** A person. `pending_invite`, `active` or `deleted`: deleted users stay in lists and in reads. */
export const user = z.object({
  id: z.string(),
  displayName: z.string(),
  email: z.string(),
  orgId: z.string(),
  isRoot: z.boolean(),
  status: z.string(),
  ...timestamps,
});
export type User = z.output<typeof user>;

export const userRole = z.object({ id: z.string(), userId: z.string(), roleId: z.string(), role, ...timestamps });
export type UserRole = z.output<typeof userRole>;

/** An empty array where no role is assigned, unlike an account's. */
export const userWithRoles = user.extend({ userRoles: z.array(userRole) });
export type UserWithRoles = z.output<typeof userWithRoles>;

/** `token` sets a password once, and makes an invited user active. */
export const resetPasswordToken = z.object({
  id: z.string(),
  token: z.string(),
  passwordId: z.string(),
  expiresAt: z.string(),
});
export type ResetPasswordToken = z.output<typeof resetPasswordToken>;

/** `expiresIn` is in seconds and is the access token's. */
export const session = z.object({
  tokenType: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.number(),
});
export type Session = z.output<typeof session>;

/** Which role a group of the identity provider gets; roles by name. */
export const roleMapping = z.object({
  defaultRole: z.string(),
  groupMappings: z.record(z.string(), z.string()).nullable(),
  useRoleAttribute: z.boolean(),
});
export type RoleMapping = z.output<typeof roleMapping>;

/** How people sign in. `spec` has its secrets in clear; an update replaces all of it. */
export const authDomain = z.object({
  id: z.string(),
  name: z.string(),
  orgId: z.string(),
  enabled: z.boolean(),
  config: z.object({ kind: z.string(), spec: z.record(z.string(), z.unknown()) }),
  roleMapping: roleMapping.nullable(),
  authNProviderInfo: z.object({ relayStatePath: z.string().nullable() }),
  ...timestamps,
});
export type AuthDomain = z.output<typeof authDomain>;

/** A dashboard of the v1 API: `data` is the dashboard's own document, passed through. */
export const dashboard = z.object({
  id: z.string(),
  ...timestamps,
  createdBy: z.string().optional(),
  updatedBy: z.string().optional(),
  locked: z.boolean().optional(),
  data: z.record(z.string(), z.unknown()),
});

/** Outside the envelope, unlike every other answer. */
export const version = z.object({ version: z.string(), ee: z.string(), setupCompleted: z.boolean() });

/** What a success carries: `{"status": "success", "data": …}`. */
export function success<Data extends z.ZodType>(
  data: Data,
): z.ZodObject<{ status: z.ZodLiteral<"success">; data: Data }> {
  return z.object({ status: z.literal("success"), data });
}

export const failure = z.object({
  status: z.literal("error"),
  error: z.object({
    type: z.string(),
    code: z.string(),
    message: z.string(),
    errors: z.array(z.object({ message: z.string(), suggestions: z.array(z.string()).default([]) })).default([]),
    suggestions: z.array(z.string()).default([]),
    url: z.string().optional(),
    /** `delay` is in nanoseconds; the header `Retry-After` says the same in whole seconds. */
    retry: z.object({ delay: z.number() }).optional(),
  }),
});
export type Failure = z.output<typeof failure>;

export const serviceAccountBody = z.object({ name: sentText });

/** A body without `expiresAt` means a key that never expires, on update too. */
export const keyBody = z.object({ name: sentText, expiresAt: sentUnsigned });
export type KeyBody = z.output<typeof keyBody>;

export const serviceAccountRoleBody = z.object({ serviceAccountId: sentText, roleId: sentText });

const sentSelectors = z
  .array(z.string())
  .nullish()
  .transform((selectors) => selectors ?? []);

const sentResource = z
  .object({ type: sentText, kind: sentText })
  .nullish()
  .transform((resource) => resource ?? { type: "", kind: "" });

const sentObjectGroup = z
  .object({ resource: sentResource, selectors: sentSelectors })
  .nullish()
  .transform((group) => group ?? { resource: { type: "", kind: "" }, selectors: [] });

const sentTransactionGroups = z.array(z.object({ relation: sentText, objectGroup: sentObjectGroup }));

export const roleCreation = z.object({
  name: sentText,
  description: sentText,
  transactionGroups: sentTransactionGroups.nullish().transform((groups) => groups ?? []),
});
export type RoleCreation = z.output<typeof roleCreation>;

/** Both members are needed: the server refuses an update that leaves one out or sends null. `[]` clears. */
export const roleUpdate = z.object({ description: z.string(), transactionGroups: sentTransactionGroups });
export type RoleUpdate = z.output<typeof roleUpdate>;

const sentFlag = z
  .boolean()
  .nullish()
  .transform((flag) => flag ?? false);

/** An invitation. Without `frontendBaseUrl` no e-mail is sent. */
export const userCreation = z.object({
  email: sentText,
  displayName: sentText,
  frontendBaseUrl: sentText,
  userRoles: z
    .array(z.object({ id: sentText }))
    .nullish()
    .transform((roles) => roles ?? []),
});
export type UserCreation = z.output<typeof userCreation>;

/** An empty name changes nothing. */
export const userUpdate = z.object({ displayName: sentText });

export const userRoleBody = z.object({ userId: sentText, roleId: sentText });

export const passwordChange = z.object({ oldPassword: sentText, newPassword: sentText });

export const passwordReset = z.object({ token: sentText, password: sentText });

export const passwordLogin = z.object({ email: sentText, password: sentText, orgId: sentText });

export const sessionRotation = z.object({ refreshToken: sentText });

/** Role names; the old names ADMIN, EDITOR and VIEWER are taken for the managed roles. */
const sentRoleMapping = z
  .object({
    defaultRole: sentText,
    groupMappings: z
      .record(z.string(), z.string())
      .nullish()
      .transform((mappings) => mappings ?? null),
    useRoleAttribute: sentFlag,
  })
  .nullish()
  .transform((mapping) => mapping ?? null);

const sentDomainConfig = z
  .object({ kind: sentText, spec: z.record(z.string(), z.unknown()).nullish() })
  .nullish()
  .transform((config) => config ?? null);

/** Replaces everything but the name: a mapping that is left out is cleared. */
export const authDomainUpdate = z.object({
  enabled: sentFlag,
  config: sentDomainConfig,
  roleMapping: sentRoleMapping,
});
export type AuthDomainUpdate = z.output<typeof authDomainUpdate>;

export const authDomainCreation = authDomainUpdate.extend({ name: sentText });
export type AuthDomainCreation = z.output<typeof authDomainCreation>;

const sentObject = z
  .object({ resource: sentResource, selector: sentText })
  .nullish()
  .transform((object) => object ?? { resource: { type: "", kind: "" }, selector: "" });

/** What a caller asks whether it may. */
export const transactions = z.array(z.object({ relation: sentText, object: sentObject }));
export type Transactions = z.output<typeof transactions>;

/** In the order in which they were asked, selectors as they were sent. */
export const checkedTransactions = z.array(
  z.object({
    relation: z.string(),
    object: z.object({ resource: z.object({ type: z.string(), kind: z.string() }), selector: z.string() }),
    authorized: z.boolean(),
  }),
);

export const dashboardBody = z.record(z.string(), z.unknown());
