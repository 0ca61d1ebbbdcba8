import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { Refusal, alreadyExists, invalidInput, notFound, unsupported } from "./errors.ts";
import { type Instance, settingsOf } from "./instance.ts";
import type { LicenseRow, SettingsRow } from "./organization-tables.ts";
import { done, found } from "./outcome.ts";

/** Whether some licence holds now. */
export async function isLicensed(instance: Instance): Promise<boolean> {
  const now = instance.now() / 1_000;
  const isActive = ({ validFrom, validUntil }: LicenseRow): boolean =>
    validFrom !== 0 && (validUntil === -1 || validUntil > now);
  return (await instance.licenses.list()).some(isActive);
}

/** 451: what needs a licence, and that there is none. */
export function licenseUnavailable(what: string): Refusal {
  return new Refusal("license-unavailable", "license_unavailable", {
    message: "a valid license is not available",
    details: [`${what} an active license`, "no active license was found"],
  });
}

export async function addLicense(instance: Instance, key: string, validUntil = -1): Promise<void> {
  const at = instance.timestamp();
  const validFrom = Math.floor(instance.now() / 1_000);
  const row: LicenseRow = { id: instance.newId(), key, validFrom, validUntil, createdAt: at, updatedAt: at };
  await instance.licenses.put(row);
}

function withoutKey({ key: _, ...shown }: LicenseRow): Omit<LicenseRow, "key"> {
  return shown;
}

async function activeLicense(instance: Instance): Promise<Omit<LicenseRow, "key">> {
  if ((await settingsOf(instance)).edition === "community") {
    throw unsupported("licensing_unsupported", "this edition has no licensing");
  }
  const [row] = await instance.licenses.list();
  if (row === undefined || !(await isLicensed(instance))) throw notFound("not_found", "there is no license");
  return withoutKey(row);
}

async function activate(instance: Instance, key: string): Promise<void> {
  if (key === "") throw invalidInput("invalid_input", "key is missing");
  if ((await instance.licenses.list()).some((row) => row.key === key)) {
    throw alreadyExists("already_exists", "this license is active already");
  }
  await addLicense(instance, key);
}

const path = "/api/v3/licenses";
const isEnterprise = ({ edition }: SettingsRow): boolean => edition === "enterprise";
const license = z.object({ id: z.string(), validFrom: z.number(), validUntil: z.number() });
const activation = z.object({
  key: z
    .string()
    .nullish()
    .transform((key) => key ?? ""),
});

// Nobody is asked whether a key is genuine, and the vendor's members beyond these are not known here.
export const licenseEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListLicenses",
    gate: { kind: "assigned", level: "admin" },
    isRouted: (settings) => !isEnterprise(settings),
    replies: { 200: success(z.array(license)) },
    errors: {},
    handle: async () => found([]),
  }),
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "ActivateLicense",
    gate: { kind: "assigned", level: "admin" },
    isRouted: isEnterprise,
    body: activation,
    replies: { 202: z.object({ status: z.literal("success") }) },
    errors: { 400: ["invalid_input"], 409: ["already_exists"] },
    async handle(instance, { body }) {
      await activate(instance, body.key);
      return { kind: "data", status: 202, json: undefined };
    },
  }),
  endpoint({
    method: "PUT",
    path,
    operationId: "RefreshLicense",
    gate: { kind: "assigned", level: "admin" },
    isRouted: isEnterprise,
    replies: { 204: null },
    errors: {},
    handle: async () => done,
  }),
  endpoint({
    method: "GET",
    path: `${path}/active`,
    operationId: "GetActiveLicense",
    gate: { kind: "assigned", level: "viewer" },
    replies: { 200: success(license) },
    errors: { 404: ["not_found"], 501: ["licensing_unsupported"] },
    handle: async (instance) => found(await activeLicense(instance)),
  }),
];
