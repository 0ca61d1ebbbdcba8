import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { version } from "#vendors/signoz/wire/version.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { found } from "../shared/outcome.ts";
import { endpoint } from "./endpoint.ts";
import { findRootUser } from "./registration.ts";
import { bareJson } from "./replies.ts";

const probes = [
  { path: "/api/v2/healthz", operationId: "Healthz" },
  { path: "/api/v2/readyz", operationId: "Readyz" },
];

// Which services the vendor runs is its own: the mock names none.
const health = z.object({ healthy: z.boolean(), services: z.record(z.string(), z.array(z.string())) });

const enabled = z.object({ enabled: z.boolean() });
const globalConfig = z.object({
  external_url: z.string(),
  ingestion_url: z.string(),
  mcp_url: z.string().nullable(),
  ai_assistant_url: z.string().nullable(),
  identN: z.object({ tokenizer: enabled, apikey: enabled, impersonation: enabled }),
});

const routes = [
  endpoint({
    method: "GET",
    path: "/api/v1/version",
    operationId: "GetVersion",
    gate: { kind: "public" },
    replies: { 200: version },
    errors: {},
    // `ee` is "Y" in both editions: it says nothing about the edition.
    async handle(instance) {
      const { version: number } = await readSettings(instance);
      const setupCompleted = (await findRootUser(instance)) !== undefined;
      const value = { version: number === "main" ? "v0.138.0-main" : number, ee: "Y", setupCompleted };
      return bareJson(value);
    },
  }),
  endpoint({
    method: "GET",
    path: "/api/v1/global/config",
    operationId: "GetGlobalConfig",
    gate: { kind: "public" },
    replies: { 200: success(globalConfig) },
    errors: {},
    async handle(instance) {
      // Impersonation excludes the other two.
      const { isImpersonating } = await readSettings(instance);
      const others = { enabled: !isImpersonating };
      const impersonation = { enabled: isImpersonating };
      return found({
        external_url: "",
        ingestion_url: "",
        mcp_url: null,
        ai_assistant_url: null,
        identN: { tokenizer: others, apikey: others, impersonation },
      });
    },
  }),
  ...probes.map(({ path, operationId }) =>
    endpoint({
      method: "GET",
      path,
      operationId,
      gate: { kind: "public" },
      replies: { 200: success(health) },
      errors: {},
      handle: async () => found({ healthy: true, services: { running: [] } }),
    }),
  ),
  endpoint({
    method: "GET",
    path: "/api/v2/livez",
    operationId: "Livez",
    gate: { kind: "public" },
    replies: { 200: z.object({ status: z.literal("success") }) },
    errors: {},
    handle: async () => found(undefined),
  }),
  endpoint({
    method: "GET",
    path: "/api/v1/health",
    operationId: "GetHealth",
    gate: { kind: "public" },
    replies: { 200: z.object({ status: z.literal("ok") }) },
    errors: {},
    handle: async () => bareJson({ status: "ok" }),
  }),
];

export const noun = defineMockNoun({ routes });
