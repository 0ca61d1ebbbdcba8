/** One holder, an account or a user by its id, and one role: SigNoz keeps at most one assignment of them. */
export interface Pair {
  readonly holder: string;
  readonly role: string;
}

function nameOf({ holder, role }: Pair): string {
  return `${holder}/${role}`;
}

/**
 * What one run plans and does with assignments, so that two resources do not fight over one. A plan is one run and the
 * apply after it another; Terraform plans what it applies once more in that second one.
 */
export class Assignments {
  readonly #kept = new Set<string>();
  readonly #planned = new Set<string>();
  readonly #managed = new Map<string, string>();
  readonly #bound = new Set<string>();
  readonly #exclusive = new Set<string>();
  readonly #turns = new Map<string, Promise<unknown>>();

  /** This run returned the assignment as somebody's: no delete of this run may take it away. */
  keep(id: string): void {
    this.#kept.add(id);
  }

  isKept(id: string): boolean {
    return this.#kept.has(id);
  }

  /** A binding is to be made. False where this run plans to make the same one already. */
  plan(pair: Pair): boolean {
    const name = nameOf(pair);
    if (this.#planned.has(name)) return false;
    this.#planned.add(name);
    return true;
  }

  isPlanned(pair: Pair): boolean {
    return this.#planned.has(nameOf(pair));
  }

  /** A binding is there and stays. False where another one is there for the pair. */
  manage(pair: Pair, id: string): boolean {
    const name = nameOf(pair);
    if (this.#managed.has(name)) return false;
    this.#managed.set(name, id);
    return true;
  }

  /** The assignment that a binding which stays has of this pair. */
  managed(pair: Pair): string | undefined {
    return this.#managed.get(nameOf(pair));
  }

  /** A binding gives the holder a role. False where the holder's own list is exclusive. */
  bind(holder: string): boolean {
    this.#bound.add(holder);
    return !this.#exclusive.has(holder);
  }

  /** The account's own list is exclusive. False where a binding gives it a role. */
  own(account: string): boolean {
    this.#exclusive.add(account);
    return !this.#bound.has(account);
  }

  /** One at a time for a pair: a delete must not fall between a create that finds the row and its answer. */
  async inTurn<T>(pair: Pair, work: () => Promise<T>): Promise<T> {
    const name = nameOf(pair);
    const before = this.#turns.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#turns.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.#turns.get(name) === mine) this.#turns.delete(name);
    }
  }
}
