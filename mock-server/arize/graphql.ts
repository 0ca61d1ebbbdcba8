import { z } from "zod";
import type { MemberLevel } from "#vendors/arize/facts/data/levels.ts";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import { keyCreation } from "#vendors/arize/wire/key.ts";
import { parseJson, parseValue } from "../shared/body.ts";
import { type Conventions, respond } from "../shared/endpoint.ts";
import { MockError } from "../shared/errors.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { type Outcome, found } from "../shared/outcome.ts";
import { type Endpoint, conventions } from "./endpoint.ts";
import { errorCodes, invalid, notFound } from "./errors.ts";
import { type Field, type Operation, DocumentError, readDocument, selectFields } from "./graphql-document.ts";
import { type Caller, checkLimit, identify, observe, readGraphqlKey } from "./identity.ts";
import { parseId } from "./ids.ts";
import type { Instance } from "./instance.ts";
import { createServiceKey } from "./key-creation.ts";

// Stated on an older page of the vendor's, per minute.
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

// GraphQL spells levels its own way, and knows one space a key.
const keyInput = z.strictObject({
  name: z.string().min(1),
  spaceId: z.string(),
  spaceRole: level.default("member"),
  accountOrganizationRole: level.default("readOnly"),
  accountRole: z.enum(["admin", "member"]).default("member"),
});

function parseInput({ arguments: { input } }: Field): z.output<typeof keyInput> {
  const parsed = keyInput.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`input.${issue?.path.map(String).join(".")}: ${issue?.message}`);
}

function toAssignment(word: string): { readonly type: "PREDEFINED"; readonly name: MemberLevel | undefined } {
  return { type: "PREDEFINED", name: levels[word] };
}

async function createServiceApiKey(instance: Instance, caller: Caller, field: Field): Promise<unknown> {
  const { name, spaceId, spaceRole, accountOrganizationRole, accountRole } = parseInput(field);
  const space = await instance.spaces.get(parseId(idTypes.space, spaceId, "spaceId"));
  if (space === undefined) throw notFound(`space ${spaceId}`);
  const creation = keyCreation.parse({
    key_type: "SERVICE",
    name,
    account_role: toAssignment(accountRole),
    organizations: [
      {
        org_id: space.organizationId,
        role: toAssignment(accountOrganizationRole),
        spaces: [{ space_id: spaceId, role: toAssignment(spaceRole) }],
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
      selectFields(blank, field.selection);
      data[field.alias] = selectFields(await createServiceApiKey(instance, caller, field), field.selection);
    } else throw new DocumentError(`the mock has no ${kind} "${field.name}"`);
  }
  return data;
}

async function recordOperation(instance: Instance, { user }: Caller, { kind, name, fields }: Operation): Promise<void> {
  await instance.auditLogs.put({
    id: await instance.newId(idTypes.auditLog),
    userId: user.id,
    createdAt: instance.timestamp(),
    operationType: kind === "mutation" ? "MUTATION" : "QUERY",
    operationName: name ?? fields[0]?.name ?? null,
    operationText: null,
  });
}

/** Errors of what was asked for come in a 200, as GraphQL has it. */
async function execute(instance: Instance, caller: Caller, body: string): Promise<Outcome> {
  const refuse = () => invalid("the body is not a GraphQL request: query, and variables where it has any");
  const asked = parseValue(request, parseJson(body, refuse), refuse);
  try {
    const operation = readDocument(asked.query, asked.variables ?? {});
    await checkLimit(instance, caller, limits[operation.kind]);
    const data = await resolve(instance, caller, operation);
    await recordOperation(instance, caller, operation);
    return found({ data });
  } catch (error) {
    const isAnswer = error instanceof MockError && error.status !== 429;
    if (!isAnswer && !(error instanceof DocumentError)) throw error;
    return found({ data: null, errors: [{ message: error.message }] });
  }
}

/** The same credential as on REST, in another header. */
const graphqlConventions: Conventions<Instance, Caller> = {
  ...conventions,
  identify: (instance, { headers }) => identify(instance, readGraphqlKey(headers)),
};

const route: Endpoint = {
  method: "POST",
  path: "/graphql",
  operationId: "graphql",
  access: "authenticated",
  permissions: [],
  body: request,
  replies: { 200: answer },
  errors: errorCodes(),
  respond: (instance, call) =>
    respond(graphqlConventions, { instance, call }, async (caller) => {
      await observe(instance, caller);
      return execute(instance, caller, call.body);
    }),
};

export const noun = defineMockNoun({ routes: [route] });
