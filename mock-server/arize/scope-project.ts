import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as scopeWire from "#vendors/arize/wire/scope.ts";
import { MockError } from "../shared/errors.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, done, found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { conflict, errorCodes, forbidden, unprocessable } from "./errors.ts";
import type { Caller } from "./identity.ts";
import { parseId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { projectJson } from "./json.ts";
import { getProject, getSpace } from "./lookups.ts";
import { pageQuery, takePage } from "./paging.ts";
import { findProjectRights } from "./permissions.ts";
import { removeProject } from "./removal.ts";
import { restrict } from "./restriction.ts";
import { fitsFilter } from "./text-filter.ts";
import { seedId, seedName } from "./seed.ts";

const row = z.object({ id: z.string(), spaceId: z.string(), name: z.string(), createdAt: z.string() }).readonly();

const tables = { projects: defineTable({ name: "arize/projects", row, indexes: { space: ({ spaceId }) => spaceId } }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const text = z.string().optional();
const listQuery = z.object({ ...pageQuery, space_id: text, space_name: text, name: text });
type ListQuery = z.output<typeof listQuery>;

async function isTaken(
  instance: Instance,
  { spaceId, name, id }: Omit<Row<"projects">, "createdAt">,
): Promise<boolean> {
  const siblings = await instance.projects.find("space", spaceId);
  return siblings.some((sibling) => sibling.name === name && sibling.id !== id);
}

export async function createProject(
  instance: Instance,
  { name, spaceId, id }: { readonly name: string; readonly spaceId: string; readonly id?: string | undefined },
): Promise<Row<"projects">> {
  if (await isTaken(instance, { spaceId, name, id: "" }))
    throw conflict(`the space has a project named ${name} already`);
  const row = { id: id ?? (await instance.newId(idTypes.project)), spaceId, name, createdAt: instance.timestamp() };
  await instance.projects.put(row);
  return row;
}

async function listReadable(
  instance: Instance,
  { user }: Caller,
  asked: ListQuery,
): Promise<readonly Row<"projects">[]> {
  const { space_id, space_name } = asked;
  const all = space_id === undefined ? await instance.projects.list() : await instance.projects.find("space", space_id);
  const rows: Row<"projects">[] = [];
  for (const row of all) {
    if (!fitsFilter(row.name, asked.name)) continue;
    if (!fitsFilter((await instance.spaces.get(row.spaceId))?.name ?? "", space_name)) continue;
    if ((await findProjectRights(instance, user, row)).has("PROJECT_READ")) rows.push(row);
  }
  return rows;
}

async function getPermittedProject(
  instance: Instance,
  { caller, id }: { readonly caller: Caller; readonly id: string },
  permission: "PROJECT_UPDATE" | "PROJECT_DELETE",
): Promise<Row<"projects">> {
  const { row, rights } = await getProject(instance, caller, id);
  if (!rights.has(permission)) throw forbidden(`${permission} is missing on project ${id}`);
  return row;
}

// 404 is not among the answers that the vendor lists for the creation (data file).
async function getParentSpace(instance: Instance, caller: Caller, id: string) {
  try {
    return await getSpace(instance, caller, id);
  } catch (error) {
    if (error instanceof MockError && error.status === 404) throw unprocessable(error.message);
    throw error;
  }
}

/** A project in a seed stands in its space. */
export const projectOfSeed = z.strictObject({
  id: seedId(idTypes.project),
  name: seedName,
  isRestricted: z.boolean().optional(),
});

export async function plantProject(
  instance: Instance,
  { isRestricted, ...project }: z.output<typeof projectOfSeed> & { readonly spaceId: string },
): Promise<void> {
  const { id } = await createProject(instance, project);
  if (isRestricted === true) await restrict(instance, id);
}

const path = "/v2/projects";
const onProject = { path: `${path}/{project_id}`, ids: { project_id: idTypes.project } } as const;

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "list_projects",
    permissions: ["PROJECT_READ"],
    query: listQuery,
    replies: { 200: commonWire.pageOf("projects", scopeWire.project) },
    errors: errorCodes(403, 404),
    async handle(instance, { caller, query }) {
      if (query.space_id !== undefined)
        await getSpace(instance, caller, parseId(idTypes.space, query.space_id, "space_id"));
      const { rows, pagination } = takePage(await listReadable(instance, caller, query), query);
      return found({ projects: rows.map(projectJson), pagination });
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "create_project",
    permissions: ["PROJECT_CREATE"],
    body: scopeWire.projectCreation,
    replies: { 201: scopeWire.project },
    errors: errorCodes(403, 409, 422),
    async handle(instance, { caller, body }) {
      const { row, rights } = await getParentSpace(instance, caller, body.space_id);
      if (!rights.has("PROJECT_CREATE")) throw forbidden(`PROJECT_CREATE is missing on space ${row.id}`);
      return created(projectJson(await createProject(instance, { name: body.name, spaceId: row.id })));
    },
  }),
  endpoint({
    method: "GET",
    ...onProject,
    operationId: "get_project",
    permissions: ["PROJECT_READ"],
    replies: { 200: scopeWire.project },
    errors: errorCodes(403, 404),
    handle: async (instance, { caller, params: { project_id = "" } }) =>
      found(projectJson((await getProject(instance, caller, project_id)).row)),
  }),
  endpoint({
    method: "PATCH",
    ...onProject,
    operationId: "update_project",
    permissions: ["PROJECT_UPDATE"],
    body: scopeWire.projectUpdate,
    replies: { 200: scopeWire.project },
    errors: errorCodes(403, 404, 422),
    async handle(instance, { caller, params: { project_id = "" }, body: { name } }) {
      const row = await getPermittedProject(instance, { caller, id: project_id }, "PROJECT_UPDATE");
      if (await isTaken(instance, { ...row, name }))
        throw unprocessable(`the space has a project named ${name} already`);
      return found(projectJson((await instance.projects.patch(row.id, { name })) ?? row));
    },
  }),
  endpoint({
    method: "DELETE",
    ...onProject,
    operationId: "delete_project",
    permissions: ["PROJECT_DELETE"],
    replies: { 204: null },
    errors: errorCodes(403, 404),
    async handle(instance, { caller, params: { project_id = "" } }) {
      await removeProject(
        instance,
        (await getPermittedProject(instance, { caller, id: project_id }, "PROJECT_DELETE")).id,
      );
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
