import { user as userWire } from "#vendors/bigeye/wire/member.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done, found } from "../shared/outcome.ts";
import { endpoint } from "./endpoint.ts";
import { errorCodes, invalid } from "./errors.ts";
import type { Instance } from "./instance.ts";
import { userJson } from "./json.ts";
import { getUser } from "./lookups.ts";
import { findObstacle, removeUser } from "./member.ts";

// What Bigeye's own SDK asks for, outside of the versioned API.

const routes = [
  endpoint({
    method: "GET",
    path: "/user",
    operationId: "GetOwnUser",
    gate: "user",
    replies: { 200: userWire },
    errors: {},
    handle: async (instance, { caller }) => found(await userJson(instance, caller)),
  }),
  endpoint({
    method: "DELETE",
    path: "/user/{userId}",
    operationId: "DeleteUser",
    gate: "admin",
    replies: { 204: null },
    errors: errorCodes(400, 404),
    async handle(instance, { params: { userId = "" }, caller }) {
      const row = await getUser(instance, userId);
      const reason = await findObstacle(instance, row, caller);
      if (reason !== undefined) throw invalid(reason);
      await removeUser(instance, row.id);
      return done;
    },
  }),
];

export const noun = defineMockNoun<Instance>({ routes });
