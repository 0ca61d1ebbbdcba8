import { z } from "zod";
import { reservedRolePrefix, roleName } from "#vendors/signoz/facts/data/limits.ts";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import {
  type RoleCreation,
  type RoleUpdate,
  listedRole,
  roleCreation,
  roleUpdate,
  role as roleWire,
} from "#vendors/signoz/wire/role.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { created, done, found, foundJson } from "../shared/outcome.ts";
import { seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import type { FieldCode } from "./body.ts";
import { endpoint } from "./endpoint.ts";
import { alreadyExists, invalidInput, unsupported } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";
import { roleJson } from "./json.ts";
import { isLicensed, refuseUnlicensed } from "./license.ts";
import { getRole } from "./lookups.ts";
import { checkWritable, toCanonicalGroups } from "./permission-groups.ts";
import { everyObject, roleInPath } from "./permission-targets.ts";
import { listNamedRoles } from "./role-mapping.ts";
import { seedId } from "./seed.ts";

const groupColumn = z
  .object({
    relation: z.string(),
    objectGroup: z
      .object({
        resource: z.object({ type: z.string(), kind: z.string() }).readonly(),
        selectors: z.array(z.string()).readonly(),
      })
      .readonly(),
  })
  .readonly();

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    type: z.enum(["managed", "custom"]),
    orgId: z.string(),
    transactionGroups: z.array(groupColumn).readonly(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = { roles: defineTable({ name: "signoz/roles", row, indexes: { name: ({ name }) => name } }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

async function checkCustomRoles(instance: Instance): Promise<void> {
  if ((await readSettings(instance)).edition === "community") {
    throw unsupported("role_unsupported", "this edition has no custom roles");
  }
  if (!(await isLicensed(instance))) throw refuseUnlicensed("custom roles need");
}

function checkName(name: string): void {
  if (!roleName.pattern.test(name)) throw invalidInput("role_invalid_input", `a role's name is ${roleName.says}`);
  if (!name.startsWith(reservedRolePrefix)) return;
  throw invalidInput("role_invalid_input", `names that begin with "${reservedRolePrefix}" are reserved`);
}

export interface NewRole extends RoleCreation {
  readonly id?: string;
}

/** Checks the body before the license. */
export async function createRole(instance: Instance, wanted: NewRole): Promise<Row<"roles">> {
  const { name, description, id = instance.newId() } = wanted;
  checkName(name);
  const transactionGroups = toCanonicalGroups(wanted.transactionGroups);
  await checkCustomRoles(instance);
  if ((await instance.roles.find("name", name)).length > 0) {
    throw alreadyExists("role_already_exists", `a role named ${name} already exists`);
  }
  checkWritable(transactionGroups, []);
  const { orgId } = await readSettings(instance);
  const at = instance.timestamp();
  const row: Row<"roles"> = {
    id,
    name,
    description,
    type: "custom",
    orgId,
    transactionGroups,
    createdAt: at,
    updatedAt: at,
  };
  await instance.roles.put(row);
  return row;
}

async function updateRole(instance: Instance, role: Row<"roles">, body: RoleUpdate): Promise<void> {
  const transactionGroups = toCanonicalGroups(body.transactionGroups);
  if (role.type === "managed")
    throw invalidInput("role_invalid_input", `${role.name} is managed: it cannot be changed`);
  await checkCustomRoles(instance);
  checkWritable(transactionGroups, role.transactionGroups);
  const { description } = body;
  await instance.roles.patch(role.id, { description, transactionGroups, updatedAt: instance.timestamp() });
}

/** Pending invitations count, deleted users have no rows left; deleted accounts keep theirs, so such a role stays. */
async function checkUnused(instance: Instance, { id, name }: Row<"roles">): Promise<void> {
  if ((await instance.userRoles.find("role", id)).length > 0) {
    throw invalidInput("role_has_user_assignees", `${name} is assigned to users`);
  }
  if ((await instance.assignments.find("role", id)).length > 0) {
    throw invalidInput("role_has_service_account_assignees", `${name} is assigned to service accounts`);
  }
  const domains = (await instance.authDomains.list()).filter(({ roleMapping }) =>
    listNamedRoles(roleMapping).includes(name),
  );
  if (domains.length === 0) return;
  throw invalidInput("role_has_auth_domain_mappings", `${name} is in the role mapping of auth domains`, [
    domains.map((domain) => domain.name).join(", "),
  ]);
}

async function deleteRole(instance: Instance, role: Row<"roles">): Promise<void> {
  await checkCustomRoles(instance);
  if (role.type === "managed")
    throw invalidInput("role_invalid_input", `${role.name} is managed: it cannot be deleted`);
  await checkUnused(instance, role);
  await instance.roles.remove(role.id);
}

const fieldCode: FieldCode = ([member, index, inner], value) => {
  // A group that is null is read, and then refused as a group.
  if (member === "transactionGroups" && index !== undefined && inner === undefined && value === null) {
    return "invalid_input";
  }
  const isMissing = value === undefined || value === null;
  return member === "transactionGroups" || isMissing ? "role_invalid_input" : "invalid_request_field";
};

const seedRole = z.strictObject({
  id: seedId,
  name: z.string(),
  description: z.string().optional(),
  /** As the vendor's API and its JSON mode spell them. */
  transactionGroups: roleCreation.shape.transactionGroups.optional(),
});

async function plantRole(instance: Instance, seed: z.output<typeof seedRole>): Promise<void> {
  const { id, name, description = "", transactionGroups = [] } = seed;
  await createRole(instance, { name, description, transactionGroups, ...omitUndefined({ id }) });
}

const path = "/api/v1/roles";
const onRole = { kind: "role", on: roleInPath("id") } as const;
const unlicensed = { 451: ["license_unavailable"], 501: ["role_unsupported"] } as const;

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListRoles",
    gate: { kind: "permitted", needs: [{ verb: "list", kind: "role", on: everyObject }] },
    replies: { 200: success(z.array(listedRole)) },
    errors: {},
    async handle(instance) {
      const rows = await instance.roles.list();
      return found(rows.map(({ transactionGroups: _, ...listed }) => listed));
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "CreateRole",
    gate: { kind: "permitted", needs: [{ verb: "create", kind: "role", on: everyObject }] },
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
    handle: async (instance, { params: { id = "" } }) => foundJson(roleJson(await getRole(instance, id))),
  }),
  endpoint({
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
      await updateRole(instance, await getRole(instance, id), body);
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
      await deleteRole(instance, await getRole(instance, id));
      return done;
    },
  }),
];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({ member: "roles", item: seedRole, after: ["root"], plant: plantRole }),
});
