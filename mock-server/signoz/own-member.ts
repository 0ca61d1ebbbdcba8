import { type z } from "zod";
import { passwordChange, userUpdate, userWithRoles } from "#vendors/signoz/wire/member.ts";
import { success } from "#vendors/signoz/wire/common.ts";
import { type Endpoint, bodyEndpoint, callerOf, endpoint } from "./endpoint.ts";
import { invalidInput, notFound } from "./errors.ts";
import type { Instance } from "./instance.ts";
import { userJson } from "./json.ts";
import { done, foundJson } from "./outcome.ts";
import { checkPassword, isPassword, passwordOf, setPassword } from "./passwords.ts";
import type { UserRow } from "./user-tables.ts";
import { anyUser, checkChangeable, renameUser } from "./users.ts";

async function changePassword(
  instance: Instance,
  user: UserRow,
  { oldPassword, newPassword }: z.output<typeof passwordChange>,
): Promise<void> {
  checkChangeable(user);
  const password = await passwordOf(instance, user.id);
  if (password === undefined) throw notFound("password_not_found", `user ${user.id} has no password`);
  if (!isPassword(password, oldPassword)) throw invalidInput("incorrect_password", "the old password is not this");
  checkPassword(newPassword);
  await setPassword(instance, user.id, newPassword);
}

const path = "/api/v2/users/me";
const gate = { kind: "authenticated" } as const;
const missing = { 404: ["user_not_found"] } as const;

/** For whoever is signed in. An account's key is nobody here: 404. */
export const myUserEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path,
    operationId: "GetMyUser",
    gate,
    replies: { 200: success(userWithRoles) },
    errors: missing,
    handle: async (instance, request) =>
      foundJson(await userJson(instance, await anyUser(instance, callerOf(request).userId))),
  }),
  bodyEndpoint({
    method: "PUT",
    path,
    operationId: "UpdateMyUserV2",
    gate,
    body: userUpdate,
    decoder: "bare",
    replies: { 204: null },
    errors: { ...missing, 501: ["root_user_operation_unsupported"], 500: ["unknown"] },
    async handle(instance, request) {
      await renameUser(instance, await anyUser(instance, callerOf(request).userId), request.body.displayName);
      return done;
    },
  }),
  bodyEndpoint({
    method: "PUT",
    path: `${path}/factor_password`,
    operationId: "UpdateMyPassword",
    gate,
    body: passwordChange,
    decoder: "bare",
    replies: { 204: null },
    errors: {
      400: ["incorrect_password", "invalid_password"],
      404: ["user_not_found", "password_not_found"],
      501: ["root_user_operation_unsupported"],
      500: ["unknown"],
    },
    async handle(instance, request) {
      await changePassword(instance, await anyUser(instance, callerOf(request).userId), request.body);
      return done;
    },
  }),
];
