import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { z } from "zod";
import { readVendorFile } from "./vendor-files.ts";

// No operation describes one status in both.
const mediaTypes = ["application/json", "application/problem+json"];

const operation = z.object({
  operationId: z.string(),
  requestBody: z.object({ $ref: z.string().optional(), required: z.boolean().optional() }).optional(),
  responses: z.record(z.string(), z.object({ content: z.unknown().optional() })),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});

const document = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });

export interface SpecOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly statuses: readonly number[];
  /** Whether every error that is not listed by its status is described all the same, as `default`. */
  readonly hasDefault: boolean;
  /** What `security` asks of a key. */
  readonly scopes: readonly string[];
  /** Faults in a request body; undefined where the operation takes none. */
  requestFault(body: unknown): string | undefined;
  /** Faults in an answer's body; undefined where there is none, or no body is described. */
  answerFault(status: number, body: unknown): string | undefined;
}

function pointer(...members: readonly string[]): string {
  return members.map((member) => `/${encodeURIComponent(member.replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("");
}

/** Where a body is described: in its place, or where a reference there leads. */
function placeOfBody(place: readonly string[], ref: string | undefined): readonly string[] {
  return ref === undefined ? ["paths", ...place, "requestBody"] : ref.replace(/^#\//, "").split("/");
}

/** An error may be described by its status or by `default`; nothing else is ever `default`. */
function keyOfAnswer(responses: object, status: number): string {
  return status >= 400 && !(String(status) in responses) ? "default" : String(status);
}

function faultOf(validate: ValidateFunction | undefined, value: unknown): string | undefined {
  if (validate === undefined || validate(value)) return undefined;
  return (validate.errors ?? [])
    .map(({ instancePath, message }) => `${instancePath || "/"} ${message ?? ""}`)
    .join("; ");
}

/** The operations of a vendor's OpenAPI file in `test/fixtures/vendors`, by id. */
export function readSpec(file: string): ReadonlyMap<string, SpecOperation> {
  const raw = readVendorFile(file);
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(Object(raw), "spec");
  const schemaAt = (...members: readonly string[]): ValidateFunction | undefined =>
    mediaTypes
      .map((type) => ajv.getSchema(`spec#${pointer(...members, "content", type, "schema")}`))
      .find((validate) => validate !== undefined);
  const operations = new Map<string, SpecOperation>();
  for (const [route, methods] of Object.entries(document.parse(raw).paths)) {
    for (const [method, { operationId, requestBody, responses, security }] of Object.entries(methods)) {
      operations.set(operationId, {
        operationId,
        method: method.toUpperCase(),
        path: route,
        statuses: Object.keys(responses).map(Number).filter(Number.isFinite),
        hasDefault: "default" in responses,
        scopes: security?.flatMap(({ api_key: scopes = [] }) => scopes) ?? [],
        requestFault: (body) =>
          requestBody === undefined || (requestBody.required === false && body === undefined)
            ? undefined
            : faultOf(schemaAt(...placeOfBody([route, method], requestBody.$ref)), body),
        answerFault: (status, body) => {
          const key = keyOfAnswer(responses, status);
          if (responses[key]?.content === undefined) return undefined;
          return faultOf(schemaAt("paths", route, method, "responses", key), body);
        },
      });
    }
  }
  return operations;
}
