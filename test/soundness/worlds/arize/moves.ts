import { keyLevels } from "#vendors/arize/facts/data/levels.ts";
import { type Answer, readMember, readText, type Request, type Site } from "../../support/site.ts";
import type { Identity, Move } from "../../support/world.ts";
import { type Account, everyAsked } from "./account.ts";

interface Place {
  readonly type: "SPACE" | "PROJECT";
  readonly id: string;
}

/** All that could be tried in one account to come to more. Only what takes nothing away is tried. */
export class ArizeMoves {
  readonly #site: Site;
  readonly #account: Account;

  constructor(site: Site, account: Account) {
    this.#site = site;
    this.#account = account;
  }

  #make(says: string, request: Request, gain: (answer: Answer) => readonly Identity[] = () => []): Move {
    return {
      says,
      attempt: async ({ headers }) => {
        const answer = await this.#site.ask(headers, request);
        return answer.status < 300 ? gain(answer) : undefined;
      },
    };
  }

  /** There is one binding per user and resource: the role with most permissions takes the place of another one. */
  #bind(userId: string, { type, id }: Place): Move {
    const admin = this.#account.roles.find(({ name }) => name === "Admin")?.id;
    const body = { role_id: admin, user_id: userId, resource_type: type, resource_id: id };
    return {
      says: `bind ${userId} on ${id}`,
      attempt: async ({ headers }) => {
        const path = "/v2/role-bindings";
        const { status } = await this.#site.ask(headers, { method: "POST", path, body });
        if (status < 300) return [];
        if (status !== 409) return undefined;
        const listed = readMember(
          await this.#site.manage("GET", `${path}?limit=100&resource_type=${type}`),
          "role_bindings",
        );
        const bindings: readonly unknown[] = Array.isArray(listed) ? listed : [];
        const present = bindings.find(
          (one) => readMember(one, "user_id") === userId && readMember(one, "resource_id") === id,
        );
        const change = { method: "PATCH", path: `${path}/${encodeURIComponent(readText(present, "id"))}` } as const;
        const changed = await this.#site.ask(headers, { ...change, body: { role_id: admin } });
        return changed.status < 300 ? [] : undefined;
      },
    };
  }

  /** The bot stays, and the old key works for a day. */
  #refresh({ keyId, owner }: Account["keys"][number]): Move {
    const path = `/v2/api-keys/${encodeURIComponent(keyId)}/refresh`;
    return this.#make(
      `refresh ${owner}`,
      { method: "POST", path, body: { grace_period_seconds: 86_400 } },
      ({ json }) => [{ name: owner, headers: this.#site.authenticate(readText(json, "key")) }],
    );
  }

  #mint({ id, organization }: Account["spaces"][number]): readonly Move[] {
    return keyLevels.map((name) => {
      const role = { type: "PREDEFINED", name };
      const spaces = [{ space_id: id, role }];
      const body = { key_type: "SERVICE", name: "made", organizations: [{ org_id: organization, spaces }] };
      return this.#make(`mint ${name} on ${id}`, { method: "POST", path: "/v2/api-keys", body }, ({ json }) => [
        { name: `a new bot, ${name} on ${id}`, headers: this.#site.authenticate(readText(json, "key")) },
      ]);
    });
  }

  list(): readonly Move[] {
    const { bindable, spaces, projects, custom, keys } = this.#account;
    const places: readonly Place[] = [
      ...spaces.map(({ id }) => ({ type: "SPACE", id }) as const),
      ...projects.map(({ id }) => ({ type: "PROJECT", id }) as const),
    ];
    const permissions = everyAsked;
    return [
      ...bindable.flatMap(({ id }) => places.map((place) => this.#bind(id, place))),
      ...keys.map((key) => this.#refresh(key)),
      ...spaces.flatMap((space) => this.#mint(space)),
      ...projects.map(({ id }) =>
        this.#make(`open ${id}`, { method: "DELETE", path: `/v2/resource-restrictions/${encodeURIComponent(id)}` }),
      ),
      ...custom.map(({ id }) =>
        this.#make(`edit ${id}`, {
          method: "PATCH",
          path: `/v2/roles/${encodeURIComponent(id)}`,
          body: { permissions },
        }),
      ),
      this.#make("create a role", { method: "POST", path: "/v2/roles", body: { name: "made", permissions } }),
    ];
  }
}
