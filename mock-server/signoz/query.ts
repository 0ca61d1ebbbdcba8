import { success } from "#vendors/signoz/wire/common.ts";
import { queryBody, queryResult } from "#vendors/signoz/wire/query.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { found } from "../shared/outcome.ts";
import { endpoint } from "./endpoint.ts";
import { signals, telemetryInBody } from "./telemetry-targets.ts";

const needs = signals.map((signal) => ({ verb: "read", kind: signal, on: telemetryInBody(signal) }) as const);

// The mock holds no telemetry: the permission decides, and the result is empty.
const routes = [
  endpoint({
    method: "POST",
    path: "/api/v5/query_range",
    operationId: "QueryRangeV5",
    gate: { kind: "permitted", level: "viewer", needs: [needs] },
    body: queryBody,
    replies: { 200: success(queryResult) },
    errors: { 400: ["invalid_input", "invalid_selector"] },
    handle: async (_instance, { body }) =>
      found({
        type: body.requestType ?? "",
        data: { results: [] },
        meta: { rowsScanned: 0, bytesScanned: 0, durationMs: 0 },
      }),
  }),
];

export const noun = defineMockNoun({ routes });
