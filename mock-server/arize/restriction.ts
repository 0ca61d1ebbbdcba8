import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as restrictionWire from "#vendors/arize/wire/restriction.ts";
import { type Endpoint, done, endpoint, found, fromBody, fromQuery, nothing } from "./endpoint.ts";
import { forbidden, notFound } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { restrictionJson } from "./json.ts";
import { page, pageQuery } from "./page.ts";
import { projectAt } from "./places.ts";
import { projectRights } from "./rights.ts";
import type { ProjectRow, RestrictionRow } from "./tables.ts";

const listQuery = z.object({ ...pageQuery, resource_type: z.literal("PROJECT").optional() });

async function restrictableAt(instance: Instance, caller: Caller, id: string): Promise<ProjectRow> {
  const { row, rights } = await projectAt(instance, caller, id);
  if (!rights.has("PROJECT_RESTRICT")) throw forbidden(`PROJECT_RESTRICT is missing on ${id}`);
  return row;
}

export async function restrict(instance: Instance, projectId: string): Promise<RestrictionRow> {
  const present = await instance.restrictions.get(projectId);
  if (present !== undefined) return present;
  const row = { id: projectId, createdAt: instance.timestamp() };
  await instance.restrictions.put(row);
  return row;
}

async function visible(instance: Instance, { user }: Caller, rows: readonly RestrictionRow[]) {
  const shown: RestrictionRow[] = [];
  for (const row of rows) {
    const project = await instance.projects.get(row.id);
    if (project === undefined) continue;
    if ((await projectRights(instance, user, project)).has("PROJECT_READ")) shown.push(row);
  }
  return shown;
}

const path = "/v2/resource-restrictions";

export const restrictionEndpoints: readonly Endpoint[] = [
  endpoint({
    ...{ method: "GET", path, operationId: "list_resource_restrictions" },
    reads: fromQuery(listQuery),
    replies: { 200: commonWire.pageOf("resource_restrictions", restrictionWire.restriction) },
    refuses: [],
    async handle(instance, { caller, input }) {
      // Cut first, then filtered: a page may be empty although more follow (arize.md §5).
      const { rows, pagination } = page(await instance.restrictions.list(), input);
      const shown = await visible(instance, caller, rows);
      return found({ resource_restrictions: shown.map(restrictionJson), pagination });
    },
  }),
  endpoint({
    ...{ method: "POST", path, operationId: "create_resource_restriction", permissions: ["PROJECT_RESTRICT"] },
    reads: fromBody(restrictionWire.restrictionCreation),
    replies: { 200: restrictionWire.restriction },
    refuses: [403, 404, 422],
    async handle(instance, { caller, input }) {
      const { id } = await restrictableAt(instance, caller, input.resource_id);
      return found(restrictionJson(await restrict(instance, id)));
    },
  }),
  endpoint({
    ...{ method: "DELETE", path: `${path}/{resource_id}`, ids: { resource_id: idTypes.project } },
    ...{ operationId: "delete_resource_restriction", permissions: ["PROJECT_RESTRICT"] },
    reads: nothing,
    replies: { 204: null },
    refuses: [403, 404],
    async handle(instance, { caller, params: { resource_id = "" } }) {
      const { id } = await restrictableAt(instance, caller, resource_id);
      if (!(await instance.restrictions.remove(id))) throw notFound(`a restriction of project ${id}`);
      return done;
    },
  }),
];
