import type { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { passwordChange, userUpdate, userWithRoles } from "#vendors/signoz/wire/member.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done, foundJson } from "../shared/outcome.ts";
import { callerOf, endpoint } from "./endpoint.ts";
import { invalidInput, notFound } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";
import { userJson } from "./json.ts";
import { getUser } from "./lookups.ts";
import { checkChangeable, renameUser } from "./member-changes.ts";
import { dropTokens } from "./password-reset-token.ts";
import { checkPassword, findPassword, isPassword, setPassword } from "./password.ts";

async function changePassword(
  instance: Instance,
  user: Row<"users">,
  { oldPassword, newPassword }: z.output<typeof passwordChange>,
): Promise<void> {
  checkChangeable(user);
  const password = await findPassword(instance, user.id);
  if (password === undefined) throw notFound("password_not_found", `user ${user.id} has no password`);
  if (!isPassword(password, oldPassword)) throw invalidInput("incorrect_password", "the old password is not this");
  await setPassword(instance, user.id, newPassword);
  await dropTokens(instance, user.id);
}

const path = "/api/v2/users/me";
const gate = { kind: "authenticated" } as const;
const missing = { 404: ["user_not_found"] } as const;
const unchangeable = { 501: ["root_user_operation_unsupported", "user_status_deleted"] } as const;

/** The user who is signed in. With an account's key there is none: 404. */
const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "GetMyUser",
    gate,
    replies: { 200: success(userWithRoles) },
    errors: missing,
    handle: async (instance, request) =>
      foundJson(await userJson(instance, await getUser(instance, callerOf(request).userId))),
  }),
  endpoint({
    method: "PUT",
    path,
    operationId: "UpdateMyUserV2",
    gate,
    body: userUpdate,
    decoder: "bare",
    replies: { 204: null },
    errors: { ...missing, ...unchangeable, 500: ["unknown"] },
    async handle(instance, request) {
      await renameUser(instance, await getUser(instance, callerOf(request).userId), request.body.displayName);
      return done;
    },
  }),
  endpoint({
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
      ...unchangeable,
      500: ["unknown"],
    },
    async handle(instance, request) {
      // The decoder judges the new password, before anybody is looked up.
      checkPassword(request.body.newPassword);
      await changePassword(instance, await getUser(instance, callerOf(request).userId), request.body);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ routes });
