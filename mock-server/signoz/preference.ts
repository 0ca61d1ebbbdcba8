import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { type Outcome, done, foundJson } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { callerOf, endpoint } from "./endpoint.ts";
import { invalidInput } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";

const row = z
  .object({
    id: z.string(),
    userId: z.string(),
    name: z.string(),
    /** Its JSON, as it was sent. */
    value: z.string(),
  })
  .readonly();

const tables = {
  preferences: defineTable({
    name: "signoz/user-preferences",
    row,
    indexes: { user: ({ userId }) => userId },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

// Simplified: there to show a gate that tests the assigned managed role alone. Which preferences
// the vendor has is not known here: any name is taken, and values that are plain.
const path = "/api/v1/user/preferences";
const gate = { kind: "assigned", level: "viewer" } as const;
const preferenceValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
const preference = z.object({ name: z.string(), value: preferenceValue });
const preferenceBody = z.object({ value: preferenceValue });
const preferenceName = /^[a-z][a-z0-9_]{0,99}$/;

function preferenceJson({ name, value }: Row<"preferences">): string {
  return `{"name":${JSON.stringify(name)},"value":${value}}`;
}

async function listPreferences(instance: Instance, { userId }: Caller): Promise<Outcome> {
  return foundJson(`[${(await instance.preferences.find("user", userId)).map(preferenceJson).join(",")}]`);
}

async function setPreference(
  instance: Instance,
  { userId }: Caller,
  wanted: Pick<Row<"preferences">, "name" | "value">,
) {
  const { name } = wanted;
  if (!preferenceName.test(name)) throw invalidInput("invalid_input", "a preference's name is a word in lower case");
  const present = (await instance.preferences.find("user", userId)).find((row) => row.name === name);
  await instance.preferences.put({ id: present?.id ?? instance.newId(), userId, ...wanted });
}

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListUserPreferences",
    gate,
    replies: { 200: success(z.array(preference)) },
    errors: {},
    handle: (instance, request) => listPreferences(instance, callerOf(request)),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{name}`,
    operationId: "UpdateUserPreference",
    gate,
    body: preferenceBody,
    replies: { 204: null },
    errors: { 400: ["invalid_input"] },
    async handle(instance, request) {
      const { name = "" } = request.params;
      await setPreference(instance, callerOf(request), { name, value: JSON.stringify(request.body.value) });
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
