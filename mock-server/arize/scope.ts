import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as scopeWire from "#vendors/arize/wire/scope.ts";
import { type Endpoint, created, done, endpoint, found, fromBody, fromQuery, nothing } from "./endpoint.ts";
import { conflict, forbidden } from "./errors.ts";
import { parseId } from "./ids.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { spaceJson } from "./json.ts";
import { page, pageQuery } from "./page.ts";
import { organizationAt, spaceAt } from "./places.ts";
import { removeSpace } from "./removal.ts";
import { organizationLevel, spaceRights } from "./rights.ts";
import type { SpaceRow } from "./tables.ts";

const listQuery = z.object({ ...pageQuery, org_id: z.string().optional(), name: z.string().optional() });

async function checkFree(
  instance: Instance,
  { organizationId, name, id }: Omit<SpaceRow, "createdAt" | "isPrivate" | "description">,
) {
  const siblings = await instance.spaces.find("organization", organizationId);
  const isTaken = siblings.some((sibling) => sibling.name === name && sibling.id !== id);
  if (isTaken) throw conflict(`the organization has a space named ${name} already`);
}

export async function createSpace(
  instance: Instance,
  wanted: scopeWire.SpaceCreation & { readonly id?: string | undefined },
): Promise<SpaceRow> {
  const { name, organization_id: organizationId, description = "", is_private: isPrivate = false } = wanted;
  await checkFree(instance, { organizationId, name, id: "" });
  const id = wanted.id ?? (await instance.newId(idTypes.space));
  const row = { id, organizationId, name, description, isPrivate, createdAt: instance.timestamp() };
  await instance.spaces.put(row);
  return row;
}

async function readable(instance: Instance, { user }: Caller): Promise<readonly SpaceRow[]> {
  const rows: SpaceRow[] = [];
  for (const row of await instance.spaces.list()) {
    if ((await spaceRights(instance, user, row)).size > 0) rows.push(row);
  }
  return rows;
}

async function permittedSpace(
  instance: Instance,
  { caller, id }: { readonly caller: Caller; readonly id: string },
  permission: "SPACE_UPDATE" | "SPACE_DELETE",
): Promise<SpaceRow> {
  const { row, rights } = await spaceAt(instance, caller, id);
  if (!rights.has(permission)) throw forbidden(`${permission} is missing on space ${id}`);
  return row;
}

async function update(instance: Instance, row: SpaceRow, body: scopeWire.SpaceUpdate): Promise<SpaceRow> {
  const { name = row.name, description = row.description, is_private: isPrivate = row.isPrivate } = body;
  await checkFree(instance, { ...row, name });
  return (await instance.spaces.patch(row.id, { name, description: description ?? "", isPrivate })) ?? row;
}

const path = "/v2/spaces";
const onSpace = { path: `${path}/{space_id}`, ids: { space_id: idTypes.space } } as const;

export const spaceEndpoints: readonly Endpoint[] = [
  endpoint({
    ...{ method: "GET", path, operationId: "list_spaces" },
    reads: fromQuery(listQuery),
    replies: { 200: commonWire.pageOf("spaces", scopeWire.space) },
    refuses: [403],
    async handle(instance, { caller, input }) {
      if (input.org_id !== undefined) parseId(idTypes.organization, input.org_id, "org_id");
      const kept = (await readable(instance, caller)).filter(
        ({ name, organizationId }) =>
          name === (input.name ?? name) && organizationId === (input.org_id ?? organizationId),
      );
      const { rows, pagination } = page(kept, input);
      return found({ spaces: rows.map(spaceJson), pagination });
    },
  }),
  endpoint({
    ...{ method: "POST", path, operationId: "create_space", permissions: ["organization ADMIN"] },
    reads: fromBody(scopeWire.spaceCreation),
    replies: { 201: scopeWire.space },
    refuses: [403, 404, 409, 422],
    async handle(instance, { caller, input }) {
      const { id } = await organizationAt(instance, caller, input.organization_id);
      const level = await organizationLevel(instance, caller.user, id);
      if (level !== "ADMIN") throw forbidden("spaces are made by administrators of the organization");
      return created(spaceJson(await createSpace(instance, input)));
    },
  }),
  endpoint({
    ...{ method: "GET", ...onSpace, operationId: "get_space" },
    reads: nothing,
    replies: { 200: scopeWire.space },
    refuses: [403, 404],
    handle: async (instance, { caller, params: { space_id = "" } }) =>
      found(spaceJson((await spaceAt(instance, caller, space_id)).row)),
  }),
  endpoint({
    ...{ method: "PATCH", ...onSpace, operationId: "update_space", permissions: ["SPACE_UPDATE"] },
    reads: fromBody(scopeWire.spaceUpdate),
    replies: { 200: scopeWire.space },
    refuses: [403, 404, 409, 422],
    async handle(instance, { caller, params: { space_id = "" }, input }) {
      const row = await permittedSpace(instance, { caller, id: space_id }, "SPACE_UPDATE");
      return found(spaceJson(await update(instance, row, input)));
    },
  }),
  endpoint({
    ...{ method: "DELETE", ...onSpace, operationId: "delete_space", permissions: ["SPACE_DELETE"] },
    reads: nothing,
    replies: { 204: null },
    refuses: [403, 404],
    async handle(instance, { caller, params: { space_id = "" } }) {
      await removeSpace(instance, (await permittedSpace(instance, { caller, id: space_id }, "SPACE_DELETE")).id);
      return done;
    },
  }),
];
