import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { Creations } from "../shared/creations.ts";
import { HttpClient } from "../shared/http/http-client.ts";
import { Turns } from "../shared/turns.ts";
import { Calls } from "./calls.ts";
import { BigeyeClient } from "./client.ts";
import { environment } from "./facts/data/environment.ts";
import { OwnRights } from "./own-rights.ts";
import { Places } from "./places.ts";
import { Reads } from "./reads.ts";
import type { Group } from "./wire/group.ts";
import type { Role } from "./wire/role.ts";
import type { User } from "./wire/member.ts";

/** What the calls of one provider block share. */
export class BigeyeConnection {
  readonly #http: HttpClient;
  /** A mark for one request, which no other request of anybody has. */
  readonly newMark: () => string;
  readonly accounts: Creations<User>;
  readonly roles: Creations<Role>;
  readonly groups: Creations<Group>;
  /** By address, in lower case. */
  readonly members: Creations<{ readonly id: string; readonly name: string }>;
  readonly reads = new Reads();
  readonly rights = new OwnRights();
  readonly grants = new Places();
  readonly memberships = new Places();
  /** A user's name and groups are written together, and a group's name and IdP groups: whoever changes one, takes a turn. */
  readonly turns = new Turns();

  constructor(options: ConnectionOptions, newMark: () => string) {
    const { tokenHeader, tokenPrefix } = environment;
    const token = new Secret(tokenPrefix + options.token.open());
    this.#http = new HttpClient({ ...options, token, tokenHeader });
    this.#http.atWrites(() => this.reads.forget());
    this.newMark = newMark;
    this.accounts = new Creations(options.now);
    this.roles = new Creations(options.now);
    this.groups = new Creations(options.now);
    this.members = new Creations(options.now);
  }

  /** The API, until `signal` is aborted: from then on each call throws `interrupted`. */
  during(signal: AbortSignal): BigeyeClient {
    return new BigeyeClient(new Calls(this.#http, signal));
  }
}
