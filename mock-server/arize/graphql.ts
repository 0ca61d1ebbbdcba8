import { z } from "zod";
import type { MemberLevel } from "#vendors/arize/facts/data/levels.ts";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import { keyCreation } from "#vendors/arize/wire/key.ts";
import type { Call, Reply } from "../vendor.ts";
import type { Endpoint } from "./endpoint.ts";
import { refusalReply } from "./endpoint.ts";
import { Refusal, codeOf, invalid, notFound } from "./errors.ts";
import { DocumentRefused, type Field, type Operation, readDocument, selected } from "./graphql-document.ts";
import { parseId } from "./ids.ts";
import { type Caller, graphqlKeyOf, identify, observe, passLimit } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { createServiceKey } from "./key-creation.ts";

// Stated on an older page of the vendor's (arize.md §7), per minute.
const limits = { query: 100, mutation: 300 } as const;

const request = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

const levels: Readonly<Record<string, MemberLevel>> = { admin: "ADMIN", member: "MEMBER", readOnly: "READ_ONLY" };
const level = z.enum(["admin", "member", "readOnly"]);

// GraphQL spells levels its own way, and knows one space a key (arize.md §7).
const keyInput = z.strictObject({
  name: z.string().min(1),
  spaceId: z.string(),
  spaceRole: level.default("member"),
  accountOrganizationRole: level.default("readOnly"),
  accountRole: z.enum(["admin", "member"]).default("member"),
});

function parsedInput({ arguments: { input } }: Field): z.output<typeof keyInput> {
  const parsed = keyInput.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`input.${issue?.path.map(String).join(".")}: ${issue?.message}`);
}

function predefined(word: string): { readonly type: "PREDEFINED"; readonly name: MemberLevel | undefined } {
  return { type: "PREDEFINED", name: levels[word] };
}

async function createServiceApiKey(instance: Instance, caller: Caller, field: Field): Promise<unknown> {
  const { name, spaceId, spaceRole, accountOrganizationRole, accountRole } = parsedInput(field);
  const space = await instance.spaces.get(parseId(idTypes.space, spaceId, "spaceId"));
  if (space === undefined) throw notFound(`space ${spaceId}`);
  const creation = keyCreation.parse({
    ...{ key_type: "SERVICE", name, account_role: predefined(accountRole) },
    organizations: [
      {
        ...{ org_id: space.organizationId, role: predefined(accountOrganizationRole) },
        spaces: [{ space_id: spaceId, role: predefined(spaceRole) }],
      },
    ],
  });
  if (creation.key_type !== "SERVICE") throw invalid("input: it makes service keys only");
  const { key } = await createServiceKey(instance, caller, creation);
  return { apiKey: key.secret, keyInfo: { expiresAt: null, id: key.id } };
}

async function resolve(instance: Instance, caller: Caller, { kind, fields }: Operation): Promise<unknown> {
  const data: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.name === "__typename") data[field.alias] = kind === "mutation" ? "Mutation" : "Query";
    else if (kind === "mutation" && field.name === "createServiceApiKey") {
      // What cannot be answered must not be done first.
      const blank = { apiKey: "", keyInfo: { expiresAt: null, id: "" } };
      selected(blank, field.selection);
      data[field.alias] = selected(await createServiceApiKey(instance, caller, field), field.selection);
    } else throw new DocumentRefused(`the mock has no ${kind} "${field.name}"`);
  }
  return data;
}

async function audit(instance: Instance, { user }: Caller, { kind, name, fields }: Operation): Promise<void> {
  await instance.auditLogs.put({
    ...{ id: await instance.newId(idTypes.auditLog), userId: user.id, createdAt: instance.timestamp() },
    operationType: kind === "mutation" ? "MUTATION" : "QUERY",
    ...{ operationName: name ?? fields[0]?.name ?? null, operationText: null },
  });
}

function reply(value: unknown, principal: string | null): Reply {
  return { status: 200, contentType: "application/json", text: JSON.stringify(value), principal };
}

async function execute(instance: Instance, caller: Caller, body: string): Promise<Reply> {
  let asked: z.output<typeof request>;
  try {
    asked = request.parse(JSON.parse(body));
  } catch {
    throw invalid("the body is no GraphQL request: query, and variables where it has any");
  }
  try {
    const operation = readDocument(asked.query, asked.variables ?? {});
    await passLimit(instance, caller, limits[operation.kind]);
    const data = await resolve(instance, caller, operation);
    await audit(instance, caller, operation);
    return reply({ data }, caller.principal);
  } catch (error) {
    const isRefusal = error instanceof Refusal && error.status !== 429;
    if (!isRefusal && !(error instanceof DocumentRefused)) throw error;
    return reply({ data: null, errors: [{ message: error.message }] }, caller.principal);
  }
}

/** The same credential as on REST, in another header. */
export const graphqlEndpoint: Endpoint = {
  ...{ method: "POST", path: "/graphql", operationId: "graphql", access: "authenticated", permissions: [] },
  body: request,
  replies: { 200: answer },
  errors: { 400: [codeOf(400)], 401: [codeOf(401)], 429: [codeOf(429)] },
  async respond(instance: Instance, call: Call): Promise<Reply> {
    let caller: Caller | undefined;
    try {
      caller = await identify(instance, graphqlKeyOf(call.headers));
      await observe(instance, caller);
      return await execute(instance, caller, call.body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refusalReply(error, caller?.principal ?? null);
    }
  },
};
