import { z } from "zod";
import { readVendorFile } from "./vendor-files.ts";

const node = z.looseObject({
  $ref: z.string().optional(),
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});
type Node = z.output<typeof node>;

const media = z.object({ content: z.object({ "application/json": z.object({ schema: node }).optional() }).optional() });

const document = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ operationId: z.string(), requestBody: media.optional(), responses: z.record(z.string(), media) }),
    ),
  ),
});

/** An OpenAPI document, and its references resolved. */
export class ApiDocument {
  readonly #raw: unknown;
  readonly operations: ReadonlyMap<
    string,
    { readonly method: string; readonly path: string; readonly schemas: Readonly<Record<string, Node>> }
  >;

  constructor(raw: unknown) {
    this.#raw = raw;
    this.operations = new Map(
      Object.entries(document.parse(raw).paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { operationId, requestBody, responses }]) => {
          const parts = [
            ["request", requestBody] as const,
            ...Object.entries(responses).filter(([status]) => status.startsWith("2")),
          ];
          const schemas = parts.flatMap(([name, part]) => {
            const schema = part?.content?.["application/json"]?.schema;
            return schema === undefined ? [] : [[name, schema] as const];
          });
          return [operationId, { method, path, schemas: Object.fromEntries(schemas) }] as const;
        }),
      ),
    );
  }

  /** References followed, and what may also be null taken for what it is else. */
  node(value: unknown): Node {
    const read = node.parse(value ?? {});
    if (read.$ref !== undefined) {
      const members = read.$ref.replace(/^#\//, "").split("/");
      return this.node(members.reduce<unknown>((inner, member) => Object(inner)[member], this.#raw));
    }
    const others = (read.anyOf ?? [])
      .map((one) => this.node(one))
      .filter(({ type, enum: values }) => {
        return type !== "null" && !(Array.isArray(values) && values.every((value) => value === null));
      });
    const [only] = others;
    return others.length === 1 && only !== undefined ? only : read;
  }
}

/** A vendor's document in `test/fixtures/vendors`. */
export function readDocument(file: string): ApiDocument {
  return new ApiDocument(readVendorFile(file));
}

interface Side {
  readonly from: ApiDocument;
  readonly schema: unknown;
}

function typeOf({ type, properties, oneOf, anyOf }: Node): string {
  if (oneOf !== undefined || anyOf !== undefined) return "one of several";
  const said = type ?? (properties === undefined ? "anything" : "object");
  return said === "integer" ? "number" : said;
}

function members(wanted: Side & { readonly node: Node }, served: Side & { readonly node: Node }, place: string) {
  const theirs = wanted.node.properties ?? {};
  const ours = served.node.properties ?? {};
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])];
  return names.flatMap((name): readonly string[] => {
    if (!(name in ours)) return [`${place}.${name} is not served`];
    if (!(name in theirs)) return [`${place}.${name} is not in the vendor's`];
    return compare({ ...wanted, schema: theirs[name] }, { ...served, schema: ours[name] }, `${place}.${name}`);
  });
}

/** Where what is served is of another shape than the vendor's document says. */
export function compare(wanted: Side, served: Side, place: string): readonly string[] {
  const theirs = wanted.from.node(wanted.schema);
  const ours = served.from.node(served.schema);
  if (typeOf(theirs) !== typeOf(ours)) return [`${place} is ${typeOf(ours)}, the vendor's ${typeOf(theirs)}`];
  if (theirs.items !== undefined) {
    return compare({ ...wanted, schema: theirs.items }, { ...served, schema: ours.items }, `${place}[]`);
  }
  if (theirs.properties === undefined) return [];
  return members({ ...wanted, node: theirs }, { ...served, node: ours }, place);
}
