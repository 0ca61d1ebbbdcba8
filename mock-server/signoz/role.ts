import { z } from "zod";
import { roleNameFault } from "#vendors/signoz/facts/data/limits.ts";
import {
  type RoleCreation,
  type RoleUpdate,
  listedRole,
  role as roleWire,
  roleCreation,
  roleUpdate,
} from "#vendors/signoz/wire/role.ts";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import type { FieldCode } from "./body.ts";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { alreadyExists, invalidInput, notFound, unsupported } from "./errors.ts";
import { parseId } from "./ids.ts";
import { type Instance, settingsOf } from "./instance.ts";
import { roleJson } from "./json.ts";
import { isLicensed, licenseUnavailable } from "./license.ts";
import { created, done, found, foundJson } from "./outcome.ts";
import { namedRoles } from "./role-mapping.ts";
import type { RoleRow } from "./tables.ts";
import { canonicalGroups, checkWritable } from "./transaction-groups.ts";

async function checkCustomRoles(instance: Instance): Promise<void> {
  if ((await settingsOf(instance)).edition === "community") {
    throw unsupported("role_unsupported", "this edition has no custom roles");
  }
  if (!(await isLicensed(instance))) throw licenseUnavailable("custom roles need");
}

export async function roleAt(instance: Instance, text: string): Promise<RoleRow> {
  const role = await instance.roles.get(parseId(text));
  if (role === undefined) throw notFound("role_not_found", `role ${text} does not exist`);
  return role;
}

export interface NewRole extends RoleCreation {
  readonly id?: string;
}

/** Checks what the body says: a fault in it comes before the licence. */
export async function createRole(instance: Instance, wanted: NewRole): Promise<RoleRow> {
  const { name, description, id = instance.newId() } = wanted;
  const fault = roleNameFault(name);
  if (fault !== undefined) throw invalidInput("role_invalid_input", fault);
  const transactionGroups = canonicalGroups(wanted.transactionGroups);
  await checkCustomRoles(instance);
  if ((await instance.roles.find("name", name)).length > 0) {
    throw alreadyExists("role_already_exists", `a role named ${name} already exists`);
  }
  checkWritable(transactionGroups, []);
  const { orgId } = await settingsOf(instance);
  const at = instance.timestamp();
  const row: RoleRow = {
    ...{ id, name, description, type: "custom", orgId, transactionGroups },
    ...{ createdAt: at, updatedAt: at },
  };
  await instance.roles.put(row);
  return row;
}

async function updateRole(instance: Instance, role: RoleRow, body: RoleUpdate): Promise<void> {
  const transactionGroups = canonicalGroups(body.transactionGroups);
  if (role.type === "managed")
    throw invalidInput("role_invalid_input", `${role.name} is managed: it cannot be changed`);
  await checkCustomRoles(instance);
  checkWritable(transactionGroups, role.transactionGroups);
  const { description } = body;
  await instance.roles.patch(role.id, { description, transactionGroups, updatedAt: instance.timestamp() });
}

/** Pending invitations count, deleted users have no rows left; deleted accounts keep theirs, so such a role stays. */
async function checkUnused(instance: Instance, { id, name }: RoleRow): Promise<void> {
  if ((await instance.userRoles.find("role", id)).length > 0) {
    throw invalidInput("role_has_user_assignees", `${name} is assigned to users`);
  }
  if ((await instance.assignments.find("role", id)).length > 0) {
    throw invalidInput("role_has_service_account_assignees", `${name} is assigned to service accounts`);
  }
  const domains = (await instance.authDomains.list()).filter(({ roleMapping }) =>
    namedRoles(roleMapping).includes(name),
  );
  if (domains.length === 0) return;
  throw invalidInput("role_has_auth_domain_mappings", `${name} is in the role mapping of auth domains`, [
    domains.map((domain) => domain.name).join(", "),
  ]);
}

async function deleteRole(instance: Instance, role: RoleRow): Promise<void> {
  await checkCustomRoles(instance);
  if (role.type === "managed")
    throw invalidInput("role_invalid_input", `${role.name} is managed: it cannot be deleted`);
  await checkUnused(instance, role);
  await instance.roles.remove(role.id);
}

const fieldCode: FieldCode = ([member], value) => {
  const isMissing = value === undefined || value === null;
  return member === "transactionGroups" || isMissing ? "role_invalid_input" : "invalid_request_field";
};

const path = "/api/v1/roles";
const onRole = { kind: "role", on: "role in path" } as const;
const unlicensed = { 451: ["license_unavailable"], 501: ["role_unsupported"] } as const;

export const roleEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListRoles",
    gate: { kind: "permitted", needs: [{ verb: "list", kind: "role", on: "every" }] },
    replies: { 200: success(z.array(listedRole)) },
    errors: {},
    async handle(instance) {
      const rows = await instance.roles.list();
      return found(rows.map(({ transactionGroups: _, ...listed }) => listed));
    },
  }),
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "CreateRole",
    gate: { kind: "permitted", needs: [{ verb: "create", kind: "role", on: "every" }] },
    body: roleCreation,
    fieldCode,
    replies: { 201: success(createdBody) },
    errors: {
      400: ["role_invalid_input", "invalid_input"],
      409: ["role_already_exists"],
      ...unlicensed,
      500: ["unknown"],
    },
    handle: async (instance, { body }) => created({ id: (await createRole(instance, body)).id }),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}`,
    operationId: "GetRole",
    gate: { kind: "permitted", needs: [{ verb: "read", ...onRole }] },
    replies: { 200: success(roleWire) },
    errors: { 400: ["invalid_valuer"], 404: ["role_not_found"] },
    handle: async (instance, { params: { id = "" } }) => foundJson(roleJson(await roleAt(instance, id))),
  }),
  bodyEndpoint({
    method: "PUT",
    path: `${path}/{id}`,
    operationId: "UpdateRole",
    gate: { kind: "permitted", needs: [{ verb: "update", ...onRole }] },
    body: roleUpdate,
    fieldCode,
    replies: { 204: null },
    errors: {
      400: ["invalid_valuer", "role_invalid_input", "invalid_input"],
      404: ["role_not_found"],
      ...unlicensed,
      500: ["unknown"],
    },
    async handle(instance, { params: { id = "" }, body }) {
      await updateRole(instance, await roleAt(instance, id), body);
      return done;
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}`,
    operationId: "DeleteRole",
    gate: { kind: "permitted", needs: [{ verb: "delete", ...onRole }] },
    replies: { 204: null },
    errors: {
      400: [
        "invalid_valuer",
        "role_invalid_input",
        "role_has_user_assignees",
        "role_has_service_account_assignees",
        "role_has_auth_domain_mappings",
      ],
      404: ["role_not_found"],
      ...unlicensed,
    },
    async handle(instance, { params: { id = "" } }) {
      await deleteRole(instance, await roleAt(instance, id));
      return done;
    },
  }),
];
