import { page } from "#vendors/inkit/wire/common.ts";
import { user } from "#vendors/inkit/wire/member.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { Refusal } from "./errors.ts";
import { pageOf, shownPage } from "./listing.ts";
import { shownUser } from "./shown.ts";

const path = "/v1/user";

/** People are read only: the console invites them, and gives them roles. */
export const userEndpoints: readonly Endpoint[] = [
  endpoint({
    ...{ method: "GET", path, operationId: "ListUsers", anyOf: ["users.retrieve"] },
    replies: { 200: page(user) },
    errors: { 422: ["validation_failed"] },
    async handle(instance, { query }) {
      const listed = pageOf(await instance.users.list(), query, { key: "email", of: ({ email }) => email });
      return { status: 200, value: await shownPage(listed, (row) => shownUser(instance, row)) };
    },
  }),
  endpoint({
    ...{ method: "GET", path: `${path}/{id}`, operationId: "GetUser", anyOf: ["users.retrieve"] },
    replies: { 200: user },
    errors: { 404: ["user_not_found"] },
    async handle(instance, { id }) {
      const row = await instance.users.get(id);
      if (row === undefined) throw new Refusal("user_not_found", `there is no user ${id}`);
      return { status: 200, value: await shownUser(instance, row) };
    },
  }),
];
