import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { readSettings } from "../shared/instance.ts";
import { type Outcome, done, foundJson } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import type { Level } from "./authorization.ts";
import { type Admitted, type Endpoint, callerOf, endpoint } from "./endpoint.ts";
import { writeSent } from "./body.ts";
import { fatal, invalidInput } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";
import { type KnownPreference, knownPreferences } from "./preference-catalog.ts";

const row = z
  .object({
    id: z.string(),
    /** Whose it is: a user's id, all zeros for accounts, or the organization's id. */
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

const preference = z.object({
  name: z.string(),
  description: z.string(),
  valueType: z.string(),
  defaultValue: z.unknown(),
  allowedScopes: z.array(z.string()),
  allowedValues: z.array(z.string()),
  value: z.unknown(),
});
const preferenceBody = z.object({ value: z.unknown().optional() });

function preferenceJson({ name, scope, valueType, defaultValue }: KnownPreference, value: string | undefined): string {
  const description = name.replaceAll("_", " ");
  const shown = { name, description, valueType, defaultValue, allowedScopes: [scope], allowedValues: [] };
  return `${JSON.stringify(shown).slice(0, -1)},"value":${value ?? JSON.stringify(defaultValue)}}`;
}

type Scope = KnownPreference["scope"];

function getKnown(scope: Scope, name: string): KnownPreference {
  const known = knownPreferences.find((one) => one.name === name);
  if (known === undefined) throw invalidInput("invalid_input", `there is no preference ${name}`);
  if (known.scope !== scope) throw invalidInput("invalid_input", `${name} is not a preference of this scope`);
  return known;
}

function checkValue({ name, valueType }: KnownPreference, value: unknown): void {
  const isRight = valueType === "array" ? Array.isArray(value) : typeof value === valueType;
  if (isRight) return;
  // The vendor asks null for its kind.
  if (valueType === "array" && (value === null || value === undefined)) throw fatal();
  throw invalidInput("invalid_input", `the value of ${name} is not of the type ${valueType}`);
}

type Asked = Pick<Admitted<unknown>, "caller">;

async function ownerOf(instance: Instance, scope: Scope, asked: Asked): Promise<string> {
  return scope === "org" ? (await readSettings(instance)).orgId : callerOf(asked).userId;
}

async function findStored(instance: Instance, owner: string, name: string): Promise<Row<"preferences"> | undefined> {
  return (await instance.preferences.find("user", owner)).find((row) => row.name === name);
}

async function listPreferences(instance: Instance, scope: Scope, asked: Asked): Promise<Outcome> {
  const stored = await instance.preferences.find("user", await ownerOf(instance, scope, asked));
  const valueOf = (name: string): string | undefined => stored.find((row) => row.name === name)?.value;
  const known = knownPreferences.filter((one) => one.scope === scope);
  return foundJson(`[${known.map((one) => preferenceJson(one, valueOf(one.name))).join(",")}]`);
}

interface ScopeRoutes {
  readonly scope: Scope;
  readonly level: Level;
  /** In the vendor's names of the operations. */
  readonly noun: string;
}

/** The same for users, who hold their own, and for the organization. */
function createRoutes({ scope, level, noun: name }: ScopeRoutes): readonly Endpoint[] {
  const path = `/api/v1/${scope}/preferences`;
  const gate = { kind: "assigned", level } as const;
  return [
    endpoint({
      method: "GET",
      path,
      operationId: `List${name}Preferences`,
      gate,
      replies: { 200: success(z.array(preference)) },
      errors: {},
      handle: (instance, request) => listPreferences(instance, scope, request),
    }),
    endpoint({
      method: "GET",
      path: `${path}/{name}`,
      operationId: `Get${name}Preference`,
      gate,
      replies: { 200: success(preference) },
      errors: { 400: ["invalid_input"] },
      async handle(instance, request) {
        const known = getKnown(scope, request.params["name"] ?? "");
        const stored = await findStored(instance, await ownerOf(instance, scope, request), known.name);
        return foundJson(preferenceJson(known, stored?.value));
      },
    }),
    endpoint({
      method: "PUT",
      path: `${path}/{name}`,
      operationId: `Update${name}Preference`,
      gate,
      body: preferenceBody,
      replies: { 204: null },
      errors: scope === "user" ? { 400: ["invalid_input"], 500: ["fatal"] } : { 400: ["invalid_input"] },
      async handle(instance, request) {
        const known = getKnown(scope, request.params["name"] ?? "");
        checkValue(known, request.body.value);
        const userId = await ownerOf(instance, scope, request);
        const id = (await findStored(instance, userId, known.name))?.id ?? instance.newId();
        const value = writeSent(request.body.value);
        await instance.preferences.put({ id, userId, name: known.name, value });
        return done;
      },
    }),
  ];
}

export const noun = defineMockNoun({
  tables,
  routes: [
    ...createRoutes({ scope: "user", level: "viewer", noun: "User" }),
    ...createRoutes({ scope: "org", level: "admin", noun: "Org" }),
  ],
});
