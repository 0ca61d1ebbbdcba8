import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as restrictionWire from "#vendors/arize/wire/restriction.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done, found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { errorCodes, forbidden, notFound } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";
import { restrictionJson } from "./json.ts";
import { getProject } from "./lookups.ts";
import { pageQuery, takePage } from "./paging.ts";
import { findProjectRights } from "./permissions.ts";

/** Its id is the project's. */
const row = z.object({ id: z.string(), createdAt: z.string() }).readonly();

const tables = { restrictions: defineTable({ name: "arize/resource-restrictions", row }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const listQuery = z.object({ ...pageQuery, resource_type: z.literal("PROJECT").optional() });

async function getRestrictable(instance: Instance, caller: Caller, id: string): Promise<Row<"projects">> {
  const { row, rights } = await getProject(instance, caller, id);
  if (!rights.has("PROJECT_RESTRICT")) throw forbidden(`PROJECT_RESTRICT is missing on ${id}`);
  return row;
}

export async function restrict(instance: Instance, projectId: string): Promise<Row<"restrictions">> {
  const present = await instance.restrictions.get(projectId);
  if (present !== undefined) return present;
  const row = { id: projectId, createdAt: instance.timestamp() };
  await instance.restrictions.put(row);
  return row;
}

async function filterVisible(instance: Instance, { user }: Caller, rows: readonly Row<"restrictions">[]) {
  const visible: Row<"restrictions">[] = [];
  for (const row of rows) {
    const project = await instance.projects.get(row.id);
    if (project === undefined) continue;
    if ((await findProjectRights(instance, user, project)).has("PROJECT_READ")) visible.push(row);
  }
  return visible;
}

const path = "/v2/resource-restrictions";

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "list_resource_restrictions",
    query: listQuery,
    replies: { 200: commonWire.pageOf("resource_restrictions", restrictionWire.restriction) },
    errors: errorCodes(),
    async handle(instance, { caller, query }) {
      // Cut first, then filtered: a page may be empty although more follow.
      const { rows, pagination } = takePage(await instance.restrictions.list(), query);
      const visible = await filterVisible(instance, caller, rows);
      return found({ resource_restrictions: visible.map(restrictionJson), pagination });
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "create_resource_restriction",
    permissions: ["PROJECT_RESTRICT"],
    body: restrictionWire.restrictionCreation,
    replies: { 200: restrictionWire.restriction },
    errors: errorCodes(403, 404, 422),
    async handle(instance, { caller, body }) {
      const { id } = await getRestrictable(instance, caller, body.resource_id);
      return found(restrictionJson(await restrict(instance, id)));
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{resource_id}`,
    ids: { resource_id: idTypes.project },
    operationId: "delete_resource_restriction",
    permissions: ["PROJECT_RESTRICT"],
    replies: { 204: null },
    errors: errorCodes(403, 404),
    async handle(instance, { caller, params: { resource_id = "" } }) {
      const { id } = await getRestrictable(instance, caller, resource_id);
      if (!(await instance.restrictions.remove(id))) throw notFound(`a restriction of project ${id}`);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
