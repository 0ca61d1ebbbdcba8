import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import { transformer, validator } from "@openfga/syntax-transformer";
import { parse as parseCsv } from "csv-parse/sync";
import { expect } from "vitest";
import { parse as parseYaml } from "yaml";
import type { Graph } from "#access/graph/graph.ts";
import { exportFormats } from "../registry.gen.ts";

// The tools' own parsers read what is written: a text that only looks right fails here.

export function writeExport(name: string, graph: Graph, blind: readonly string[] = []): string {
  const format = exportFormats.find((one) => one.name === name);
  if (format === undefined) throw new Error(`there is no ${name}`);
  return format.write({ graph, blind, assumptions: [] });
}

export interface CedarExport {
  readonly policies: string;
  readonly schema: string;
  readonly entities: cedar.Entities;
}

export function readCedar(text: string): CedarExport {
  const exported = JSON.parse(text) as CedarExport;
  const { policies, schema, entities } = exported;
  expect(cedar.checkParsePolicySet({ staticPolicies: policies })).toMatchObject({ type: "success" });
  expect(cedar.checkParseSchema(schema)).toMatchObject({ type: "success" });
  expect(cedar.checkParseEntities({ entities, schema })).toMatchObject({ type: "success" });
  const validated = cedar.validate({
    validationSettings: { mode: "strict" },
    schema,
    policies: { staticPolicies: policies },
  });
  expect(validated).toMatchObject({ type: "success", validationErrors: [] });
  return exported;
}

export interface Tuple {
  readonly user: string;
  readonly relation: string;
  readonly object: string;
}

export function readStore(text: string): readonly Tuple[] {
  const store = parseYaml(text) as { readonly name: string; readonly model: string; readonly tuples: readonly Tuple[] };
  validator.validateDSL(store.model);
  expect(transformer.transformDSLToJSONObject(store.model)).toMatchObject({ schema_version: "1.1" });
  const validate = validator.YamlStoreValidator();
  const isValid = validate.call({ jsonModel: transformer.transformDSLToJSONObject(store.model) }, store);
  expect([isValid, validate.errors ?? []]).toEqual([true, []]);
  for (const { user, relation, object } of store.tuples) {
    expect([user, validator.Validator.user(user)]).toEqual([user, true]);
    expect([object, validator.Validator.object(object)]).toEqual([object, true]);
    expect(validator.Validator.relation(relation)).toBe(true);
    expect(Math.max(object.length, user.replace(/#.*/, "").length)).toBeLessThanOrEqual(256);
  }
  return store.tuples;
}

export function readTable(text: string): readonly Record<string, string>[] {
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  return parseCsv<Record<string, string>>(text, { columns: true, record_delimiter: "\r\n", relax_quotes: false });
}

/** What the name of a cell was, from the cell. */
export function readCell(cell: string): string {
  const text = cell.startsWith("'") ? cell.slice(1) : cell;
  return text.replaceAll(/\\\\|\\u\{([0-9a-f]+)\}/g, (all, code: string | undefined) => {
    return code === undefined ? "\\" : String.fromCodePoint(Number.parseInt(code, 16));
  });
}

export function decodeText(encoded: string): string {
  if (encoded === "+") return "";
  const parts = encoded.match(/(?:\+[0-9A-F]{2})+|\+u[0-9A-F]{4}|[^+]/g) ?? [];
  return parts
    .map((part) => {
      if (part.startsWith("+u")) return String.fromCharCode(Number.parseInt(part.slice(2), 16));
      return part.startsWith("+") ? Buffer.from(part.replaceAll("+", ""), "hex").toString("utf8") : part;
    })
    .join("");
}
