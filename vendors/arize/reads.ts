import { ReadAhead, SharedReads } from "../shared/reads/shared-reads.ts";
import { Siblings } from "../shared/reads/siblings.ts";
import type { ArizeClient } from "./client.ts";
import type { ApiKey } from "./wire/key.ts";
import type { Role } from "./wire/role.ts";
import type { RoleBinding } from "./wire/role-binding.ts";
import type { Space } from "./wire/scope.ts";
import type { User } from "./wire/member.ts";

/** What was read since the last write of this connection; nothing is asked twice, and many are read by one list. */
export class Reads {
  readonly #ahead = new ReadAhead();
  readonly #role = new Siblings<Role>("role", this.#ahead);
  readonly #binding = new Siblings<RoleBinding>("binding", this.#ahead);
  readonly #user = new Siblings<User>("user", this.#ahead);
  readonly #keys = new SharedReads<readonly ApiKey[]>("keys", this.#ahead);
  readonly #spaces = new SharedReads<readonly Space[]>("spaces", this.#ahead);

  async role(client: ArizeClient, id: string): Promise<Role | undefined> {
    return this.#role.find(id, { one: (one) => client.findRole(one), all: () => client.listRoles() });
  }

  async binding(client: ArizeClient, id: string): Promise<RoleBinding | undefined> {
    return this.#binding.find(id, {
      one: (one) => client.findRoleBinding(one),
      all: () => client.listEveryRoleBinding(),
    });
  }

  async user(client: ArizeClient, id: string): Promise<User | undefined> {
    return this.#user.find(id, { one: (one) => client.findUser(one), all: () => client.listUsers() });
  }

  /** The service keys of a space that were not revoked. */
  async keys(client: ArizeClient, space: string): Promise<readonly ApiKey[]> {
    return this.#keys.read(space, () => client.listServiceKeys(space));
  }

  /** The spaces of an organization that the token sees. */
  async spaces(client: ArizeClient, organizationId: string): Promise<readonly Space[]> {
    return this.#spaces.read(organizationId, () => client.scopes.listSpaces({ organizationId }));
  }

  forget(): void {
    for (const kept of [this.#role, this.#binding, this.#user, this.#keys, this.#spaces]) kept.forget();
  }
}
