/** What resources of this run have, so that no second one takes it over. */
export class Claims {
  readonly #ids = new Set<string>();

  /** False where another resource has it already. */
  take(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    return true;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  keep(id: string): void {
    this.#ids.add(id);
  }

  release(id: string): void {
    this.#ids.delete(id);
  }
}
