import { z } from "zod";
import { memberLevels } from "#vendors/arize/facts/data/levels.ts";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as organizationWire from "#vendors/arize/wire/organization.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, done, found } from "../shared/outcome.ts";
import { type SeedPlace, seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { conflict, errorCodes, forbidden } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";
import { organizationJson } from "./json.ts";
import { getOrganization } from "./lookups.ts";
import { pageQuery, takePage } from "./paging.ts";
import { findOrganizationLevel, isAccountAdmin } from "./permissions.ts";
import { joinOrganization } from "./placement.ts";
import { removeOrganization } from "./removal.ts";
import { plantSpace, spaceOfSeed } from "./scope.ts";
import { fitsFilter } from "./text-filter.ts";
import { findSeedUser, seedEmail, seedId, seedName } from "./seed.ts";

const row = z.object({ id: z.string(), name: z.string(), description: z.string(), createdAt: z.string() }).readonly();

const tables = {
  organizations: defineTable({ name: "arize/organizations", row, indexes: { name: ({ name }) => name } }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const listQuery = z.object({ ...pageQuery, name: z.string().optional() });

async function checkFree(instance: Instance, name: string, ownId?: string): Promise<void> {
  const holders = await instance.organizations.find("name", name);
  if (holders.some(({ id }) => id !== ownId)) throw conflict(`an organization named ${name} exists already`);
}

export async function createOrganization(
  instance: Instance,
  { name, description = "", id }: organizationWire.OrganizationCreation & { readonly id?: string | undefined },
): Promise<Row<"organizations">> {
  await checkFree(instance, name);
  const row = {
    id: id ?? (await instance.newId(idTypes.organization)),
    name,
    description,
    createdAt: instance.timestamp(),
  };
  await instance.organizations.put(row);
  return row;
}

async function listReadable(instance: Instance, { user }: Caller): Promise<readonly Row<"organizations">[]> {
  const rows: Row<"organizations">[] = [];
  for (const row of await instance.organizations.list()) {
    if ((await findOrganizationLevel(instance, user, row.id)) !== undefined) rows.push(row);
  }
  return rows;
}

async function updateOrganization(
  instance: Instance,
  row: Row<"organizations">,
  body: organizationWire.OrganizationUpdate,
) {
  const { name = row.name, description = row.description } = body;
  await checkFree(instance, name, row.id);
  return (await instance.organizations.patch(row.id, { name, description: description ?? "" })) ?? row;
}

function checkAccountAdmin({ user }: Caller): void {
  if (!isAccountAdmin(user)) throw forbidden("organizations are made and deleted by administrators of the account");
}

const seedOrganization = z.strictObject({
  id: seedId(idTypes.organization),
  name: seedName,
  description: z.string().optional(),
  members: z.array(z.strictObject({ email: seedEmail, level: z.enum(memberLevels) })).optional(),
  spaces: z.array(spaceOfSeed).optional(),
});

async function plantOrganization(
  instance: Instance,
  { members, spaces, ...organization }: z.output<typeof seedOrganization>,
  place: SeedPlace,
): Promise<void> {
  const { id: organizationId } = await createOrganization(instance, organization);
  await place
    .at("members")
    .each(members, async ({ email, level }, at) =>
      joinOrganization(instance, await findSeedUser(instance, email, at), { placeId: organizationId, level }),
    );
  await place.at("spaces").each(spaces, (space, at) => plantSpace(instance, { ...space, organizationId }, at));
}

const path = "/v2/organizations";
const onOrganization = { path: `${path}/{org_id}`, ids: { org_id: idTypes.organization } } as const;

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "list_organizations",
    query: listQuery,
    replies: { 200: commonWire.pageOf("organizations", organizationWire.organization) },
    errors: errorCodes(403),
    async handle(instance, { caller, query }) {
      const kept = (await listReadable(instance, caller)).filter(({ name }) => fitsFilter(name, query.name));
      const { rows, pagination } = takePage(kept, query);
      return found({ organizations: rows.map(organizationJson), pagination });
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "create_organization",
    permissions: ["account ADMIN"],
    body: organizationWire.organizationCreation,
    replies: { 201: organizationWire.organization },
    errors: errorCodes(403, 409, 422),
    async handle(instance, { caller, body }) {
      checkAccountAdmin(caller);
      return created(organizationJson(await createOrganization(instance, body)));
    },
  }),
  endpoint({
    method: "GET",
    ...onOrganization,
    operationId: "get_organization",
    replies: { 200: organizationWire.organization },
    errors: errorCodes(404),
    handle: async (instance, { caller, params: { org_id = "" } }) =>
      found(organizationJson(await getOrganization(instance, caller, org_id))),
  }),
  endpoint({
    method: "PATCH",
    ...onOrganization,
    operationId: "update_organization",
    permissions: ["organization ADMIN"],
    body: organizationWire.organizationUpdate,
    replies: { 200: organizationWire.organization },
    errors: errorCodes(403, 404, 409, 422),
    async handle(instance, { caller, params: { org_id = "" }, body }) {
      const row = await getOrganization(instance, caller, org_id);
      const level = await findOrganizationLevel(instance, caller.user, row.id);
      if (level !== "ADMIN") throw forbidden("an organization is its administrators' to change");
      return found(organizationJson(await updateOrganization(instance, row, body)));
    },
  }),
  endpoint({
    method: "DELETE",
    ...onOrganization,
    operationId: "delete_organization",
    permissions: ["account ADMIN"],
    replies: { 204: null },
    errors: errorCodes(403, 404),
    async handle(instance, { caller, params: { org_id = "" } }) {
      const { id } = await getOrganization(instance, caller, org_id);
      checkAccountAdmin(caller);
      await removeOrganization(instance, id);
      return done;
    },
  }),
];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({
    member: "organizations",
    item: seedOrganization,
    after: ["roles", "users"],
    plant: plantOrganization,
  }),
});
