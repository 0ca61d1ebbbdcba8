import type { Failure } from "#vendors/bigeye/wire/common.ts";

export type RefusalStatus = 400 | 401 | 403 | 404 | 409;

/** What the vendor answers instead of a result. Its one printed example repeats the status as the code (bigeye.md §1). */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: RefusalStatus;

  constructor(status: RefusalStatus, message: string) {
    super(message);
    this.status = status;
  }

  /** The vendor's envelope. */
  get envelope(): Pick<Failure, "code" | "message"> {
    return { code: this.status, message: this.message };
  }
}

export function invalid(message: string): Refusal {
  return new Refusal(400, message);
}

export function forbidden(message: string): Refusal {
  return new Refusal(403, message);
}

export function notFound(what: string, id: string): Refusal {
  return new Refusal(404, `${what} ${id} does not exist`);
}

export function conflict(message: string): Refusal {
  return new Refusal(409, message);
}

/** The vendor's codes by status, for a route that may refuse with these. */
export function refusing(...statuses: readonly RefusalStatus[]): Readonly<Record<number, readonly string[]>> {
  return Object.fromEntries(statuses.map((status) => [status, [String(status)]]));
}
