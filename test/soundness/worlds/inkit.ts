import { permissionNames } from "#vendors/inkit/facts/data/catalog.ts";
import { environment } from "#vendors/inkit/facts/data/environment.ts";
import type { RightAtom } from "#access/model/statements/right.ts";
import { pick, pickSome, type Random, repeat } from "../support/random.ts";
import { type Answer, readMember, readText, type Request, type Site } from "../support/site.ts";
import {
  type Identity,
  type KnownKey,
  type Move,
  type Probe,
  type ReachWorld,
  Rows,
  type Subject,
  type VendorWorlds,
} from "../support/world.ts";

interface Role {
  readonly id: string;
  readonly name: string;
}

interface Account {
  readonly id: string;
  readonly secret: string;
}

interface Built {
  readonly rows: Rows;
  readonly roles: readonly Role[];
  readonly accounts: readonly Account[];
  readonly keys: readonly KnownKey[];
}

function toPermission(name: string) {
  const [resource = "", action = ""] = name.split(".");
  return { action, resource, selectors: null };
}

function toAtom(name: string): RightAtom {
  const { action, resource } = toPermission(name);
  return { kind: "act", action, resource, selector: "*" };
}

/** Names repeat, also those of standard roles: nothing forbids it. */
const roleNames = ["Admin", "Developer", "Harbor", "Harbor", "Night watch"];

async function createRoles(site: Site, rows: Rows, random: Random): Promise<readonly Role[]> {
  const standard = readMember(await site.manage("GET", "/v1/role"), "items");
  const roles: Role[] = (Array.isArray(standard) ? standard : []).map((json: unknown) => {
    return { id: readText(json, "id"), name: readText(json, "name") };
  });
  for (const { id, name } of roles) {
    const permissions = readMember(await site.manage("GET", `/v1/role/${id}`), "permissions");
    const read = (Array.isArray(permissions) ? permissions : []).map(String).map(toPermission);
    rows.addDataSource("role", { id, name, permissions: read, managed: true });
  }
  for (const name of pickSome(roleNames, random)) {
    const permissions = pickSome(permissionNames, random, 2 + random(6));
    const id = readText(await site.manage("POST", "/v1/role", { name, permissions }), "id");
    roles.push({ id, name });
    rows.addResource("role", { id, name, permissions: permissions.map(toPermission), managed: false });
  }
  return roles;
}

async function generate(site: Site, id: string): Promise<string> {
  return readText(await site.manage("POST", `/v1/service-account/${id}/generate`), "api_key");
}

interface NewAccount {
  readonly site: Site;
  readonly rows: Rows;
  readonly random: Random;
  readonly name: string;
}

async function createAccount(made: NewAccount, held: readonly Role[], keys: KnownKey[]): Promise<Account> {
  const { site, rows, random, name } = made;
  const roleIds = held.map(({ id }) => id);
  const id = readText(await site.manage("POST", "/v1/service-account", { name, roles: roleIds }), "id");
  const old = random(2) === 0 ? await generate(site, id) : undefined;
  const secret = await generate(site, id);
  rows.addResource("service_account", { id, name, roleIds });
  rows.addResource("key", { id, serviceAccountId: id, name });
  // The secret of before does not work, although the key of this id does: it is nobody's now.
  if (old !== undefined) keys.push({ keyId: "replaced", owner: id, headers: site.authenticate(old) });
  keys.push({ keyId: id, owner: id, headers: site.authenticate(secret) });
  return { id, secret };
}

async function build(site: Site, random: Random, size: number): Promise<Built> {
  const rows = new Rows(site.account);
  const roles = await createRoles(site, rows, random);
  const keys: KnownKey[] = [];
  const accounts: Account[] = [];
  for (const index of repeat(size, (one) => one)) {
    const some = pickSome(roles, random, 3);
    const held = some.length > 0 ? some : [pick(roles, random)];
    accounts.push(await createAccount({ site, rows, random, name: index < 2 ? "crane" : "gate" }, held, keys));
  }
  return { rows, roles, accounts, keys };
}

interface Tried {
  readonly permission: string;
  readonly request: Probe["request"];
}

/** A body that is no object is refused after the permission was checked. */
function listTries(role: string, account: string): readonly Tried[] {
  const broken = "nonsense";
  const roles = "/v1/role";
  const accounts = "/v1/service-account";
  return [
    { permission: "roles.retrieve", request: { method: "GET", path: roles } },
    { permission: "roles.retrieve", request: { method: "GET", path: `${roles}/${role}` } },
    { permission: "roles.create", request: { method: "POST", path: roles, body: broken } },
    { permission: "roles.update", request: { method: "PATCH", path: `${roles}/${role}`, body: broken } },
    { permission: "roles.delete", request: { method: "DELETE", path: `${roles}/role_none` } },
    { permission: "service-accounts.retrieve", request: { method: "GET", path: accounts } },
    { permission: "service-accounts.retrieve", request: { method: "GET", path: `${accounts}/${account}` } },
    { permission: "service-accounts.create", request: { method: "POST", path: accounts, body: broken } },
    {
      permission: "service-accounts.update",
      request: { method: "PATCH", path: `${accounts}/${account}`, body: broken },
    },
    { permission: "service-accounts.delete", request: { method: "DELETE", path: `${accounts}/sa_none` } },
    { permission: "api-keys.refresh", request: { method: "POST", path: `${accounts}/sa_none/generate` } },
    { permission: "users.retrieve", request: { method: "GET", path: "/v1/user" } },
    { permission: "users.retrieve", request: { method: "GET", path: "/v1/user/user_none" } },
  ];
}

function listProbes({ roles, accounts }: Built, random: Random): readonly Probe[] {
  return listTries(pick(roles, random).id, pick(accounts, random).id).map(({ permission, request }) => ({
    says: `${permission} of ${request.method} ${request.path}`,
    needs: () => [{ atom: toAtom(permission), scope: null }],
    request,
  }));
}

function toSubject(site: Site, { id, secret }: Account): Subject {
  return { says: id, refer: (terms) => terms.ref("principal", id), headers: site.authenticate(secret) };
}

async function create(site: Site, random: Random) {
  const built = await build(site, random, 5);
  const { rows, accounts, keys } = built;
  return {
    instances: rows.instances,
    subjects: accounts.map((account) => toSubject(site, account)),
    probes: listProbes(built, random),
    keys,
    // Every account says all of its roles.
    complete: [],
  };
}

/** Gives back what a move that succeeded leads to. */
function readAnswer<Gained>({ status, json }: Answer, read: (json: unknown) => Gained): Gained | undefined {
  return status < 300 ? read(json) : undefined;
}

async function listMovesAmong(site: Site): Promise<readonly Move[]> {
  const list = async (path: string): Promise<readonly unknown[]> => {
    const items = readMember(await site.manage("GET", path), "items");
    return Array.isArray(items) ? items : [];
  };
  const accounts = (await list("/v1/service-account")).filter((one) => readMember(one, "name") !== "mock-admin");
  const roles = (await list("/v1/role")).map((json) => ({ id: readText(json, "id"), json }));
  const make = (says: string, request: Request, gained: (json: unknown) => readonly Identity[] = () => []): Move => ({
    says,
    attempt: async ({ headers }) => readAnswer(await site.ask(headers, request), gained),
  });
  const all = [...permissionNames];
  return [
    make("role", { method: "POST", path: "/v1/role", body: { name: "Made", permissions: all } }),
    ...roles.flatMap(({ id, json }) => [
      make(`edit ${id}`, { method: "PATCH", path: `/v1/role/${id}`, body: { permissions: all } }),
      make(`account with ${readText(json, "name")}`, {
        method: "POST",
        path: "/v1/service-account",
        body: { name: "made", roles: [id] },
      }),
    ]),
    ...accounts.flatMap((account) => {
      const id = readText(account, "id");
      const path = `/v1/service-account/${id}`;
      return [
        make(`generate ${id}`, { method: "POST", path: `${path}/generate` }, (json) => [
          { name: id, headers: site.authenticate(readText(json, "api_key")) },
        ]),
        ...roles.map((role) => giveRole(site, id, role.id)),
      ];
    }),
  ];
}

/** A change replaces all roles, so that those of the moment are sent along. */
function giveRole(site: Site, id: string, role: string): Move {
  const path = `/v1/service-account/${id}`;
  return {
    says: `give ${role} to ${id}`,
    async attempt({ headers }) {
      const held = readMember(await site.manage("GET", path), "roles");
      const ids = (Array.isArray(held) ? held : []).map((one: unknown) => readText(one, "id"));
      const body = { roles: [...new Set([...ids, role])] };
      return readAnswer(await site.ask(headers, { method: "PATCH", path, body }), () => []);
    },
  };
}

async function createForReach(site: Site, random: Random): Promise<ReachWorld> {
  const built = await build(site, random, 3);
  const { rows, accounts, keys } = built;
  return {
    instances: rows.instances,
    subjects: accounts.map((account) => toSubject(site, account)),
    probes: listProbes(built, random),
    keys,
    complete: [],
    listMoves: () => listMovesAmong(site),
  };
}

export const worlds: VendorWorlds = {
  vendor: "inkit",
  canGain: true,
  authenticate: (secret) => ({ [environment.tokenHeader]: secret }),
  create,
  createForReach,
};
