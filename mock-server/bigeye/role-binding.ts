import { type GrantAsSent, grantChange, grantsBody } from "#vendors/bigeye/wire/role-binding.ts";
import { type Endpoint, bodyEndpoint } from "./endpoint.ts";
import { invalid } from "./errors.ts";
import { type Instance, newId } from "./instance.ts";
import type { GrantRow } from "./tables.ts";
import { type View, grantView } from "./views.ts";

type Result = { readonly kind: "done"; readonly grant: View } | { readonly kind: "failed"; readonly reason: string };
type Change = (instance: Instance, sent: GrantAsSent) => Promise<Result>;

function failed(reason: string): Result {
  return { kind: "failed", reason };
}

async function done(instance: Instance, row: GrantRow): Promise<Result> {
  return { kind: "done", grant: (await grantView(instance, row)) ?? {} };
}

/** Granting what is granted answers the grant that is there (undocumented, NOTES.md). */
export const give: Change = async (instance, sent) => {
  const [roleId, groupId] = [sent.role?.id ?? "", sent.group?.id ?? ""];
  const workspaceId = sent.workspace?.id ?? "";
  const role = await instance.roles.get(roleId);
  if (role === undefined) return failed("the role was not found");
  if (role.type === "ADMIN") return failed("the admin role comes with the admin group alone");
  if ((await instance.groups.get(groupId)) === undefined) return failed("the group was not found");
  if ((await instance.workspaces.get(workspaceId)) === undefined) return failed("the workspace was not found");
  const held = await instance.grants.find("group", groupId);
  const present = held.find((row) => row.roleId === roleId && row.workspaceId === workspaceId);
  if (present !== undefined) return done(instance, present);
  const row: GrantRow = { id: await newId(instance, instance.grants), roleId, groupId, workspaceId };
  await instance.grants.put(row);
  return done(instance, row);
};

/** By the grant's own id: the three sides alone do not name it. */
const revoke: Change = async (instance, { id }) => {
  if (id === undefined) return failed("the grant's id is missing");
  const row = await instance.grants.get(id);
  if (row === undefined) return failed("the grant was not found");
  const result = await done(instance, row);
  await instance.grants.remove(id);
  return result;
};

const changes: ReadonlyMap<string, Change> = new Map([
  ["ROLE_OPERATION_GRANT", give],
  ["ROLE_OPERATION_REVOKE", revoke],
]);

function numbered(side: { readonly id?: string | undefined } | null | undefined): View | undefined {
  return side?.id === undefined ? undefined : { id: Number(side.id) };
}

function echoed({ id, role, group, workspace }: GrantAsSent): View {
  return { ...numbered({ id }), role: numbered(role), group: numbered(group), workspace: numbered(workspace) };
}

async function changeEach(instance: Instance, change: Change, requests: readonly GrantAsSent[]): Promise<View> {
  const successfulRequests: View[] = [];
  const failedUpdates: View[] = [];
  for (const request of requests) {
    const result = await change(instance, request);
    if (result.kind === "done") successfulRequests.push(result.grant);
    else failedUpdates.push({ request: echoed(request), reason: result.reason });
  }
  return { successfulRequests, failedUpdates };
}

export const grantEndpoints: readonly Endpoint[] = [
  bodyEndpoint({
    method: "PUT",
    path: "/api/v1/groups/grants",
    operationId: "GroupService_BulkChangeGroupGrants",
    gate: "admin",
    body: grantsBody,
    answers: grantChange,
    errors: {},
    async handle(instance, { body: { operation, requests } }) {
      const change = changes.get(operation);
      if (change === undefined) throw invalid("operation must be GRANT or REVOKE");
      return changeEach(instance, change, requests);
    },
  }),
];
