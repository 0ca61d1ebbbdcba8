import type { ListedRoute } from "#mock-server/app.ts";
import type { SpecOperation } from "./openapi.ts";

/** Where a vendor does otherwise than its own OpenAPI file says, and why that is right. */
export interface Difference {
  readonly operationId: string;
  readonly what: "status" | "request" | "answer" | "security";
  /** Statuses that the file does not list for the operation; only for `status`. */
  readonly statuses?: readonly number[];
  /** What the fault must look like to be this one; left out: any of the operation's. Not for `status`. */
  readonly only?: RegExp;
  readonly reason: string;
}

export interface Exchange {
  readonly route: ListedRoute;
  /** What was sent; undefined for nothing. */
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
  /** The vendor's error code; undefined for a success, and where the vendor has none. */
  readonly code?: string | undefined;
}

/** What a suite asked, and where that and the vendor's OpenAPI file disagree. */
export class Ledger {
  readonly #spec: ReadonlyMap<string, SpecOperation> | undefined;
  readonly #differences: readonly Difference[];
  readonly #asked = new Set<string>();
  readonly #outcomes = new Set<string>();
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
    if (this.#spec === undefined) return [];
    // What a credential must be able to do is not seen in an exchange: the routes' declarations are held against that.
    return this.#differences.filter((difference) => difference.what !== "security" && !this.#used.has(difference));
  }

  /** What these routes declare, answers by status and errors by status and code, and no call was answered with. */
  unexercised(routes: readonly ListedRoute[]): readonly string[] {
    const declared = routes.flatMap(({ operationId, replies, errors }) => [
      ...Object.keys(replies).map((status) => `${operationId} ${status}`),
      ...Object.entries(errors).flatMap(([status, codes]) => codes.map((code) => `${operationId} ${status} ${code}`)),
    ]);
    return declared.filter((outcome) => !this.#outcomes.has(outcome));
  }

  /** How much was seen: operations, and outcomes by status and code. */
  get coverage(): string {
    return `${this.#asked.size} operations, ${this.#outcomes.size} outcomes`;
  }

  record({ route, body, status, answer, code }: Exchange): void {
    const { operationId } = route;
    this.#asked.add(operationId);
    this.#outcomes.add([operationId, status, ...(code === undefined ? [] : [code])].join(" "));
    const operation = this.#spec?.get(operationId);
    if (operation === undefined) return;
    const isDescribed = operation.statuses.includes(status) || (operation.hasDefault && status >= 400);
    if (!isDescribed) this.#note({ operationId, what: "status", status });
    const answerFault = operation.answerFault(status, answer);
    if (answerFault !== undefined) this.#note({ operationId, what: "answer", text: `${status}: ${answerFault}` });
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
        (status === undefined || (listed.statuses ?? []).includes(status)) &&
        (text === undefined || listed.only === undefined || listed.only.test(text)),
    );
    if (explained === undefined) this.#faults.add(`${operationId} ${what} ${text ?? status}`);
    else this.#used.add(explained);
  }
}
