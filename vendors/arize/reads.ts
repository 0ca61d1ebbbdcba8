import { ReadAhead, SharedReads } from "../shared/reads/shared-reads.ts";
import { Siblings } from "../shared/reads/siblings.ts";
import type { ArizeClient } from "./client.ts";
import type { ApiKey } from "./wire/key.ts";
import type { Role } from "./wire/role.ts";
import type { RoleBinding } from "./wire/role-binding.ts";
import type { Space } from "./wire/scope.ts";
import type { User } from "./wire/member.ts";

/** Caches reads until the next write of this connection, and reads many objects with one list. */
export class Reads {
  readonly #ahead = new ReadAhead();
  readonly #role = new Siblings<Role>("role", this.#ahead);
  readonly #binding = new Siblings<RoleBinding>("binding", this.#ahead);
  readonly #user = new Siblings<User>("user", this.#ahead);
  readonly #keys = new SharedReads<readonly ApiKey[]>("keys", this.#ahead);
  readonly #spaces = new SharedReads<readonly Space[]>("spaces", this.#ahead);

  async readRole(client: ArizeClient, id: string): Promise<Role | undefined> {
    return this.#role.find(id, { readOne: (one) => client.findRole(one), readAll: () => client.listRoles() });
  }

  async readBinding(client: ArizeClient, id: string): Promise<RoleBinding | undefined> {
    return this.#binding.find(id, {
      readOne: (one) => client.findRoleBinding(one),
      readAll: () => client.listEveryRoleBinding(),
    });
  }

  async readUser(client: ArizeClient, id: string): Promise<User | undefined> {
    return this.#user.find(id, { readOne: (one) => client.findUser(one), readAll: () => client.listUsers() });
  }

  /** Lists the service keys of a space, without revoked ones. */
  async readKeys(client: ArizeClient, space: string): Promise<readonly ApiKey[]> {
    return this.#keys.read(space, () => client.listServiceKeys(space));
  }

  /** Lists the spaces of an organization that the token can see. */
  async readSpaces(client: ArizeClient, organizationId: string): Promise<readonly Space[]> {
    return this.#spaces.read(organizationId, () => client.scopes.listSpaces({ organizationId }));
  }

  forget(): void {
    for (const kept of [this.#role, this.#binding, this.#user, this.#keys, this.#spaces]) kept.forget();
  }
}
