/**
 * Which resource owns which relation (a role binding, a membership, an account's only secret), so that no two resources
 * fight over one. Lives for one run: a plan is one run, and an apply, which plans its changes again, is another. A pair
 * is a text with all sides of a relation. A vendor keeps at most one row for each pair.
 */
export class RelationOwners {
  readonly #returned = new Set<string>();
  readonly #planned = new Set<string>();
  readonly #rows = new Map<string, string>();
  readonly #single = new Set<string>();
  readonly #exclusive = new Set<string>();

  /** Plans to create the relation. Returns false if this run already plans to create the same one. */
  plan(pair: string): boolean {
    if (this.#planned.has(pair)) return false;
    this.#planned.add(pair);
    return true;
  }

  isPlanned(pair: string): boolean {
    return this.#planned.has(pair);
  }

  /** Records an existing relation that stays. Returns false if another resource owns it. */
  manage(pair: string, row: string): boolean {
    if (this.#rows.has(pair)) return false;
    this.#rows.set(pair, row);
    return true;
  }

  /** The row of an existing relation that stays. */
  managedRow(pair: string): string | undefined {
    return this.#rows.get(pair);
  }

  /** Protects a row that a resource owns from deletes in this run. Returns false if the row is already protected. */
  keep(row: string): boolean {
    if (this.#returned.has(row)) return false;
    this.#returned.add(row);
    return true;
  }

  isKept(row: string): boolean {
    return this.#returned.has(row);
  }

  /** Records that a separate resource gives the subject something. Returns false if the subject has an exclusive list. */
  addSingle(subject: string): boolean {
    this.#single.add(subject);
    return !this.#exclusive.has(subject);
  }

  /** Records that the subject has an exclusive list. Returns false if a separate resource gives the subject something. */
  ownAll(subject: string): boolean {
    this.#exclusive.add(subject);
    return !this.#single.has(subject);
  }
}
