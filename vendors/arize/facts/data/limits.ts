/** How long texts may be, in characters. */
export interface TextLength {
  readonly length: { readonly min: number; readonly max: number };
}

/** No two roles of an account have the same one. */
export const roleName: TextLength = { length: { min: 1, max: 255 } };

/** Not unique: two keys may have the same one. */
export const keyName: TextLength = { length: { min: 1, max: 256 } };

/** Of people, organizations and spaces. */
export const otherName: TextLength = { length: { min: 1, max: 255 } };

export const description: TextLength = { length: { min: 0, max: 1_000 } };

/** Organizations a service key, and spaces an organization. */
export const mostBindings = 100;

/** How long a refreshed key may go on working, in seconds. */
export const longestGrace = 86_400;

/** Where a role is bound, and where it lies; in capitals on the wire. */
export const boundScopes = ["space", "project"] as const;

/** How a person is invited. `NONE`: not at all, they are a member at once. */
export const inviteModes = ["NONE", "EMAIL_LINK", "TEMPORARY_PASSWORD"] as const;

/** Rows a page: what a list gives when not asked, and at most. */
export const pageSize = { default: 50, max: 100 } as const;

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
