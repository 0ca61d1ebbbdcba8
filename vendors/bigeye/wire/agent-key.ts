import * as z from "zod";
import { receivedSecret } from "../../shared/wire/received.ts";
import { enumeration, id, listOf, seconds, text } from "./common.ts";

export const agentKey = z.object({
  id,
  name: text,
  description: text,
  type: text,
  createdAt: seconds,
  lastUsedAt: seconds,
  lastUsedIp: text,
});

export const agentKeys = z.object({ keys: listOf(agentKey) });

export const createdAgentKey = z.object({ apiKey: receivedSecret, info: agentKey });

export const agentKeyBody = z.object({
  name: text,
  description: text,
  type: enumeration("AGENT_API_KEY_TYPE", ["AGENT", "INTEGRATION"]),
});
