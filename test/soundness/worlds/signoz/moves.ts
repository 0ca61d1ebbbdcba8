import { readMember, readText, type Request, type Site } from "../../support/site.ts";
import type { Identity, Move } from "../../support/world.ts";
import { domainConfig, domainName, type Organization } from "./organization.ts";
import { everyPermission, roleNames, toGroups } from "./permissions.ts";

interface Listed {
  readonly id: string;
  readonly name: string;
}

const everything = toGroups(everyPermission);
const ownDomain = "rogue.example";

/** All that could be tried in one organization to come to more. */
export class SignozMoves {
  readonly #site: Site;
  readonly #organization: Organization;

  constructor(site: Site, organization: Organization) {
    this.#site = site;
    this.#organization = organization;
  }

  async #list(path: string): Promise<readonly (Listed & { readonly json: unknown })[]> {
    const rows = readMember(await this.#site.manage("GET", path), "data");
    return (Array.isArray(rows) ? rows : []).map((json: unknown) => {
      return { id: readText(json, "id"), name: readText(json, "name"), json };
    });
  }

  #make(says: string, request: Request, gain: (json: unknown) => Promise<readonly Identity[]>): Move {
    return {
      says,
      attempt: async ({ headers }) => {
        const { status, json } = await this.#site.ask(headers, request);
        return status < 300 ? gain(json) : undefined;
      },
    };
  }

  #do(says: string, request: Request): Move {
    return this.#make(says, request, () => Promise.resolve([]));
  }

  #mint({ id }: Listed): Move {
    const path = `/api/v1/service_accounts/${id}/keys`;
    const body = { name: "taken", expiresAt: 0 };
    return this.#make(`mint ${id}`, { method: "POST", path, body }, (json) => {
      return Promise.resolve([{ name: id, headers: this.#site.authenticate(readText(json, "data", "key")) }]);
    });
  }

  /** Whoever sets the identity provider of a domain signs in as whomever it wants. */
  async #signIn(email: string, name: string): Promise<Identity> {
    return { name, headers: (await this.#site.signIn({ email, groups: [] })).headers };
  }

  #map({ name }: Listed): readonly Move[] {
    const roleMapping = { defaultRole: name, groupMappings: null, useRoleAttribute: false };
    const sent = { enabled: true, config: domainConfig, roleMapping };
    const { domain, mapping } = this.#organization;
    const path = "/api/v2/auth_domains";
    const somebody = async (email: string): Promise<readonly Identity[]> => {
      return [await this.#signIn(email, `somebody with ${name}`)];
    };
    return [
      this.#make(`map to ${name}`, { method: "PUT", path: `${path}/${domain}`, body: sent }, async () => {
        const found = await somebody(`${name}@${domainName}`);
        // The mapping of before, so that the next one is as hard to replace.
        await this.#site.manage("PUT", `${path}/${domain}`, { ...sent, roleMapping: mapping });
        return found;
      }),
      this.#make(
        `create a domain for ${name}`,
        { method: "POST", path, body: { ...sent, name: `${name}.example` } },
        () => somebody(`new@${name}.example`),
      ),
    ];
  }

  /** Members keep their roles, whoever says that it is them. */
  #takeOver(): readonly Move[] {
    const path = "/api/v2/auth_domains";
    const { domain, mapping, people } = this.#organization;
    const signIn = (at: string): Promise<readonly Identity[]> =>
      Promise.all(people.filter(({ name }) => name.endsWith(`@${at}`)).map(({ id, name }) => this.#signIn(name, id)));
    const sent = { enabled: true, config: domainConfig, roleMapping: mapping };
    const made = { enabled: true, config: domainConfig, roleMapping: null, name: ownDomain };
    return [
      this.#make("change the identity provider", { method: "PUT", path: `${path}/${domain}`, body: sent }, () =>
        signIn(domainName),
      ),
      this.#make("set an identity provider", { method: "POST", path, body: made }, () => signIn(ownDomain)),
    ];
  }

  async list(): Promise<readonly Move[]> {
    const accounts = (await this.#list("/api/v1/service_accounts")).filter(
      ({ name, json }) => readMember(json, "status") === "active" && name !== "mock-admin",
    );
    const roles = await this.#list("/api/v1/roles");
    const description = "";
    const names = [...roleNames, "fresh"].filter((name) => roles.every((role) => role.name !== name));
    const body = { description, transactionGroups: everything };
    return [
      ...accounts.map((account) => this.#mint(account)),
      ...accounts.flatMap(({ id: serviceAccountId }) =>
        roles.map(({ id: roleId }) =>
          this.#do(`give ${roleId} to ${serviceAccountId}`, {
            method: "POST",
            path: "/api/v1/service_account_roles",
            body: { serviceAccountId, roleId },
          }),
        ),
      ),
      ...roles.map(({ id }) => this.#do(`edit ${id}`, { method: "PUT", path: `/api/v1/roles/${id}`, body })),
      ...names.map((name) =>
        this.#do(`create ${name}`, { method: "POST", path: "/api/v1/roles", body: { name, ...body } }),
      ),
      this.#do("create an account", { method: "POST", path: "/api/v1/service_accounts", body: { name: "made" } }),
      ...roles.flatMap((role) => this.#map(role)),
      ...this.#takeOver(),
    ];
  }
}
