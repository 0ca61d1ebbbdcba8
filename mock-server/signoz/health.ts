import { z } from "zod";
import { version } from "../../vendors/signoz/wire.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";

const probes = [
  { path: "/api/v1/health", operationId: "GetHealth" },
  { path: "/api/v2/healthz", operationId: "Healthz" },
  { path: "/api/v2/readyz", operationId: "Readyz" },
  { path: "/api/v2/livez", operationId: "Livez" },
];

export const healthEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path: "/api/v1/version",
    operationId: "GetVersion",
    gate: { kind: "public" },
    replies: { 200: version },
    errors: {},
    // `ee` is "Y" in both editions (signoz.md §1.8): it says nothing about the edition.
    handle: async () => ({ kind: "bare", value: { version: "v0.138.0-mock", ee: "Y", setupCompleted: true } }),
  }),
  ...probes.map(({ path, operationId }) =>
    endpoint({
      method: "GET",
      path,
      operationId,
      gate: { kind: "public" },
      replies: { 200: z.object({ status: z.literal("ok") }) },
      errors: {},
      handle: async () => ({ kind: "bare", value: { status: "ok" } }),
    }),
  ),
];
