import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { type Endpoint, bodyEndpoint, callerOf, endpoint } from "./endpoint.ts";
import { type Outcome, done, foundJson } from "./outcome.ts";
import { invalidInput } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import type { PreferenceRow } from "./user-tables.ts";

// Simplified: there to show a gate that tests the assigned managed role alone (signoz.md §2.2, §3). Which preferences
// the vendor has is not known here: any name is taken, and values that are plain.
const path = "/api/v1/user/preferences";
const gate = { kind: "assigned", level: "viewer" } as const;
const preferenceValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
const preference = z.object({ name: z.string(), value: preferenceValue });
const preferenceBody = z.object({ value: preferenceValue });
const preferenceName = /^[a-z][a-z0-9_]{0,99}$/;

function shown({ name, value }: PreferenceRow): string {
  return `{"name":${JSON.stringify(name)},"value":${value}}`;
}

async function listed(instance: Instance, { userId }: Caller): Promise<Outcome> {
  return foundJson(`[${(await instance.preferences.find("user", userId)).map(shown).join(",")}]`);
}

async function set(instance: Instance, { userId }: Caller, wanted: Pick<PreferenceRow, "name" | "value">) {
  const { name } = wanted;
  if (!preferenceName.test(name)) throw invalidInput("invalid_input", "a preference's name is a word in lower case");
  const present = (await instance.preferences.find("user", userId)).find((row) => row.name === name);
  await instance.preferences.put({ id: present?.id ?? instance.newId(), userId, ...wanted });
}

export const preferenceEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListUserPreferences",
    gate,
    replies: { 200: success(z.array(preference)) },
    errors: {},
    handle: (instance, request) => listed(instance, callerOf(request)),
  }),
  bodyEndpoint({
    method: "PUT",
    path: `${path}/{name}`,
    operationId: "UpdateUserPreference",
    gate,
    body: preferenceBody,
    replies: { 204: null },
    errors: { 400: ["invalid_input"] },
    async handle(instance, request) {
      const { name = "" } = request.params;
      await set(instance, callerOf(request), { name, value: JSON.stringify(request.body.value) });
      return done;
    },
  }),
];
