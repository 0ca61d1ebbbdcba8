/**
 * What one run plans and does with one kind of relation (a group's grants, a group's members), so that two resources do
 * not fight over one place. A plan is one run and the apply after it another; Terraform plans what it applies once more
 * in that second one.
 */
export class Places {
  readonly #planned = new Set<string>();
  readonly #kept = new Set<string>();
  readonly #single = new Set<string>();
  readonly #exclusive = new Set<string>();

  /** One is to be made. False where this run plans to make the same one already. */
  plan(place: string): boolean {
    if (this.#planned.has(place)) return false;
    this.#planned.add(place);
    return true;
  }

  /** This run returned it as somebody's: no delete of this run may take it away. False where it did so before. */
  keep(place: string): boolean {
    if (this.#kept.has(place)) return false;
    this.#kept.add(place);
    return true;
  }

  isKept(place: string): boolean {
    return this.#kept.has(place);
  }

  /** A resource of its own gives the subject something. False where the subject's own list is exclusive. */
  addOne(subject: string): boolean {
    this.#single.add(subject);
    return !this.#exclusive.has(subject);
  }

  /** The subject's own list is exclusive. False where a resource of its own gives it something. */
  own(subject: string): boolean {
    this.#exclusive.add(subject);
    return !this.#single.has(subject);
  }
}
