import { z } from "zod";
import {
  type AuthDomain,
  type AuthDomainCreation,
  type AuthDomainUpdate,
  authDomain,
  authDomainCreation,
  authDomainUpdate,
} from "#vendors/signoz/wire/auth-domain.ts";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import { parseConfig } from "./auth-domain-config.ts";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { alreadyExists, invalidInput, notFound } from "./errors.ts";
import { type Instance, settingsOf } from "./instance.ts";
import type { AuthDomainRow } from "./organization-tables.ts";
import { created, done, found } from "./outcome.ts";
import { effectiveRoles, namedRoles, normalized } from "./role-mapping.ts";

const domainName = /^[a-zA-Z0-9][a-zA-Z0-9-]{0,62}(?:\.[a-zA-Z0-9][a-zA-Z0-9-]{0,62})*$/;

type Written = Pick<AuthDomainRow, "enabled" | "kind" | "spec" | "credentials" | "roleMapping">;

async function written(instance: Instance, { enabled, config, roleMapping }: AuthDomainUpdate): Promise<Written> {
  const parsed = parseConfig(config);
  effectiveRoles(roleMapping);
  for (const name of namedRoles(roleMapping)) {
    if ((await instance.roles.find("name", name)).length > 0) continue;
    throw invalidInput("role_not_found", `not every role was found: ${name}`);
  }
  return { enabled, ...parsed, roleMapping: normalized(roleMapping) };
}

export interface NewAuthDomain extends AuthDomainCreation {
  readonly id?: string;
}

export async function createAuthDomain(instance: Instance, wanted: NewAuthDomain): Promise<AuthDomainRow> {
  const { name, id = instance.newId() } = wanted;
  const members = await written(instance, wanted);
  if (!domainName.test(name)) throw invalidInput("auth_domain_invalid_name", `"${name}" is not a domain's name`);
  if ((await instance.authDomains.find("name", name)).length > 0) {
    throw alreadyExists("auth_domain_already_exists", `an auth domain named ${name} already exists`);
  }
  const { orgId } = await settingsOf(instance);
  const at = instance.timestamp();
  const row: AuthDomainRow = { id, name, orgId, ...members, createdAt: at, updatedAt: at };
  await instance.authDomains.put(row);
  return row;
}

function shown({ kind, spec, credentials, ...domain }: AuthDomainRow): AuthDomain {
  // The vendor writes the id's hyphens as colons there (signoz.md §1.7).
  const path = kind === "saml" ? `login?domain_id=${domain.id.replaceAll("-", ":")}` : null;
  const { roleMapping } = domain;
  const groupMappings = roleMapping?.groupMappings ?? null;
  return {
    ...domain,
    config: { kind, spec: { ...spec, ...credentials } },
    roleMapping: roleMapping === null ? null : { ...roleMapping, groupMappings },
    authNProviderInfo: { relayStatePath: path },
  };
}

async function domainAt(instance: Instance, id: string): Promise<AuthDomainRow> {
  const row = await instance.authDomains.get(id);
  if (row !== undefined) return row;
  throw notFound("auth_domain_not_found", `auth domain ${id} does not exist`);
}

const path = "/api/v2/auth_domains";
const kind = "auth-domain";
const onDomain = { kind, on: "domain in path" } as const;
const permitted = { kind: "permitted", isNew: true } as const;
const unusable = ["invalid_selector", "auth_domain_invalid_config", "invalid_input", "role_not_found"] as const;
const missing = { 404: ["auth_domain_not_found"] } as const;

export const authDomainEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListAuthDomains",
    gate: { ...permitted, needs: [{ verb: "list", kind, on: "every" }] },
    replies: { 200: success(z.array(authDomain)) },
    errors: {},
    handle: async (instance) => found((await instance.authDomains.list()).map(shown)),
  }),
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "CreateAuthDomain",
    gate: {
      ...permitted,
      needs: [
        { verb: "create", kind, on: "every" },
        { verb: "attach", kind, on: "every" },
        { verb: "attach", kind: "role", on: "roles of mapping in body" },
      ],
    },
    body: authDomainCreation,
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
    handle: async (instance, { params: { id = "" } }) => found(shown(await domainAt(instance, id))),
  }),
  bodyEndpoint({
    method: "PUT",
    path: `${path}/{id}`,
    operationId: "UpdateAuthDomain",
    gate: {
      ...permitted,
      needs: [
        { verb: "update", ...onDomain },
        { verb: "attach", ...onDomain },
        { verb: "detach", ...onDomain },
        { verb: "attach", kind: "role", on: "roles of mapping in body" },
        { verb: "detach", kind: "role", on: "roles of stored mapping" },
      ],
    },
    body: authDomainUpdate,
    replies: { 204: null },
    errors: { 400: unusable, ...missing },
    async handle(instance, { params: { id = "" }, body }) {
      const { id: domainId } = await domainAt(instance, id);
      const members = await written(instance, body);
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
    // Also where there is none (signoz.md §1.7).
    async handle(instance, { params: { id = "" } }) {
      await instance.authDomains.remove(id);
      return done;
    },
  }),
];
