import { catalog } from "#vendors/arize/facts/data/catalog.ts";
import { accountLevels, keyLevels, memberLevels } from "#vendors/arize/facts/data/levels.ts";
import type { IdType } from "#vendors/arize/facts/data/limits.ts";
import { pick, pickSome, type Random } from "../../support/random.ts";
import { type Headers, readMember, readText, type Site } from "../../support/site.ts";
import { type Completeness, type KnownKey, Rows, type Subject } from "../../support/world.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Space extends Named {
  readonly organization: string;
}

export interface Project extends Named {
  readonly space: string;
  readonly isRestricted: boolean;
}

/** An id of the right form of something that is not there. */
export function idOfNothing(type: IdType): string {
  return Buffer.from(`${type}:999999:aBcDeF`).toString("base64");
}

/** What routes of the mock ask for. */
export const everyAsked = [
  "PROJECT_CREATE",
  "PROJECT_READ",
  "PROJECT_RESTRICT",
  "PROJECT_UPDATE",
  "ROLE_BINDING_CREATE",
  "SERVICE_KEY_CREATE",
  "SERVICE_KEY_READ",
  "SPACE_UPDATE",
];

const hour = 3_600_000;

interface Known {
  readonly says: string;
  readonly id: string;
  readonly headers: Headers;
  readonly isPartial: boolean;
}

function toPermission(name: string) {
  const { action = "", resource = "" } = catalog.find((one) => one.name === name) ?? {};
  return { action, resource, selectors: null };
}

function predefined(name: string) {
  return { type: "PREDEFINED", name, id: null };
}

/** An account, made by its administrator, with rows of all that bears on access. */
export class Account {
  readonly rows: Rows;
  readonly subjects: Subject[] = [];
  readonly keys: KnownKey[] = [];
  readonly complete: Completeness[] = [];
  readonly organizations: Named[] = [];
  readonly spaces: Space[] = [];
  readonly projects: Project[] = [];
  roles: readonly Named[] = [];
  custom: readonly Named[] = [];
  /** Bots and people who can be bound. */
  readonly bindable: { readonly id: string; readonly attribute: "serviceAccountId" | "memberId" }[] = [];
  /** Its bindings stay, and grant nothing. */
  deletedRole: Named | undefined;
  readonly #deletedHolders = new Set<string>();
  /** The ids of the subjects. */
  readonly #known: string[] = [];
  readonly #site: Site;
  readonly #random: Random;

  constructor(site: Site, random: Random) {
    this.#site = site;
    this.#random = random;
    this.rows = new Rows(site.account);
  }

  async #create(path: string, body: unknown): Promise<string> {
    return readText(await this.#site.manage("POST", path, body), "id");
  }

  /** The parent of a scope is known only if somebody asked for it. */
  #chooseParent(id: string): string | null {
    return this.#random(5) === 0 ? null : id;
  }

  async createPlaces(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const id = await this.#create("/v2/organizations", { name });
      this.organizations.push({ id, name });
      this.rows.addDataSource("scope", { id, name, type: "organization" });
      for (const space of ["blue", "gray"]) await this.#createSpace(id, space);
    }
  }

  async #createSpace(organization: string, name: string): Promise<void> {
    const isPrivate = this.#random(2) === 0;
    const id = await this.#create("/v2/spaces", { name, organization_id: organization, is_private: isPrivate });
    this.spaces.push({ id, name, organization });
    this.rows.addDataSource("scope", { id, name, type: "space", parentId: this.#chooseParent(organization) });
    if (this.#random(3) > 0) await this.#createProject(id, "tides");
  }

  async #createProject(space: string, name: string): Promise<void> {
    const id = await this.#create("/v2/projects", { name, space_id: space });
    const isRestricted = this.#random(3) === 0;
    if (isRestricted) await this.#site.manage("POST", "/v2/resource-restrictions", { resource_id: id });
    this.projects.push({ id, name, space, isRestricted });
    this.rows.addDataSource("scope", { id, name, type: "project", parentId: this.#chooseParent(space) });
  }

  async createRoles(names: readonly string[]): Promise<void> {
    const listed = readMember(await this.#site.manage("GET", "/v2/roles?limit=100"), "roles");
    for (const json of Array.isArray(listed) ? listed : []) {
      const held = readMember(json, "permissions");
      const role = { id: readText(json, "id"), name: readText(json, "name") };
      const permissions = (Array.isArray(held) ? held : []).map(String).map(toPermission);
      this.rows.addDataSource("role", { ...role, permissions, managed: true });
      this.roles = [...this.roles, role];
    }
    for (const name of names) this.custom = [...this.custom, await this.#createRole(name)];
    this.roles = [...this.roles, ...this.custom];
  }

  async #createRole(name: string): Promise<Named> {
    const some = pickSome(everyAsked, this.#random);
    const held = some.length > 0 ? some : [pick(everyAsked, this.#random)];
    const id = await this.#create("/v2/roles", { name, permissions: held });
    this.rows.addResource("role", { id, name, permissions: held.map(toPermission), managed: false });
    return { id, name };
  }

  /** A deleted role, and another one of its name. */
  async replaceRole(): Promise<void> {
    const name = "night watch";
    const id = await this.#create("/v2/roles", { name, permissions: everyAsked });
    this.deletedRole = { id, name };
    await this.bind(1);
    await this.#site.manage("DELETE", `/v2/roles/${encodeURIComponent(id)}`);
    this.custom = [...this.custom, await this.#createRole(name)];
    this.deletedRole = undefined;
  }

  #chooseSpaceRole(): { readonly sent: unknown; readonly state: unknown } {
    if (this.#random(3) === 0 && this.custom.length > 0) {
      const { id } = pick(this.custom, this.#random);
      return { sent: { type: "CUSTOM", id }, state: { type: "CUSTOM", name: null, id } };
    }
    const name = pick(keyLevels, this.#random);
    return { sent: { type: "PREDEFINED", name }, state: predefined(name) };
  }

  async createBot(name: string): Promise<void> {
    const random = this.#random;
    const accountRole = random(8) === 0 ? "ADMIN" : pick(["MEMBER", "MEMBER"], random);
    const places = random(2) === 0 ? this.organizations : [pick(this.organizations, random)];
    const chosen = places.map(({ id }) => {
      const own = this.spaces.filter(({ organization }) => organization === id);
      const some = pickSome(own, random);
      const spaces = (some.length > 0 ? some : [pick(own, random)]).map((space) => ({
        id: space.id,
        role: this.#chooseSpaceRole(),
      }));
      return { id, level: random(5) === 0 ? "ADMIN" : pick(["MEMBER", "READ_ONLY"], random), spaces };
    });
    const made = await this.#site.manage("POST", "/v2/api-keys", {
      key_type: "SERVICE",
      name,
      account_role: { type: "PREDEFINED", name: accountRole },
      organizations: chosen.map(({ id, level, spaces }) => ({
        org_id: id,
        role: { type: "PREDEFINED", name: level },
        spaces: spaces.map((space) => ({ space_id: space.id, role: space.role.sent })),
      })),
    });
    const access = {
      accountRole,
      organizations: chosen.map(({ id, level, spaces }) => ({
        orgId: id,
        role: level,
        spaces: spaces.map((space) => ({ spaceId: space.id, role: space.role.state })),
      })),
    };
    await this.#keepBot(name, made, access);
  }

  /** The first key was refreshed: it works until its grace period ends, which is before or after the world is tried. */
  async #keepBot(name: string, made: unknown, access: unknown): Promise<void> {
    const site = this.#site;
    const old = { id: readText(made, "id"), headers: site.authenticate(readText(made, "key")) };
    const bot = readText(made, "bot_user", "id");
    const grace = pick([1, 6], this.#random) * 3_600;
    const until = new Date(site.clock.now() + grace * 1_000).toISOString();
    const next = await site.manage("POST", `/v2/api-keys/${encodeURIComponent(old.id)}/refresh`, {
      grace_period_seconds: grace,
    });
    const id = readText(next, "id");
    const headers = site.authenticate(readText(next, "key"));
    const retiring = [{ id: old.id, until, status: "retiring" }];
    this.rows.addResource("key", { id, name, serviceAccountId: bot, access, retiring });
    this.keys.push({ keyId: id, owner: bot, headers }, { keyId: old.id, owner: bot, headers: old.headers });
    this.bindable.push({ id: bot, attribute: "serviceAccountId" });
    this.#know({ says: `bot ${name}`, id: bot, headers, isPartial: false });
  }

  #know({ says, id, headers, isPartial }: Known): void {
    this.#known.push(id);
    this.subjects.push({ says, refer: (terms) => terms.ref("principal", id), headers, isPartial });
    if (isPartial) return;
    for (const relation of ["roles", "levels"] as const)
      this.complete.push({ subject: { space: "principal", id }, relation });
  }

  /** No noun says which organizations and spaces a person is in. */
  async createPerson(name: string, isPlaced: boolean): Promise<void> {
    const random = this.#random;
    const email = `${name}@harbor.example`;
    const level = random(6) === 0 ? "ADMIN" : pick(accountLevels.slice(1), random);
    const secret = `ak-${name}-${String(random(1_000_000))}`;
    await this.#site.seed({ users: [{ name, email, level, keys: [{ name: "own", secret }] }] });
    const listed = readMember(await this.#site.manage("GET", "/v2/users?limit=100"), "users");
    const users: readonly unknown[] = Array.isArray(listed) ? listed : [];
    const id = readText(
      users.find((user) => readMember(user, "email") === email),
      "id",
    );
    if (isPlaced) await this.#placePerson(id, level === "ANNOTATOR");
    this.rows.addResource("member", { id, email, name, accountRole: level });
    this.bindable.push({ id, attribute: "memberId" });
    this.#know({ says: `person ${name}`, id, headers: this.#site.authenticate(secret), isPartial: isPlaced });
  }

  async #placePerson(id: string, isAnnotator: boolean): Promise<void> {
    const levels = isAnnotator ? (["ANNOTATOR"] as const) : memberLevels.slice(0, 3);
    for (const organization of pickSome(this.organizations, this.#random)) {
      const role = { type: "PREDEFINED", name: pick(levels, this.#random) };
      await this.#site.manage("POST", `/v2/organizations/${encodeURIComponent(organization.id)}/users`, {
        user_id: id,
        role,
      });
      const own = this.spaces.filter((space) => space.organization === organization.id);
      for (const space of pickSome(own, this.#random)) {
        const level = { type: "PREDEFINED", name: pick(levels, this.#random) };
        await this.#site.manage("POST", `/v2/spaces/${encodeURIComponent(space.id)}/users`, {
          user_id: id,
          role: level,
        });
      }
    }
  }

  readonly #bound = new Set<string>();

  /** There is one binding per user and resource. */
  async bind(oneIn: number): Promise<void> {
    const places = [
      ...this.spaces.map(({ id }) => ({ id, sent: "SPACE", type: "space" })),
      ...this.projects.map(({ id }) => ({ id, sent: "PROJECT", type: "project" })),
    ];
    for (const { id: userId, attribute } of this.bindable) {
      for (const place of pickSome(places, this.#random, 2 * oneIn)) {
        const pair = `${userId} ${place.id}`;
        if (this.#bound.has(pair)) continue;
        this.#bound.add(pair);
        const role = this.deletedRole ?? pick(this.roles, this.#random);
        const body = { role_id: role.id, user_id: userId, resource_type: place.sent, resource_id: place.id };
        const id = await this.#create("/v2/role-bindings", body);
        const scope = { type: place.type, id: place.id };
        this.rows.addResource("role_binding", { id, roleId: role.id, [attribute]: userId, scope });
        if (this.deletedRole !== undefined) this.#deletedHolders.add(userId);
      }
    }
  }

  endGrace(): void {
    this.#site.clock.advance(3 * hour);
    // Whoever holds a role that is gone holds something that nobody can look up.
    for (const [index, subject] of this.subjects.entries()) {
      const isOpen = this.#deletedHolders.has(this.#known[index] ?? "");
      this.subjects[index] = { ...subject, isOpen };
    }
  }
}
