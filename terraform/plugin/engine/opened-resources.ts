import type { Session } from "../grpc/call.ts";

/** What Terraform has opened, by what it gives back to close it. */
interface Opened {
  readonly typeName: string;
  readonly kept: Uint8Array;
  /** Never fails. */
  readonly close: (kept: Uint8Array) => Promise<void>;
}

/**
 * The ephemeral resources that Terraform has opened and not closed. It closes none of those that depend on what failed, and
 * none if it is killed: they are closed when its connection ends, or before this process does.
 */
export class OpenedResources {
  readonly #bySession = new Map<Session, Opened[]>();
  readonly #busy = new Set<Promise<unknown>>();

  /** Has the end of the process wait for work. */
  async follow<T>(work: Promise<T>): Promise<T> {
    this.#busy.add(work);
    try {
      return await work;
    } finally {
      this.#busy.delete(work);
    }
  }

  add(session: Session, one: Opened): void {
    const opened = this.#bySession.get(session);
    if (opened !== undefined) return void opened.push(one);
    this.#bySession.set(session, [one]);
    session.onClose(() => void this.#closeOf(session));
  }

  /** Forgets one that Terraform closes, or that it knows by another private value from now on. */
  take(session: Session, typeName: string, kept: Uint8Array = new Uint8Array()): Opened | undefined {
    const opened = this.#bySession.get(session) ?? [];
    const at = opened.findIndex((one) => one.typeName === typeName && Buffer.compare(one.kept, kept) === 0);
    return at < 0 ? undefined : opened.splice(at, 1)[0];
  }

  async #closeOf(session: Session): Promise<void> {
    const opened = this.#bySession.get(session) ?? [];
    this.#bySession.delete(session);
    await Promise.all(opened.map(({ kept, close }) => this.follow(close(kept))));
  }

  /** Closes all that is open. Undefined if there is nothing to wait for. */
  closeAll(): Promise<void> | undefined {
    const isOpen = [...this.#bySession.values()].some((opened) => opened.length > 0);
    return isOpen || this.#busy.size > 0 ? this.#settle() : undefined;
  }

  async #settle(): Promise<void> {
    while (this.#bySession.size > 0 || this.#busy.size > 0) {
      await Promise.allSettled([...this.#busy, ...[...this.#bySession.keys()].map((one) => this.#closeOf(one))]);
    }
  }
}
