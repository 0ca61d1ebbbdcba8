import { beforeAll, describe, expect, it } from "vitest";
import type { ContractCases } from "../cases.ts";
import type { Asking, Client } from "./client.ts";
import {
  type KeyHolder,
  addKeysTo,
  assign,
  createAccount,
  createKey,
  createRole,
  group,
  holderOf,
  nobody,
  readRole,
  readAccount,
  roleId,
} from "./fixtures.ts";

type Holder = "nothing" | "viewer" | "editor" | "admin";

const holders: readonly Holder[] = ["nothing", "viewer", "editor", "admin"];

interface Row {
  readonly operationId: string;
  readonly asking?: Asking;
  readonly want: Readonly<Record<Holder, number>>;
}

function administrators(status: number): Row["want"] {
  return { nothing: 403, viewer: 403, editor: 403, admin: status };
}

// Nothing here changes what the next row sees: what would is asked of an account that is not there.
const matrix: readonly Row[] = [
  { operationId: "ListServiceAccounts", want: administrators(200) },
  { operationId: "CreateServiceAccount", asking: { body: { name: "NO" } }, want: administrators(400) },
  { operationId: "GetServiceAccount", asking: { params: { id: nobody } }, want: administrators(404) },
  { operationId: "DeleteServiceAccount", asking: { params: { id: nobody } }, want: administrators(404) },
  { operationId: "GetServiceAccountRoles", asking: { params: { id: nobody } }, want: administrators(404) },
  { operationId: "ListServiceAccountKeys", asking: { params: { id: nobody } }, want: administrators(404) },
  {
    operationId: "RevokeServiceAccountKey",
    asking: { params: { id: nobody, fid: nobody } },
    want: administrators(404),
  },
  { operationId: "ListRoles", want: administrators(200) },
  { operationId: "CreateRole", asking: { body: { name: "NO" } }, want: administrators(400) },
  {
    operationId: "GetMyServiceAccount",
    want: { nothing: 200, viewer: 200, editor: 200, admin: 200 },
  },
  { operationId: "ListDashboards", want: { nothing: 403, viewer: 200, editor: 200, admin: 200 } },
  { operationId: "GetActiveLicense", want: { nothing: 403, viewer: 200, editor: 200, admin: 200 } },
  {
    operationId: "CreateDashboard",
    asking: { body: { title: "latency" } },
    want: { nothing: 403, viewer: 403, editor: 201, admin: 201 },
  },
];

function matrixCases(client: () => Client): void {
  const keys = new Map<Holder, string>();
  beforeAll(async () => {
    for (const holder of holders) {
      const roles = holder === "nothing" ? [] : [await roleId(client(), `signoz-${holder}`)];
      keys.set(holder, (await holderOf(client(), ...roles)).secret);
    }
  });

  const cells = matrix.flatMap((row) => holders.map((holder) => ({ ...row, holder, status: row.want[holder] })));
  it.each(cells)("$operationId answers $status to $holder", async ({ operationId, asking, holder, status }) => {
    const answer = await client().call(operationId, { ...asking, key: keys.get(holder) ?? null });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.code).toBe("authz_forbidden");
  });
}

function selfServiceCases(client: () => Client): void {
  let readers: KeyHolder;
  let other: KeyHolder;
  let key: string;
  beforeAll(async () => {
    readers = await holderOf(client(), await roleId(client(), "signoz-viewer"));
    other = await holderOf(client());
    key = (await holderOf(client(), await createRole(client(), addKeysTo(readers.accountId)))).secret;
  });
  const ask = (operationId: string, asking: Asking) => client().call(operationId, { ...asking, key });

  it("adds keys to that account", async () => {
    const asking = { params: { id: readers.accountId }, body: { name: "mine", expiresAt: 0 } };
    expect(await ask("CreateServiceAccountKey", asking)).toMatchObject({ status: 201 });
    expect(await ask("GetServiceAccount", { params: { id: readers.accountId } })).toMatchObject({ status: 200 });
    expect(await ask("ListServiceAccounts", {})).toMatchObject({ status: 200 });
    expect(await ask("ListServiceAccountKeys", { params: { id: other.accountId } })).toMatchObject({ status: 200 });
  });

  it("does nothing else", async () => {
    const forbidden = { status: 403, code: "authz_forbidden" };
    const id = other.accountId;
    const body = { name: "mine", expiresAt: 0 };
    expect(await ask("CreateServiceAccountKey", { params: { id }, body })).toMatchObject(forbidden);
    expect(await ask("GetServiceAccount", { params: { id } })).toMatchObject(forbidden);
    expect(await ask("CreateServiceAccount", { body: { name: "mine" } })).toMatchObject(forbidden);
    expect(await ask("UpdateServiceAccount", { params: { id: readers.accountId }, body })).toMatchObject(forbidden);
    const readersKey = { id: readers.accountId, fid: readers.keyId };
    expect(await ask("RevokeServiceAccountKey", { params: readersKey })).toMatchObject(forbidden);
    expect(await ask("UpdateServiceAccountKey", { params: readersKey, body })).toMatchObject(forbidden);
    const [held] = (await readAccount(client(), readers.accountId)).serviceAccountRoles ?? [];
    const pair = { serviceAccountId: readers.accountId, roleId: held?.roleId };
    expect(await ask("CreateServiceAccountRole", { body: pair })).toMatchObject(forbidden);
    expect(await ask("DeleteServiceAccountRole", { params: { id: held?.id ?? "" } })).toMatchObject(forbidden);
    expect(await ask("GetRole", { params: { id: held?.roleId ?? "" } })).toMatchObject(forbidden);
    expect(await ask("ListDashboards", {})).toMatchObject(forbidden);
  });

  it("makes keys that may only read", async () => {
    const { secret } = await createKey(client(), readers.accountId, "another");
    expect(await client().call("ListDashboards", { key: secret })).toMatchObject({ status: 200 });
    expect(await client().call("CreateDashboard", { key: secret, body: {} })).toMatchObject({ status: 403 });
  });
}

function selectorCases(client: () => Client): void {
  it("roles are named by their names, and both sides of an assignment are tested", async () => {
    const name = "signoz-viewer";
    const viewer = await roleId(client(), name);
    const editor = await roleId(client(), "signoz-editor");
    const target = await createAccount(client());
    const { secret: key } = await holderOf(
      client(),
      await createRole(client(), [group("attach", "role", name), group("attach", "serviceaccount", target)]),
    );
    const attempt = async (serviceAccountId: string, role: string) =>
      (await client().call("CreateServiceAccountRole", { body: { serviceAccountId, roleId: role }, key })).status;
    expect(await attempt(target, viewer)).toBe(201);
    expect(await attempt(target, editor)).toBe(403);
    expect(await attempt(await createAccount(client()), viewer)).toBe(403);
  });

  it("a list permission on one object is no use, and on all shows what the caller cannot read", async () => {
    const target = await createAccount(client());
    const narrow = await holderOf(client(), await createRole(client(), [group("list", "serviceaccount", target)]));
    expect(await client().call("ListServiceAccounts", { key: narrow.secret })).toMatchObject({ status: 403 });
    const wide = await holderOf(client(), await createRole(client(), [group("list", "serviceaccount", "*")]));
    const { body } = await client().call("ListServiceAccounts", { key: wide.secret });
    expect(JSON.stringify(body)).toContain(target);
    expect(await client().call("GetServiceAccount", { params: { id: target }, key: wide.secret })).toMatchObject({
      status: 403,
    });
  });

  it("a role without selectors grants nothing", async () => {
    const { secret: key } = await holderOf(client(), await createRole(client(), [group("list", "serviceaccount")]));
    expect(await client().call("ListServiceAccounts", { key })).toMatchObject({ status: 403 });
  });

  it("whoever may update a role can put anything in it", async () => {
    const id = await createRole(client(), []);
    const { name } = await readRole(client(), id);
    const { accountId, secret: key } = await holderOf(
      client(),
      await createRole(client(), [group("update", "role", name)]),
    );
    await assign(client(), accountId, id);
    const body = { description: "", transactionGroups: [group("create", "serviceaccount", "*")] };
    expect(await client().call("UpdateRole", { params: { id }, body, key })).toMatchObject({ status: 204 });
    expect(await client().call("CreateServiceAccount", { body: { name: "NO" }, key })).toMatchObject({ status: 400 });
  });

  it("refusals name who, what and on which object", async () => {
    const { accountId, secret: key } = await holderOf(client());
    const id = await roleId(client(), "signoz-viewer");
    const { message } = await client().call("GetRole", { params: { id }, key });
    for (const part of [accountId, "role:read", id]) expect(message).toContain(part);
  });
}

function permissionCases(client: () => Client): void {
  describe("the managed roles", () => matrixCases(client));
  describe("the role that adds keys to one account", () => selfServiceCases(client));
  describe("selectors", () => selectorCases(client));
}

export const cases: ContractCases<Client> = { title: "permissions", run: permissionCases };
