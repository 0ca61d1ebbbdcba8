import { z } from "zod";
import type { RouteFacts, Vendor } from "../shared/vendor.ts";

type Schema = Readonly<Record<string, unknown>>;

interface Content {
  readonly "application/json": { readonly schema: Schema };
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Schema[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
  /** `public`, `authenticated` or `permitted`. */
  readonly "x-access": string;
  /** What the caller needs, in the vendor's words; all of them. */
  readonly "x-permissions": readonly string[];
}

export interface OpenApiDocument {
  readonly openapi: "3.0.3";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

function jsonContent(schema: z.ZodType, io: "input" | "output"): Content {
  const { target, unrepresentable } = { target: "openapi-3.0", unrepresentable: "any" } as const;
  return { "application/json": { schema: { ...z.toJSONSchema(schema, { target, io, unrepresentable }) } } };
}

function listParameters(path: string): readonly Schema[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function listResponses({ replies, errors }: RouteFacts, failure: z.ZodType | undefined): Operation["responses"] {
  const answers = Object.entries(replies).map(([status, shape]) => [
    status,
    { description: "An answer", ...(shape === null ? {} : { content: jsonContent(shape, "output") }) },
  ]);
  const refusals = Object.entries(errors).map(([status, codes]) => [
    status,
    { description: codes.join(", "), ...(failure === undefined ? {} : { content: jsonContent(failure, "output") }) },
  ]);
  return Object.fromEntries([...answers, ...refusals]);
}

function toOperation(route: RouteFacts, failure: z.ZodType | undefined): Operation {
  const { operationId, path, body, access, permissions } = route;
  return {
    operationId,
    parameters: listParameters(path),
    ...(body === undefined ? {} : { requestBody: { content: jsonContent(body, "input") } }),
    responses: listResponses(route, failure),
    "x-access": access,
    "x-permissions": permissions,
  };
}

/** What the mock of a vendor serves, made from the declarations that it serves by. */
export function createOpenApi({ name, routes, failure }: Vendor): OpenApiDocument {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const methods = (paths[route.path] ??= {});
    methods[route.method.toLowerCase()] = toOperation(route, failure);
  }
  const description = "What the mock serves, and nothing that it does not.";
  return {
    openapi: "3.0.3",
    info: { title: `latchkey mock of ${name}`, version: "1", description },
    servers: [{ url: `/${name}` }],
    paths,
  };
}
