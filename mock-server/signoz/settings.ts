import { z } from "zod";
import type { Store, Table, TableDefinition } from "../store.ts";
import { stamps } from "./stamps.ts";

const settingsRow = z
  .object({
    id: z.literal("settings"),
    orgId: z.string(),
    edition: z.enum(["community", "enterprise"]),
    /** The key whose secret is the administrator's token. */
    adminKeyId: z.string(),
    /** `main` is what comes after v0.138.0. */
    version: z.enum(["v0.138.0", "main"]).default("main"),
    /** Whether the vendor's defects that clients meet are there (signoz.md §1.5, §1.6). */
    hasKnownDefects: z.boolean().default(true),
    /** Whether people may ask for a reset of their own password. */
    hasPasswordSelfReset: z.boolean().default(false),
    /** Whether every request is the root user's, without a credential. */
    isImpersonating: z.boolean().default(false),
  })
  .readonly();
export type SettingsRow = z.output<typeof settingsRow>;

const organizationRow = z
  .object({
    id: z.string(),
    name: z.string(),
    alias: z.string(),
    key: z.number(),
    displayName: z.string(),
    ...stamps,
  })
  .readonly();
export type OrganizationRow = z.output<typeof organizationRow>;

const licenseRow = z
  .object({
    id: z.string(),
    key: z.string(),
    /** Unix seconds, as is the next; 0 is not yet. */
    validFrom: z.number(),
    /** -1 is for ever. */
    validUntil: z.number(),
    ...stamps,
  })
  .readonly();
export type LicenseRow = z.output<typeof licenseRow>;

const roleMappingRow = z
  .object({
    defaultRole: z.string(),
    groupMappings: z.record(z.string(), z.string()).readonly().nullable(),
    useRoleAttribute: z.boolean(),
  })
  .readonly();

const authDomainRow = z
  .object({
    id: z.string(),
    name: z.string(),
    orgId: z.string(),
    enabled: z.boolean(),
    kind: z.enum(["saml", "google", "oidc"]),
    spec: z.record(z.string(), z.unknown()).readonly(),
    /** The members of the spec that are secrets. */
    credentials: z.record(z.string(), z.string()).readonly(),
    roleMapping: roleMappingRow.nullable(),
    ...stamps,
  })
  .readonly();
export type AuthDomainRow = z.output<typeof authDomainRow>;

const settings: TableDefinition<SettingsRow, never> = {
  name: "signoz/settings",
  row: settingsRow,
  secrets: [],
  indexes: {},
};

const organizations: TableDefinition<OrganizationRow, never> = {
  name: "signoz/organizations",
  row: organizationRow,
  secrets: [],
  indexes: {},
};

const licenses: TableDefinition<LicenseRow, never> = {
  name: "signoz/licenses",
  row: licenseRow,
  secrets: ["key"],
  indexes: {},
};

const authDomains: TableDefinition<AuthDomainRow, "name"> = {
  name: "signoz/auth-domains",
  row: authDomainRow,
  secrets: ["credentials"],
  indexes: { name: ({ name }) => name },
};

export interface OrganizationTables {
  readonly settings: Table<SettingsRow, never>;
  readonly organizations: Table<OrganizationRow, never>;
  readonly licenses: Table<LicenseRow, never>;
  readonly authDomains: Table<AuthDomainRow, "name">;
}

export function openOrganizationTables(store: Store): OrganizationTables {
  return {
    settings: store.table(settings),
    organizations: store.table(organizations),
    licenses: store.table(licenses),
    authDomains: store.table(authDomains),
  };
}
