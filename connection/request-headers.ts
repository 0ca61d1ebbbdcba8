import { AccessError } from "#access/model/errors.ts";
import type { providerSettings } from "#access/model/provider/settings.ts";
import {
  findHeaderNameError,
  findHeaderValueError,
  findRepeatedHeaders,
} from "#access/model/provider/request-headers.ts";
import type { Config } from "#access/schema/records.ts";
import { Secret } from "#access/schema/secret.ts";
import { isUnknown } from "#access/schema/unknown.ts";

type Settings = Pick<Config<typeof providerSettings>, "headers">;

function checkHeader(name: string, value: unknown): readonly AccessError[] {
  const error = findHeaderNameError(name);
  if (error !== undefined) return [error];
  if (value instanceof Secret) {
    const fault = findHeaderValueError(name, value.open());
    return fault === undefined ? [] : [fault];
  }
  if (isUnknown(value)) return [];
  const advice = "Set a value, or remove the header.";
  return [new AccessError("invalid_value", `The value of ${name} in \`headers\` is null.`, { advice })];
}

/** Finds the errors in `headers`. Unknown values are skipped. */
export function listHeaderErrors({ headers }: Settings): readonly AccessError[] {
  if (isUnknown(headers) || headers === null) return [];
  const each = Object.entries(headers).flatMap(([name, value]) => checkHeader(name, value));
  return [...each, ...findRepeatedHeaders(Object.keys(headers))];
}

/** The headers to send with each request. */
export function headersOf({ headers }: Settings): { readonly [name: string]: Secret } {
  const entries = isUnknown(headers) ? [] : Object.entries(headers ?? {});
  return Object.fromEntries(entries.flatMap(([name, value]) => (isUnknown(value) ? [] : [[name, value]])));
}
