import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as organizationWire from "#vendors/arize/wire/organization.ts";
import { type Endpoint, created, done, endpoint, found, fromBody, fromQuery, nothing } from "./endpoint.ts";
import { conflict, forbidden } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { organizationJson } from "./json.ts";
import { page, pageQuery } from "./page.ts";
import { organizationAt } from "./places.ts";
import { removeOrganization } from "./removal.ts";
import { isAccountAdmin, organizationLevel } from "./rights.ts";
import type { OrganizationRow } from "./tables.ts";

const listQuery = z.object({ ...pageQuery, name: z.string().optional() });

async function checkFree(instance: Instance, name: string, ownId?: string): Promise<void> {
  const holders = await instance.organizations.find("name", name);
  if (holders.some(({ id }) => id !== ownId)) throw conflict(`an organization named ${name} exists already`);
}

export async function createOrganization(
  instance: Instance,
  { name, description = "", id }: organizationWire.OrganizationCreation & { readonly id?: string | undefined },
): Promise<OrganizationRow> {
  await checkFree(instance, name);
  const row = {
    ...{ id: id ?? (await instance.newId(idTypes.organization)), name, description },
    createdAt: instance.timestamp(),
  };
  await instance.organizations.put(row);
  return row;
}

async function readable(instance: Instance, { user }: Caller): Promise<readonly OrganizationRow[]> {
  const rows: OrganizationRow[] = [];
  for (const row of await instance.organizations.list()) {
    if ((await organizationLevel(instance, user, row.id)) !== undefined) rows.push(row);
  }
  return rows;
}

async function update(instance: Instance, row: OrganizationRow, body: organizationWire.OrganizationUpdate) {
  const { name = row.name, description = row.description } = body;
  await checkFree(instance, name, row.id);
  return (await instance.organizations.patch(row.id, { name, description: description ?? "" })) ?? row;
}

function checkAccountAdmin({ user }: Caller): void {
  if (!isAccountAdmin(user)) throw forbidden("organizations are made and deleted by administrators of the account");
}

const path = "/v2/organizations";
const onOrganization = { path: `${path}/{org_id}`, ids: { org_id: idTypes.organization } } as const;

export const organizationEndpoints: readonly Endpoint[] = [
  endpoint({
    ...{ method: "GET", path, operationId: "list_organizations" },
    reads: fromQuery(listQuery),
    replies: { 200: commonWire.pageOf("organizations", organizationWire.organization) },
    refuses: [403],
    async handle(instance, { caller, input }) {
      const kept = (await readable(instance, caller)).filter(({ name }) => name === (input.name ?? name));
      const { rows, pagination } = page(kept, input);
      return found({ organizations: rows.map(organizationJson), pagination });
    },
  }),
  endpoint({
    ...{ method: "POST", path, operationId: "create_organization", permissions: ["account ADMIN"] },
    reads: fromBody(organizationWire.organizationCreation),
    replies: { 201: organizationWire.organization },
    refuses: [403, 409, 422],
    async handle(instance, { caller, input }) {
      checkAccountAdmin(caller);
      return created(organizationJson(await createOrganization(instance, input)));
    },
  }),
  endpoint({
    ...{ method: "GET", ...onOrganization, operationId: "get_organization" },
    reads: nothing,
    replies: { 200: organizationWire.organization },
    refuses: [404],
    handle: async (instance, { caller, params: { org_id = "" } }) =>
      found(organizationJson(await organizationAt(instance, caller, org_id))),
  }),
  endpoint({
    ...{ method: "PATCH", ...onOrganization, operationId: "update_organization", permissions: ["organization ADMIN"] },
    reads: fromBody(organizationWire.organizationUpdate),
    replies: { 200: organizationWire.organization },
    refuses: [403, 404, 409, 422],
    async handle(instance, { caller, params: { org_id = "" }, input }) {
      const row = await organizationAt(instance, caller, org_id);
      const level = await organizationLevel(instance, caller.user, row.id);
      if (level !== "ADMIN") throw forbidden("an organization is its administrators' to change");
      return found(organizationJson(await update(instance, row, input)));
    },
  }),
  endpoint({
    ...{ method: "DELETE", ...onOrganization, operationId: "delete_organization", permissions: ["account ADMIN"] },
    reads: nothing,
    replies: { 204: null },
    refuses: [403, 404],
    async handle(instance, { caller, params: { org_id = "" } }) {
      const { id } = await organizationAt(instance, caller, org_id);
      checkAccountAdmin(caller);
      await removeOrganization(instance, id);
      return done;
    },
  }),
];
