/** How long texts may be, in characters. */
export interface LengthRule {
  readonly minLength: number;
  readonly maxLength: number;
  /** To complete "it must be …". */
  readonly says: string;
}

/** No two roles of an account have the same one. */
export const roleName: LengthRule = { minLength: 1, maxLength: 255, says: "1 to 255 characters" };

/** Not unique: two keys may have the same one. */
export const keyName: LengthRule = { minLength: 1, maxLength: 256, says: "1 to 256 characters" };

/** Of people, organizations and spaces. */
export const otherName: LengthRule = { minLength: 1, maxLength: 255, says: "1 to 255 characters" };

export const description: LengthRule = { minLength: 0, maxLength: 1_000, says: "at most 1000 characters" };

/** Organizations a service key, and spaces an organization. */
export const mostBindings = 100;

/** How long a refreshed key may go on working, in seconds. */
export const longestGrace = 86_400;

/** Where a role is bound, and where it lies; in capitals on the wire. */
export const boundScopes = ["space", "project"] as const;

/** How a person is invited. `NONE`: not at all, they are a member at once. */
export const inviteModes = ["NONE", "EMAIL_LINK", "TEMPORARY_PASSWORD"] as const;
export type InviteMode = (typeof inviteModes)[number];

/** Rows a page: what a list gives when not asked, and at most. */
export const pageSize = { default: 50, max: 100 } as const;

/** `undefined` where the text fits, else what is wrong with it. */
export function lengthFault({ minLength, maxLength, says }: LengthRule, text: string): string | undefined {
  return text.length >= minLength && text.length <= maxLength ? undefined : `it must be ${says}`;
}

/** What an id says that it is of. Projects are the vendor's models. */
export const idTypes = {
  key: "ApiKey",
  role: "Role",
  binding: "RoleBinding",
  user: "User",
  organization: "AccountOrganization",
  organizationMember: "OrganizationMember",
  space: "Space",
  spaceMember: "SpaceMember",
  project: "Model",
  auditLog: "AuditLog",
} as const;
export type IdType = (typeof idTypes)[keyof typeof idTypes];

export interface ObjectId {
  readonly type: string;
  readonly number: number;
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const inside = /^([A-Za-z]+):(\d{1,15}):([\w-]+)$/;

/**
 * What an id is made of: base64 of `Type:number:suffix`, the suffix a checksum that only the vendor can make. Undefined
 * for text of another form, which the vendor answers with 400 and not with 404.
 */
export function readObjectId(text: string): ObjectId | undefined {
  if (!base64.test(text)) return undefined;
  const decoded = Buffer.from(text, "base64");
  if (decoded.toString("base64") !== text) return undefined;
  const [, type, number] = inside.exec(decoded.toString("latin1")) ?? [];
  return type === undefined ? undefined : { type, number: Number(number) };
}
