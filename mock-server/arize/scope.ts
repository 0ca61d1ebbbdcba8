import { z } from "zod";
import { defaultLevels } from "#vendors/arize/facts/data/levels.ts";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as scopeWire from "#vendors/arize/wire/scope.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, done, found } from "../shared/outcome.ts";
import type { SeedPlace } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { conflict, errorCodes, forbidden } from "./errors.ts";
import type { Caller } from "./identity.ts";
import { parseId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { spaceJson } from "./json.ts";
import { getOrganization, getSpace } from "./lookups.ts";
import { pageQuery, takePage } from "./paging.ts";
import { findOrganizationLevel, findSpaceRights } from "./permissions.ts";
import { joinOrganization, putSpaceMember } from "./placement.ts";
import { removeSpace } from "./removal.ts";
import { plantProject, projectOfSeed } from "./scope-project.ts";
import { fitsFilter } from "./text-filter.ts";
import { findSeedUser, readSeedRole, seedEmail, seedId, seedName, seedSpaceRole } from "./seed.ts";

const row = z
  .object({
    id: z.string(),
    organizationId: z.string(),
    name: z.string(),
    description: z.string(),
    isPrivate: z.boolean(),
    createdAt: z.string(),
  })
  .readonly();

const tables = {
  spaces: defineTable({ name: "arize/spaces", row, indexes: { organization: ({ organizationId }) => organizationId } }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const listQuery = z.object({ ...pageQuery, org_id: z.string().optional(), name: z.string().optional() });

async function checkFree(
  instance: Instance,
  { organizationId, name, id }: Omit<Row<"spaces">, "createdAt" | "isPrivate" | "description">,
) {
  const siblings = await instance.spaces.find("organization", organizationId);
  const isTaken = siblings.some((sibling) => sibling.name === name && sibling.id !== id);
  if (isTaken) throw conflict(`the organization has a space named ${name} already`);
}

export async function createSpace(
  instance: Instance,
  wanted: scopeWire.SpaceCreation & { readonly id?: string | undefined },
): Promise<Row<"spaces">> {
  const { name, organization_id: organizationId, description = "", is_private: isPrivate = false } = wanted;
  await checkFree(instance, { organizationId, name, id: "" });
  const id = wanted.id ?? (await instance.newId(idTypes.space));
  const row = { id, organizationId, name, description, isPrivate, createdAt: instance.timestamp() };
  await instance.spaces.put(row);
  return row;
}

async function listReadable(instance: Instance, { user }: Caller): Promise<readonly Row<"spaces">[]> {
  const rows: Row<"spaces">[] = [];
  for (const row of await instance.spaces.list()) {
    if ((await findSpaceRights(instance, user, row)).size > 0) rows.push(row);
  }
  return rows;
}

async function getPermittedSpace(
  instance: Instance,
  { caller, id }: { readonly caller: Caller; readonly id: string },
  permission: "SPACE_UPDATE" | "SPACE_DELETE",
): Promise<Row<"spaces">> {
  const { row, rights } = await getSpace(instance, caller, id);
  if (!rights.has(permission)) throw forbidden(`${permission} is missing on space ${id}`);
  return row;
}

async function updateSpace(
  instance: Instance,
  row: Row<"spaces">,
  body: scopeWire.SpaceUpdate,
): Promise<Row<"spaces">> {
  const { name = row.name, description = row.description, is_private: isPrivate = row.isPrivate } = body;
  await checkFree(instance, { ...row, name });
  return (await instance.spaces.patch(row.id, { name, description: description ?? "", isPrivate })) ?? row;
}

/** A space in a seed stands in its organization. */
export const spaceOfSeed = z.strictObject({
  id: seedId(idTypes.space),
  name: seedName,
  description: z.string().optional(),
  isPrivate: z.boolean().optional(),
  /** They join the organization too, with `READ_ONLY` where it does not say otherwise. */
  members: z.array(z.strictObject({ email: seedEmail, role: seedSpaceRole })).optional(),
  projects: z.array(projectOfSeed).optional(),
});

export async function plantSpace(
  instance: Instance,
  seed: z.output<typeof spaceOfSeed> & { readonly organizationId: string },
  place: SeedPlace,
): Promise<void> {
  const { members, projects, isPrivate, organizationId, ...space } = seed;
  const { id } = await createSpace(instance, { ...space, organization_id: organizationId, is_private: isPrivate });
  await place.at("members").each(members, async ({ email, role }, at) => {
    const user = await findSeedUser(instance, email, at);
    const level = user.level === "ANNOTATOR" ? user.level : defaultLevels.organization;
    await joinOrganization(instance, user, { placeId: organizationId, level });
    const held = await readSeedRole(instance, role, at);
    await putSpaceMember(instance, user, { userId: user.id, placeId: id, ...held });
  });
  await place.at("projects").each(projects, (project) => plantProject(instance, { ...project, spaceId: id }));
}

const path = "/v2/spaces";
const onSpace = { path: `${path}/{space_id}`, ids: { space_id: idTypes.space } } as const;

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "list_spaces",
    query: listQuery,
    replies: { 200: commonWire.pageOf("spaces", scopeWire.space) },
    errors: errorCodes(403),
    async handle(instance, { caller, query }) {
      if (query.org_id !== undefined) parseId(idTypes.organization, query.org_id, "org_id");
      const kept = (await listReadable(instance, caller)).filter(
        ({ name, organizationId }) =>
          fitsFilter(name, query.name) && organizationId === (query.org_id ?? organizationId),
      );
      const { rows, pagination } = takePage(kept, query);
      return found({ spaces: rows.map(spaceJson), pagination });
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "create_space",
    permissions: ["organization ADMIN"],
    body: scopeWire.spaceCreation,
    replies: { 201: scopeWire.space },
    errors: errorCodes(403, 404, 409, 422),
    async handle(instance, { caller, body }) {
      const { id } = await getOrganization(instance, caller, body.organization_id);
      const level = await findOrganizationLevel(instance, caller.user, id);
      if (level !== "ADMIN") throw forbidden("spaces are made by administrators of the organization");
      return created(spaceJson(await createSpace(instance, body)));
    },
  }),
  endpoint({
    method: "GET",
    ...onSpace,
    operationId: "get_space",
    replies: { 200: scopeWire.space },
    errors: errorCodes(403, 404),
    handle: async (instance, { caller, params: { space_id = "" } }) =>
      found(spaceJson((await getSpace(instance, caller, space_id)).row)),
  }),
  endpoint({
    method: "PATCH",
    ...onSpace,
    operationId: "update_space",
    permissions: ["SPACE_UPDATE"],
    body: scopeWire.spaceUpdate,
    replies: { 200: scopeWire.space },
    errors: errorCodes(403, 404, 409, 422),
    async handle(instance, { caller, params: { space_id = "" }, body }) {
      const row = await getPermittedSpace(instance, { caller, id: space_id }, "SPACE_UPDATE");
      return found(spaceJson(await updateSpace(instance, row, body)));
    },
  }),
  endpoint({
    method: "DELETE",
    ...onSpace,
    operationId: "delete_space",
    permissions: ["SPACE_DELETE"],
    replies: { 204: null },
    errors: errorCodes(403, 404),
    async handle(instance, { caller, params: { space_id = "" } }) {
      await removeSpace(instance, (await getPermittedSpace(instance, { caller, id: space_id }, "SPACE_DELETE")).id);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
