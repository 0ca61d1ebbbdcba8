import type { TokenRights } from "#access/model/permissions/escalation.ts";

/**
 * What the token may do. An administrator's token is asked for once: were it to lose that meanwhile, Bigeye would refuse
 * what comes after. Anything else may change with each write, and is read again from what is shared until the next.
 */
export class OwnRights {
  #kept: Promise<TokenRights> | undefined;

  async get(read: () => Promise<TokenRights>): Promise<TokenRights> {
    const reading = (this.#kept ??= read());
    try {
      const rights = await reading;
      if (rights.kind !== "all" && this.#kept === reading) this.#kept = undefined;
      return rights;
    } catch (error) {
      if (this.#kept === reading) this.#kept = undefined;
      throw error;
    }
  }
}
