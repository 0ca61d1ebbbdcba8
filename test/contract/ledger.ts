import type { ListedRoute } from "../../mock-server/app.ts";
import type { SpecOperation } from "./openapi.ts";

/** Where a vendor does otherwise than its own OpenAPI file says, and why that is right. */
export interface Difference {
  readonly operationId: string;
  readonly what: "status" | "request" | "security";
  /** Statuses that the file does not list for the operation; only for `status`. */
  readonly statuses?: readonly number[];
  readonly reason: string;
}

export interface Exchange {
  readonly route: ListedRoute;
  /** What was sent; undefined for nothing. */
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** What a suite asked, and where that and the vendor's OpenAPI file disagree. */
export class Ledger {
  readonly #spec: ReadonlyMap<string, SpecOperation> | undefined;
  readonly #differences: readonly Difference[];
  readonly #asked = new Set<string>();
  readonly #used = new Set<Difference>();
  readonly #faults = new Set<string>();

  constructor(spec: ReadonlyMap<string, SpecOperation> | undefined, differences: readonly Difference[]) {
    this.#spec = spec;
    this.#differences = differences;
  }

  /** The operations that were called. */
  get asked(): ReadonlySet<string> {
    return this.#asked;
  }

  /** What the file says otherwise, and no listed difference explains. */
  get faults(): readonly string[] {
    return [...this.#faults];
  }

  /** Listed differences that nothing showed: the list must not outlive what it explains. */
  get unused(): readonly Difference[] {
    return this.#spec === undefined ? [] : this.#differences.filter((difference) => !this.#used.has(difference));
  }

  record({ route, body, status, answer }: Exchange): void {
    const { operationId } = route;
    this.#asked.add(operationId);
    const operation = this.#spec?.get(operationId);
    if (operation === undefined) return;
    const isDescribed = operation.statuses.includes(status) || (operation.hasDefault && status >= 400);
    if (!isDescribed) this.#note({ operationId, what: "status", status });
    const answerFault = operation.answerFault(status, answer);
    if (answerFault !== undefined) this.#faults.add(`${operationId} ${status}: ${answerFault}`);
    // Only what is accepted has to be legal: cases send what is not on purpose.
    const requestFault = status < 400 ? operation.requestFault(body) : undefined;
    if (requestFault !== undefined) this.#note({ operationId, what: "request", text: requestFault });
  }

  #note(seen: {
    readonly operationId: string;
    readonly what: Difference["what"];
    readonly status?: number;
    readonly text?: string;
  }): void {
    const { operationId, what, status, text } = seen;
    const explained = this.#differences.find(
      (listed) =>
        listed.operationId === operationId &&
        listed.what === what &&
        (status === undefined || (listed.statuses ?? []).includes(status)),
    );
    if (explained === undefined) this.#faults.add(`${operationId} ${what} ${text ?? status}`);
    else this.#used.add(explained);
  }
}
