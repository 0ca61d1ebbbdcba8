import { z } from "zod";
import { agentKeyBody, agentKeys as agentKeysWire, createdAgentKey } from "#vendors/bigeye/wire/agent-key.ts";
import { nothing } from "#vendors/bigeye/wire/common.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done, found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { agentEndpoint, endpoint } from "./endpoint.ts";
import { errorCodes, invalid, notFound } from "./errors.ts";
import { type Row, createId } from "./instance.ts";
import { agentKeyJson } from "./json.ts";
import { keyColumns } from "./key-columns.ts";
import { checkName } from "./names.ts";

const row = z.object({ ...keyColumns, type: z.string() }).readonly();

const tables = {
  agentKeys: defineTable({
    name: "bigeye/agent-keys",
    row,
    secrets: ["secret"],
    indexes: { secret: ({ secret }) => secret },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const path = "/api/v1/agent-api-keys";

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "ApiKeyService_GetAllAgentApiKeys",
    gate: "admin",
    replies: { 200: agentKeysWire },
    errors: {},
    handle: async (instance) => found({ keys: (await instance.agentKeys.list()).map(agentKeyJson) }),
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "ApiKeyService_CreateAgentApiKey",
    gate: "admin",
    body: agentKeyBody,
    replies: { 200: createdAgentKey },
    errors: {},
    async handle(instance, { body }) {
      checkName("key", body.name);
      if (body.type === "AGENT_API_KEY_TYPE_UNSPECIFIED") throw invalid("type must be AGENT or INTEGRATION");
      const row: Row<"agentKeys"> = {
        ...body,
        id: await createId(instance, instance.agentKeys),
        secret: instance.newSecret(),
        createdAt: instance.seconds(),
        lastUsedAt: 0,
        lastUsedIp: "",
      };
      await instance.agentKeys.put(row);
      return found({ apiKey: row.secret, info: agentKeyJson(row) });
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{apiKeyId}`,
    operationId: "ApiKeyService_DeleteAgentApiKey",
    gate: "admin",
    replies: { 200: nothing },
    errors: errorCodes(404),
    async handle(instance, { params: { apiKeyId = "" } }) {
      if (!(await instance.agentKeys.remove(apiKeyId))) throw notFound("agent API key", apiKeyId);
      return found({});
    },
  }),
  agentEndpoint(
    {
      method: "GET",
      path: `${path}/verify`,
      operationId: "ApiKeyService_VerifyAgentApiKey",
      replies: { 204: null },
    },
    async () => done,
  ),
];

export const noun = defineMockNoun({ tables, routes });
