import { referToSignedIn } from "#access/model/statements/sign-in.ts";
import { pick, pickSome, type Random } from "../../support/random.ts";
import { readMember, readText, type Site } from "../../support/site.ts";
import { type Completeness, type KnownKey, Rows, type Subject } from "../../support/world.ts";
import { roleNames, toGroups, writePermissions } from "./permissions.ts";

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Mapping {
  readonly defaultRole: string;
  readonly groupMappings: Readonly<Record<string, string>>;
  readonly useRoleAttribute: boolean;
}

const hour = 3_600_000;
export const domainName = "harbor.example";

/** Where people sign in. */
export const domainConfig = {
  kind: "oidc",
  spec: { issuer: "https://idp.example", clientId: "harbor", clientSecret: "an idp's secret" },
};

/** Ids of what is not there. */
export const nowhere = "019a1c2e-0000-7000-8000-00000000000a";

function listRows(json: unknown): readonly unknown[] {
  const rows = readMember(json, "data");
  return Array.isArray(rows) ? rows : [];
}

/** An organization, made by its administrator, with rows of all that bears on access. */
export class Organization {
  readonly rows: Rows;
  readonly subjects: Subject[] = [];
  readonly keys: KnownKey[] = [];
  /** Every role of everybody is in the rows. */
  readonly complete: readonly Completeness[] = [{ subject: null, relation: "roles" }];
  readonly accounts: Named[] = [];
  readonly people: Named[] = [];
  /** One was deleted, and another one has its name. */
  deleted = nowhere;
  roles: readonly Named[] = [];
  custom: readonly Named[] = [];
  dashboard = nowhere;
  view = nowhere;
  domain = nowhere;
  mapping: Mapping | null = null;
  readonly #site: Site;
  readonly #random: Random;

  constructor(site: Site, random: Random) {
    this.#site = site;
    this.#random = random;
    this.rows = new Rows(site.account);
  }

  async #create(path: string, body: unknown): Promise<string> {
    return readText(await this.#site.manage("POST", path, body), "data", "id");
  }

  async createObjects(): Promise<void> {
    this.dashboard = await this.#create("/api/v2/dashboards", { name: "tides" });
    this.view = await this.#create("/api/v2/saved_views", { name: "tides", source: "logs" });
    const body = { name: domainName, enabled: true, config: domainConfig, roleMapping: null };
    this.domain = await this.#create("/api/v2/auth_domains", body);
    this.rows.addDataSource("auth_domain", { id: this.domain, name: domainName });
  }

  async createAccounts(names: readonly string[]): Promise<void> {
    for (const name of names)
      this.accounts.push({ id: await this.#create("/api/v1/service_accounts", { name }), name });
  }

  async createRoles(names: readonly string[] = roleNames.slice(0, 3), write = writePermissions): Promise<void> {
    const ids = [this.dashboard, this.view, this.domain, nowhere, ...this.accounts.map(({ id }) => id)];
    for (const managed of listRows(await this.#site.manage("GET", "/api/v1/roles"))) {
      const role = { id: readText(managed, "id"), name: readText(managed, "name") };
      this.roles = [...this.roles, role];
      await this.#addManaged(role);
    }
    for (const name of names) {
      const permissions = write(ids, this.#random);
      const body = { name, description: "", transactionGroups: toGroups(permissions) };
      const id = await this.#create("/api/v1/roles", body);
      this.custom = [...this.custom, { id, name }];
      this.rows.addResource("role", { id, name, permissions, managed: false });
    }
    this.roles = [...this.roles, ...this.custom];
  }

  /** What is not looked up is known from the vendor's facts. */
  async #addManaged({ id, name }: Named): Promise<void> {
    const groups = readMember(await this.#site.manage("GET", `/api/v1/roles/${id}`), "data", "transactionGroups");
    const permissions = (Array.isArray(groups) ? groups : []).map((group: unknown) => ({
      action: readText(group, "relation"),
      resource: readText(group, "objectGroup", "resource", "kind"),
      selectors: readMember(group, "objectGroup", "selectors"),
    }));
    this.rows.addDataSource("role", { id, name, permissions, managed: true });
  }

  chooseRoles(): readonly Named[] {
    const managed = this.roles.filter(({ name }) => {
      if (name === "signoz-admin") return this.#random(14) === 0;
      return name.startsWith("signoz-") && this.#random(7) === 0;
    });
    return [...pickSome(this.custom, this.#random), ...managed];
  }

  async #assign(serviceAccountId: string, { id: roleId }: Named): Promise<string> {
    return this.#create("/api/v1/service_account_roles", { serviceAccountId, roleId });
  }

  async giveRoles(): Promise<void> {
    for (const { id, name } of this.accounts) {
      const roles = this.chooseRoles();
      const isExclusive = this.#random(2) === 0;
      const roleIds = isExclusive ? roles.map((role) => role.id) : null;
      this.rows.addResource("service_account", { id, name, roleIds, status: "active" });
      for (const role of roles) {
        const binding = await this.#assign(id, role);
        if (!isExclusive) this.rows.addResource("role_binding", { id: binding, roleId: role.id, serviceAccountId: id });
      }
    }
  }

  /** Its assignments stay, and another account may get its name. */
  async replaceAccount(): Promise<void> {
    const [name] = this.accounts.map((one) => one.name);
    if (name === undefined) return;
    const id = await this.#create("/api/v1/service_accounts", { name: "gone" });
    const role = pick(this.roles, this.#random);
    const binding = await this.#assign(id, role);
    await this.#site.manage("DELETE", `/api/v1/service_accounts/${id}`);
    this.rows.addResource("role_binding", { id: binding, roleId: role.id, serviceAccountId: id });
    this.deleted = id;
    await this.createAccounts(["gone"]);
  }

  /** Two each: one that has expired when the world is tried, and one that never does. */
  async createKeys(): Promise<void> {
    const expiresAt = Math.floor(this.#site.clock.now() / 1_000) + 3_600;
    for (const { id, name } of this.accounts) {
      await this.#createKey(id, { name: "short", expiresAt });
      const headers = await this.#createKey(id, { name: "long", expiresAt: 0 });
      this.subjects.push({ says: `account ${name} ${id}`, refer: (terms) => terms.ref("principal", id), headers });
    }
    this.#site.clock.advance(2 * hour);
  }

  async #createKey(owner: string, { name, expiresAt }: { readonly name: string; readonly expiresAt: number }) {
    const made = await this.#site.manage("POST", `/api/v1/service_accounts/${owner}/keys`, { name, expiresAt });
    const keyId = readText(made, "data", "id");
    const headers = this.#site.authenticate(readText(made, "data", "key"));
    const ends = expiresAt === 0 ? null : new Date(expiresAt * 1_000).toISOString();
    this.rows.addResource("key", { id: keyId, serviceAccountId: owner, name, expiresAt: ends });
    this.keys.push({ keyId, owner, headers });
    return headers;
  }

  async mapRoles(): Promise<void> {
    const random = this.#random;
    // Former names of managed roles are accepted too.
    const names = [...this.custom.map(({ name }) => name), "signoz-viewer", "editor"];
    const mapping: Mapping = {
      defaultRole: pick(["", ...names], random),
      groupMappings: Object.fromEntries(
        pickSome(["dockers", "pilots"], random).map((group) => [group, pick(names, random)]),
      ),
      useRoleAttribute: random(4) === 0,
    };
    this.mapping = mapping;
    const body = { enabled: true, config: domainConfig, roleMapping: mapping };
    await this.#site.manage("PUT", `/api/v2/auth_domains/${this.domain}`, body);
    const { defaultRole, groupMappings, useRoleAttribute } = mapping;
    this.rows.addResource("role_mapping", {
      id: this.domain,
      authDomainId: this.domain,
      defaultRole: defaultRole === "" ? null : defaultRole,
      groupMappings,
      useRoleAttribute,
    });
  }

  /** Who signs in for the first time stands for everybody with the same group. */
  async signInPeople(): Promise<void> {
    const { groupMappings = {}, useRoleAttribute = false } = this.mapping ?? {};
    for (const group of [null, ...Object.keys(groupMappings)]) {
      await this.#signIn(group, undefined);
      if (useRoleAttribute) await this.#signIn(group, pick(["signoz-viewer", "nobody's", "ops"], this.#random));
    }
  }

  async #signIn(group: string | null, role: string | undefined): Promise<void> {
    const name = `${group ?? "rest"}-${role === undefined ? "plain" : "told"}`;
    const groups = group === null ? ["strangers"] : [group];
    const { headers } = await this.#site.signIn({ email: `${name}@${domainName}`, groups, role });
    const isOpen = this.mapping?.useRoleAttribute === true;
    const domain = this.domain;
    const refer: Subject["refer"] = (terms) => referToSignedIn(terms, terms.ref("domain", domain), group);
    this.subjects.push({ says: `somebody in ${group ?? "no group"}, ${role ?? "no role"}`, refer, headers, isOpen });
  }

  /** People whose roles are bound one by one, also by those of the first sign-in. */
  async createMember(name: string): Promise<void> {
    const email = `${name}@${domainName}`;
    const { principal } = await this.#site.signIn({ email, groups: [] });
    const id = principal.slice("user/".length);
    for (const role of this.chooseRoles()) await this.#create("/api/v2/user_roles", { userId: id, roleId: role.id });
    await this.#addHeld(id);
    this.rows.addResource("member", { id, email });
    this.people.push({ id, name: email });
    const { headers } = await this.#site.signIn({ email, groups: [] });
    this.subjects.push({ says: `member ${name}`, refer: (terms) => terms.ref("principal", id), headers });
  }

  async #addHeld(memberId: string): Promise<void> {
    const held = readMember(await this.#site.manage("GET", `/api/v2/users/${memberId}`), "data", "userRoles");
    for (const row of Array.isArray(held) ? held : []) {
      const roleId = readText(row, "role", "id");
      this.rows.addResource("role_binding", { id: readText(row, "id"), roleId, memberId });
    }
  }

  /** Somebody who was invited, and set a password: no auth domain has the address. */
  async inviteMember(email: string): Promise<void> {
    const userRoles = this.chooseRoles().map(({ id }) => ({ id }));
    const id = await this.#create("/api/v2/users", { email, displayName: "", userRoles });
    const token = readText(
      await this.#site.manage("GET", `/api/v2/users/${id}/reset_password_tokens`),
      "data",
      "token",
    );
    await this.#site.manage("POST", "/api/v2/factor_password/reset", { token, password: "Harbor-watch-1" });
    await this.#addHeld(id);
    this.rows.addResource("member", { id, email });
    this.people.push({ id, name: email });
  }
}
