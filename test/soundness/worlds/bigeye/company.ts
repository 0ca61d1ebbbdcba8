import { domains } from "#vendors/bigeye/facts/data/catalog.ts";
import { pick, pickSome, type Random } from "../../support/random.ts";
import { readMember, readText, type Site } from "../../support/site.ts";
import { type Completeness, type KnownKey, Rows, type Subject } from "../../support/world.ts";

export interface Named {
  readonly id: string;
  readonly name: string;
}

export function listRows(json: unknown, member: string): readonly unknown[] {
  const rows = readMember(json, member);
  return Array.isArray(rows) ? rows : [];
}

export function toNamed(json: unknown): Named {
  return { id: readText(json, "id"), name: readText(json, "name") };
}

/** The organization that a world is about, made by the mock's own routes. */
export class Company {
  readonly rows: Rows;
  readonly complete: Completeness[] = [{ subject: null, relation: "roles" }];
  readonly keys: KnownKey[] = [];
  readonly subjects: Subject[] = [];
  workspaces: readonly Named[] = [];
  groups: readonly Named[] = [];
  roles: readonly Named[] = [];
  accounts: readonly string[] = [];
  readonly #site: Site;
  readonly #random: Random;

  constructor(site: Site, random: Random) {
    this.#site = site;
    this.#random = random;
    this.rows = new Rows(site.account);
  }

  async createWorkspaces(): Promise<void> {
    for (const name of ["North", "South"]) await this.#site.manage("POST", "/api/v1/workspaces", { name });
    this.workspaces = listRows(await this.#site.manage("GET", "/api/v1/workspaces"), "workspaces").map(toNamed);
    for (const { id, name } of this.workspaces) this.rows.addDataSource("scope", { id, name, type: "workspace" });
  }

  /** Names of roles repeat: the pages do not say that they are unique. */
  async createRoles(): Promise<void> {
    const own = listRows(await this.#site.manage("GET", "/api/v1/roles"), "roles");
    for (const json of own) {
      const permissions = listRows(json, "rolePermissions").flatMap(toPermissions);
      this.rows.addDataSource("role", { ...toNamed(json), permissions, managed: true });
    }
    const made: Named[] = [];
    for (const name of pickSome(["Admin", "View", "Harbor", "Harbor"], this.#random))
      made.push(await this.#createRole(name));
    this.roles = [...own.map(toNamed), ...made];
  }

  async #createRole(name: string): Promise<Named> {
    const entries = domains.filter(({ domain }) => domain === "COLLECTION" || this.#random(4) === 0);
    const held = entries.map(({ domain, actions }) => ({ domain, action: pick(actions, this.#random) }));
    const base = pick([null, null, "VIEW", "EDIT", "MANAGE"], this.#random);
    const body = {
      name,
      description: "",
      baseRole: `ROLE_TYPE_${base ?? "UNSPECIFIED"}`,
      rolePermissions: held.map(({ domain, action }) => ({
        domains: [`PERMISSION_DOMAIN_${domain}`],
        actions: [`PERMISSION_ACTION_${action}`],
      })),
    };
    const id = readText(await this.#site.manage("POST", "/api/v1/roles", body), "id");
    const permissions = held.map(({ domain, action }) => ({ action, resource: domain, selectors: null }));
    this.rows.addResource("role", { id, name, permissions, base, managed: false });
    return { id, name };
  }

  async createGroups(): Promise<void> {
    const idpGroups = pickSome(["dockers", "pilots"], this.#random);
    const names = ["Crew", "Watch"];
    for (const name of names)
      await this.#site.manage("POST", "/api/v1/groups", { name, idpGroups: name === "Crew" ? idpGroups : [] });
    const all = listRows(await this.#site.manage("GET", "/api/v1/groups"), "groups");
    this.groups = all.map(toNamed);
    for (const group of all) {
      this.rows.addResource("group", { ...toNamed(group), idpGroups: listRows(group, "idpGroups") });
      for (const grant of listRows(group, "grants")) this.#addBinding(grant, readText(group, "id"));
    }
  }

  #addBinding(grant: unknown, groupId: string): void {
    const scope = { type: "workspace", id: readText(grant, "workspace", "id") };
    this.rows.addResource("role_binding", {
      id: readText(grant, "id"),
      roleId: readText(grant, "role", "id"),
      groupId,
      scope,
    });
  }

  async grant(): Promise<void> {
    const path = "/api/v1/groups/grants";
    for (const group of this.groups) {
      for (const workspace of pickSome(this.workspaces, this.#random)) {
        const role = pick(this.roles, this.#random);
        const requests = [{ role: { id: role.id }, group: { id: group.id }, workspace: { id: workspace.id } }];
        const answer = await this.#site.manage("PUT", path, { operation: "ROLE_OPERATION_GRANT", requests });
        for (const grant of listRows(answer, "successfulRequests")) this.#addBinding(grant, group.id);
      }
    }
  }

  /** Fewer administrators than a random choice among so few groups would make. */
  #chooseGroups(): readonly Named[] {
    return this.groups.filter(({ name }) => this.#random(name === "Admin" ? 6 : 3) === 0);
  }

  async createAccount(): Promise<void> {
    const site = this.#site;
    const groupIds = this.#chooseGroups().map(({ id }) => id);
    const name = pick(["crane", "gate"], this.#random);
    const made = await site.manage("POST", "/api/v1/users/service-account", { name, groupIds });
    const id = readText(made, "user", "id");
    const isExclusive = this.#random(2) === 0;
    this.rows.addResource("service_account", { id, name, groupIds: isExclusive ? groupIds : null });
    if (!isExclusive) {
      for (const groupId of groupIds) this.rows.addResource("group_membership", { id, groupId, serviceAccountId: id });
      this.complete.push({ subject: { space: "principal", id }, relation: "groups" });
    }
    this.accounts = [...this.accounts, id];
    const old = await this.#createKey(id);
    await site.manage("DELETE", `/api/v1/personal-api-keys/${old.keyId}`);
    const key = await this.#createKey(id);
    this.keys.push({ ...old, keyId: "revoked" }, key);
    this.rows.addResource("key", { id: key.keyId, serviceAccountId: id, name: "key" });
    this.subjects.push({ says: `account ${id}`, refer: (terms) => terms.ref("principal", id), headers: key.headers });
  }

  async #createKey(owner: string): Promise<KnownKey> {
    const body = { name: "key", description: "", serviceAccountId: owner };
    const made = await this.#site.manage("POST", "/api/v1/personal-api-keys", body);
    return { keyId: readText(made, "info", "id"), owner, headers: this.#site.authenticate(readText(made, "apiKey")) };
  }

  /** People have passwords, and groups of the identity provider; only a seed can say either. */
  async createMember(name: string, idpGroups: readonly string[]): Promise<void> {
    const groups = idpGroups.length > 0 ? [] : this.#chooseGroups();
    const email = `${name}@harbor.example`;
    const password = "harbor-watch";
    await this.#site.seed({
      members: [{ name, email, password, idpGroups, groups: groups.map((group) => group.name) }],
    });
    const users = listRows(await this.#site.manage("GET", "/api/v1/users"), "users");
    const id = readText(
      users.find((user) => readMember(user, "email") === email),
      "id",
    );
    this.rows.addResource("member", { id, email, name });
    for (const group of groups) this.rows.addResource("group_membership", { id, groupId: group.id, memberId: id });
    const headers = { authorization: `Basic ${Buffer.from(`${email}:${password}`).toString("base64")}` };
    if (idpGroups.length === 0) this.complete.push({ subject: { space: "principal", id }, relation: "groups" });
    // Which groups of the identity provider somebody is in, the provider knows.
    const isPartial = idpGroups.length > 0;
    this.subjects.push({ says: `member ${name}`, refer: (terms) => terms.ref("principal", id), headers, isPartial });
    const [idpGroup, other] = idpGroups;
    if (idpGroup === undefined || other !== undefined) return;
    const refer: Subject["refer"] = ({ account }) => ({ account, space: "idpGroup", kind: "id", text: idpGroup });
    this.complete.push({ subject: { space: "idpGroup", id: idpGroup }, relation: "groups" });
    this.subjects.push({ says: `somebody in ${idpGroup}`, refer, headers });
  }
}

const wireName = /^PERMISSION_(?:DOMAIN|ACTION)_(.+)$/;

function toPermissions(json: unknown) {
  const read = (member: string): readonly string[] =>
    listRows(json, member).map((word) => wireName.exec(String(word))?.[1] ?? "");
  return read("domains").flatMap((resource) =>
    read("actions").map((action) => ({ action, resource, selectors: null })),
  );
}

export async function buildCompany(site: Site, random: Random, accounts: number): Promise<Company> {
  const company = new Company(site, random);
  await company.createWorkspaces();
  await company.createRoles();
  await company.createGroups();
  await company.grant();
  for (let made = 0; made < accounts; made += 1) await company.createAccount();
  await company.createMember("ann", []);
  await company.createMember("ben", ["dockers"]);
  await company.createMember("cai", ["pilots", "dockers"]);
  return company;
}
