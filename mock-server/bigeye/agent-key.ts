import { agentKeyBody, agentKeys as agentKeysWire, createdAgentKey } from "#vendors/bigeye/wire/agent-key.ts";
import { nothing } from "#vendors/bigeye/wire/common.ts";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { invalid, notFound, refusing } from "./errors.ts";
import { newId } from "./instance.ts";
import type { AgentKeyRow } from "./tables.ts";
import { checkName } from "./users.ts";
import { agentKeyView } from "./views.ts";

const path = "/api/v1/agent-api-keys";

export const agentKeyEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path,
    operationId: "ApiKeyService_GetAllAgentApiKeys",
    gate: "admin",
    answers: agentKeysWire,
    errors: {},
    handle: async (instance) => ({ keys: (await instance.agentKeys.list()).map(agentKeyView) }),
  }),
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "ApiKeyService_CreateAgentApiKey",
    gate: "admin",
    body: agentKeyBody,
    answers: createdAgentKey,
    errors: {},
    async handle(instance, { body }) {
      checkName("key", body.name);
      if (body.type === "AGENT_API_KEY_TYPE_UNSPECIFIED") throw invalid("type must be AGENT or INTEGRATION");
      const row: AgentKeyRow = {
        ...{ id: await newId(instance, instance.agentKeys), ...body, secret: instance.newSecret() },
        ...{ createdAt: instance.now(), lastUsedAt: 0, lastUsedIp: "" },
      };
      await instance.agentKeys.put(row);
      return { apiKey: row.secret, info: agentKeyView(row) };
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{apiKeyId}`,
    operationId: "ApiKeyService_DeleteAgentApiKey",
    gate: "admin",
    answers: nothing,
    errors: refusing(404),
    async handle(instance, { params: { apiKeyId = "" } }) {
      if (!(await instance.agentKeys.remove(apiKeyId))) throw notFound("agent API key", apiKeyId);
      return {};
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/verify`,
    operationId: "ApiKeyService_VerifyAgentApiKey",
    gate: "agent",
    answers: null,
    errors: {},
    handle: async () => undefined,
  }),
];
