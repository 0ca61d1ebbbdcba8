import type { Failure } from "#vendors/bigeye/wire/common.ts";
import { MockError } from "../shared/errors.ts";

export type ErrorStatus = 400 | 401 | 403 | 404 | 409;

/** The one error that the vendor's pages print repeats the status as the code (vendors/bigeye/NOTES.md). */
function refuse(status: ErrorStatus, message: string): MockError {
  const body: Pick<Failure, "code" | "message"> = { code: status, message };
  return new MockError({ status, message, body });
}

export function invalid(message: string): MockError {
  return refuse(400, message);
}

export function unauthenticated(message: string): MockError {
  return refuse(401, message);
}

export function forbidden(message: string): MockError {
  return refuse(403, message);
}

export function notFound(what: string, id: string): MockError {
  return refuse(404, `${what} ${id} does not exist`);
}

export function noRoute(): MockError {
  return refuse(404, "Not Found");
}

export function conflict(message: string): MockError {
  return refuse(409, message);
}

/** The vendor's codes by status, for a route that may answer these. */
export function errorCodes(...statuses: readonly ErrorStatus[]): Readonly<Record<number, readonly string[]>> {
  return Object.fromEntries(statuses.map((status) => [status, [String(status)]]));
}
