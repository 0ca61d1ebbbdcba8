import type { TokenRights } from "#access/model/permissions/escalation.ts";

/**
 * Caches the token's rights. An administrator's rights are read once: if the token loses them, Bigeye refuses the later
 * requests. Other rights may change with each write, so they are read again, from the shared reads.
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
