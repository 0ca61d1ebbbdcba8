import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import type { MockError } from "../shared/errors.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done, found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { alreadyExists, invalidInput, notFound, refuse, unsupported } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";

const row = z
  .object({
    id: z.string(),
    key: z.string(),
    /** Unix seconds, as is the next; 0 is not yet. */
    validFrom: z.number(),
    /** -1 is for ever. */
    validUntil: z.number(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = { licenses: defineTable({ name: "signoz/licenses", row, secrets: ["key"] }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

/** Whether some license holds now. */
export async function isLicensed(instance: Instance): Promise<boolean> {
  const now = instance.now() / 1_000;
  const isActive = ({ validFrom, validUntil }: Row<"licenses">): boolean =>
    validFrom !== 0 && (validUntil === -1 || validUntil > now);
  return (await instance.licenses.list()).some(isActive);
}

/** 451: what needs a license, and that there is none. */
export function refuseUnlicensed(what: string): MockError {
  return refuse("license-unavailable", "license_unavailable", {
    message: "a valid license is not available",
    details: [`${what} an active license`, "no active license was found"],
  });
}

export async function addLicense(instance: Instance, key: string, validUntil = -1): Promise<void> {
  const at = instance.timestamp();
  const validFrom = Math.floor(instance.now() / 1_000);
  const row: Row<"licenses"> = { id: instance.newId(), key, validFrom, validUntil, createdAt: at, updatedAt: at };
  await instance.licenses.put(row);
}

/** Leaves a license that holds now, or none. */
export async function setLicensed(instance: Instance, licensed: boolean): Promise<void> {
  if (licensed === (await isLicensed(instance))) return;
  for (const { id } of await instance.licenses.list()) await instance.licenses.remove(id);
  if (licensed) await addLicense(instance, instance.newSecret());
}

/** As the license server spells it; what else it says of a plan is not known here. */
const license = z.object({
  id: z.string(),
  valid_from: z.number(),
  valid_until: z.number(),
  status: z.string(),
  state: z.string(),
  plan: z.object({ name: z.string() }),
  features: z.array(z.unknown()),
  created_at: z.string(),
  updated_at: z.string(),
});

function licenseJson({ id, validFrom, validUntil, createdAt, updatedAt }: Row<"licenses">): z.output<typeof license> {
  return {
    id,
    valid_from: validFrom,
    valid_until: validUntil,
    status: "VALID",
    state: "ACTIVATED",
    plan: { name: "ENTERPRISE" },
    features: [],
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

async function getActiveLicense(instance: Instance): Promise<z.output<typeof license>> {
  if ((await readSettings(instance)).edition === "community") {
    throw unsupported("licensing_unsupported", "this edition has no licensing");
  }
  const [row] = await instance.licenses.list();
  if (row === undefined || !(await isLicensed(instance))) throw notFound("not_found", "there is no license");
  return licenseJson(row);
}

async function activateLicense(instance: Instance, key: string): Promise<void> {
  if (key === "") throw invalidInput("invalid_input", "key is missing");
  if ((await instance.licenses.list()).some((row) => row.key === key)) {
    throw alreadyExists("already_exists", "this license is active already");
  }
  await addLicense(instance, key);
}

const path = "/api/v3/licenses";
const isEnterprise = ({ edition }: Row<"settings">): boolean => edition === "enterprise";
const activation = z.object({
  key: z
    .string()
    .nullish()
    .transform((key) => key ?? ""),
});

// Nobody is asked whether a key is genuine.
const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListLicenses",
    gate: { kind: "assigned", level: "viewer" },
    replies: { 200: success(z.array(license)) },
    errors: {},
    // In both editions, with a license too.
    handle: async () => found([]),
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "ActivateLicense",
    gate: { kind: "assigned", level: "admin" },
    isRouted: isEnterprise,
    body: activation,
    replies: { 202: z.object({ status: z.literal("success") }) },
    errors: { 400: ["invalid_input"], 409: ["already_exists"] },
    async handle(instance, { body }) {
      await activateLicense(instance, body.key);
      return { kind: "value", status: 202, value: undefined };
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
    handle: async (instance) => found(await getActiveLicense(instance)),
  }),
];

export const noun = defineMockNoun({ tables, routes });
