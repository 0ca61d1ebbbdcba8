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

/** Latchkey appends a mark of 49 characters to the description of a key. */
export const keyDescription: TextLength = { length: { min: 0, max: 951 } };

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

/** The words with which ids of a type that has several can begin: the vendor's own examples use each. */
export const idWords: { readonly [type in IdType]?: readonly string[] } = {
  AccountOrganization: ["AccountOrganization", "Organization"],
  Model: ["Model", "Project"],
};
