import { z } from "zod";
import { type AuthDomain, authDomain, authDomainCreation, authDomainUpdate } from "#vendors/signoz/wire/auth-domain.ts";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { created, done, found } from "../shared/outcome.ts";
import { seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { type Config, checkPresent, parseConfig } from "./auth-domain-config.ts";
import { endpoint } from "./endpoint.ts";
import { alreadyExists, invalidInput } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";
import { getAuthDomain } from "./lookups.ts";
import { everyObject, objectInPath, rolesOfMappingInBody, rolesOfStoredMapping } from "./permission-targets.ts";
import { listNamedRoles, normalizeMapping } from "./role-mapping.ts";
import { seedId } from "./seed.ts";
import { jsonObject } from "#vendors/shared/wire/json-object.ts";

const roleMappingColumn = z
  .object({
    defaultRole: z.string(),
    groupMappings: jsonObject(z.string()).readonly().nullable(),
    useRoleAttribute: z.boolean(),
  })
  .readonly();

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    orgId: z.string(),
    enabled: z.boolean(),
    kind: z.enum(["saml", "google", "oidc"]),
    spec: jsonObject(z.unknown()).readonly(),
    /** The members of the spec that are secrets. */
    credentials: jsonObject(z.string()).readonly(),
    roleMapping: roleMappingColumn.nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = {
  authDomains: defineTable({
    name: "signoz/auth-domains",
    row,
    secrets: ["credentials"],
    indexes: { name: ({ name }) => name },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const domainName = /^[a-zA-Z0-9][a-zA-Z0-9-]{0,62}(?:\.[a-zA-Z0-9][a-zA-Z0-9-]{0,62})*$/;

const sentUpdate = authDomainUpdate.extend({ config: z.unknown().optional() });
const sentCreation = authDomainCreation.extend({ config: z.unknown().optional() });
type SentUpdate = z.output<typeof sentUpdate>;
type SentCreation = z.output<typeof sentCreation>;

type Members = Pick<Row<"authDomains">, "enabled" | "kind" | "spec" | "credentials" | "roleMapping">;

async function readMembers(instance: Instance, config: Config | undefined, sent: SentUpdate): Promise<Members> {
  const { enabled, roleMapping } = sent;
  const parsed = checkPresent(config);
  for (const name of listNamedRoles(roleMapping)) {
    if ((await instance.roles.find("name", name)).length > 0) continue;
    throw invalidInput("role_not_found", `not every role was found: ${name}`);
  }
  return { enabled, ...parsed, roleMapping: normalizeMapping(roleMapping) };
}

export interface NewAuthDomain extends SentCreation {
  readonly id?: string;
}

export async function createAuthDomain(instance: Instance, wanted: NewAuthDomain): Promise<Row<"authDomains">> {
  const { name, id = instance.newId() } = wanted;
  // A config that cannot be read comes before the name, one that is missing after it.
  const config = parseConfig(wanted.config);
  if (!domainName.test(name)) throw invalidInput("auth_domain_invalid_name", `"${name}" is not a domain's name`);
  const members = await readMembers(instance, config, wanted);
  if ((await instance.authDomains.find("name", name)).length > 0) {
    throw alreadyExists("auth_domain_already_exists", `an auth domain named ${name} already exists`);
  }
  const { orgId } = await readSettings(instance);
  const at = instance.timestamp();
  const row: Row<"authDomains"> = { id, name, orgId, ...members, createdAt: at, updatedAt: at };
  await instance.authDomains.put(row);
  return row;
}

type Edition = Row<"settings">["edition"];

function domainJson({ kind, spec, credentials, ...domain }: Row<"authDomains">, edition: Edition): AuthDomain {
  // The vendor writes the id's hyphens as colons there. The community edition has no SAML.
  const path = kind === "saml" && edition === "enterprise" ? `login?domain_id=${domain.id.replaceAll("-", ":")}` : null;
  const { roleMapping } = domain;
  const groupMappings = roleMapping?.groupMappings ?? null;
  return {
    ...domain,
    config: { kind, spec: { ...spec, ...credentials } },
    roleMapping: roleMapping === null ? null : { ...roleMapping, groupMappings },
    authNProviderInfo: { relayStatePath: path },
  };
}

const path = "/api/v2/auth_domains";
const kind = "auth-domain";
const onDomain = { kind, on: objectInPath("id") } as const;
const permitted = { kind: "permitted", isNew: true } as const;
const unusable = ["invalid_selector", "auth_domain_invalid_config", "invalid_input", "role_not_found"] as const;
const missing = { 404: ["auth_domain_not_found"] } as const;

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListAuthDomains",
    gate: { ...permitted, needs: [{ verb: "list", kind, on: everyObject }] },
    replies: { 200: success(z.array(authDomain)) },
    errors: {},
    async handle(instance) {
      const { edition } = await readSettings(instance);
      return found((await instance.authDomains.list()).map((domain) => domainJson(domain, edition)));
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "CreateAuthDomain",
    gate: {
      ...permitted,
      needs: [
        { verb: "create", kind, on: everyObject },
        [
          { verb: "attach", kind, on: everyObject },
          { verb: "attach", kind: "role", on: rolesOfMappingInBody },
        ],
      ],
    },
    body: sentCreation,
    replies: { 201: success(createdBody) },
    errors: { 400: [...unusable, "auth_domain_invalid_name"], 409: ["auth_domain_already_exists"] },
    handle: async (instance, { body }) => created({ id: (await createAuthDomain(instance, body)).id }),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}`,
    operationId: "GetAuthDomain",
    gate: { ...permitted, needs: [{ verb: "read", ...onDomain }] },
    replies: { 200: success(authDomain) },
    errors: { 400: ["invalid_selector"], ...missing },
    async handle(instance, { params: { id = "" } }) {
      const { edition } = await readSettings(instance);
      return found(domainJson(await getAuthDomain(instance, id), edition));
    },
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{id}`,
    operationId: "UpdateAuthDomain",
    gate: {
      ...permitted,
      needs: [
        { verb: "update", ...onDomain },
        [
          { verb: "attach", ...onDomain },
          { verb: "attach", kind: "role", on: rolesOfMappingInBody },
        ],
        [
          { verb: "detach", ...onDomain },
          { verb: "detach", kind: "role", on: rolesOfStoredMapping },
        ],
      ],
    },
    body: sentUpdate,
    replies: { 204: null },
    errors: { 400: unusable, ...missing },
    async handle(instance, { params: { id = "" }, body }) {
      const config = parseConfig(body.config);
      const { id: domainId } = await getAuthDomain(instance, id);
      const members = await readMembers(instance, config, body);
      await instance.authDomains.patch(domainId, { ...members, updatedAt: instance.timestamp() });
      return done;
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}`,
    operationId: "DeleteAuthDomain",
    gate: { ...permitted, needs: [{ verb: "delete", ...onDomain }] },
    replies: { 204: null },
    errors: { 400: ["invalid_selector"] },
    // Also where there is none.
    async handle(instance, { params: { id = "" } }) {
      await instance.authDomains.remove(id);
      return done;
    },
  }),
];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({
    member: "authDomains",
    item: authDomainCreation.extend({ id: seedId }),
    after: ["root", "roles"],
    plant: (instance: Instance, { id, ...domain }) =>
      createAuthDomain(instance, { ...domain, ...omitUndefined({ id }) }),
  }),
});
