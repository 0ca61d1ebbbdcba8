/**
 * Which resource of this run owns which relation (a role binding, a membership, an account's one secret), so that two of
 * them do not fight over one. A plan is one run and the apply after it another; Terraform plans what it applies once
 * more in that second one. A pair is the text of all sides of a relation: a vendor keeps at most one row of them.
 */
export class RelationOwners {
  readonly #returned = new Set<string>();
  readonly #planned = new Set<string>();
  readonly #rows = new Map<string, string>();
  readonly #single = new Set<string>();
  readonly #exclusive = new Set<string>();

  /** Plans to make the relation. False where this run plans to make the same one already. */
  plan(pair: string): boolean {
    if (this.#planned.has(pair)) return false;
    this.#planned.add(pair);
    return true;
  }

  isPlanned(pair: string): boolean {
    return this.#planned.has(pair);
  }

  /** Notes a relation that is there and stays. False where another resource has it. */
  manage(pair: string, row: string): boolean {
    if (this.#rows.has(pair)) return false;
    this.#rows.set(pair, row);
    return true;
  }

  /** The row that a resource which stays has for this pair. */
  managedRow(pair: string): string | undefined {
    return this.#rows.get(pair);
  }

  /** This run answers the row as a resource's: no delete of this run may take it away. False where it did so before. */
  keep(row: string): boolean {
    if (this.#returned.has(row)) return false;
    this.#returned.add(row);
    return true;
  }

  isKept(row: string): boolean {
    return this.#returned.has(row);
  }

  /** The row is gone. */
  release(row: string): void {
    this.#returned.delete(row);
  }

  /** A resource of its own gives the subject something. False where the subject's own list is exclusive. */
  addSingle(subject: string): boolean {
    this.#single.add(subject);
    return !this.#exclusive.has(subject);
  }

  /** The subject's own list is exclusive. False where a resource of its own gives the subject something. */
  ownAll(subject: string): boolean {
    this.#exclusive.add(subject);
    return !this.#single.has(subject);
  }
}
