/** Length limits of a text, in characters. */
export interface TextLength {
  readonly length: { readonly min: number; readonly max: number };
}

/** Unique within the account. */
export const roleName: TextLength = { length: { min: 1, max: 255 } };

/** Not unique. */
export const keyName: TextLength = { length: { min: 1, max: 256 } };

/** Names of people, organizations and spaces. */
export const otherName: TextLength = { length: { min: 1, max: 255 } };

export const description: TextLength = { length: { min: 0, max: 1_000 } };

/** The most organizations that a service key can have, and the most spaces in each. */
export const mostBindings = 100;

/** The longest that a key can keep working after a refresh, in seconds. */
export const longestGrace = 86_400;

/** The scopes on which a role can be bound; in capitals on the wire. */
export const boundScopes = ["space", "project"] as const;

/** How a person is invited. `NONE`: without an invitation; they are a member at once. */
export const inviteModes = ["NONE", "EMAIL_LINK", "TEMPORARY_PASSWORD"] as const;

/** Rows per page. */
export const pageSize = { default: 50, max: 100 } as const;

/** The type that each id contains. The vendor calls projects models there. */
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

// Words that the vendor's own examples use beside those above.
const otherIdWords: { readonly [type in IdType]?: readonly string[] } = {
  AccountOrganization: ["Organization"],
  Model: ["Project"],
};

/** The words that an id of this type can begin with. */
export function listIdWords(type: IdType): readonly string[] {
  return [type, ...(otherIdWords[type] ?? [])];
}
