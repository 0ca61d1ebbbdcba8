import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { user as userWire } from "#vendors/signoz/wire/member.ts";
import { type Endpoint, bodyEndpoint } from "./endpoint.ts";
import { invalidInput } from "./errors.ts";
import type { Instance } from "./instance.ts";
import { putOrganization } from "./organizations.ts";
import { found } from "./outcome.ts";
import { checkPassword, setPassword } from "./passwords.ts";
import type { UserRow } from "./user-tables.ts";
import { addUser, giveRole, parseEmail } from "./users.ts";

const text = z
  .string()
  .nullish()
  .transform((sent) => sent ?? "");

const registration = z.object({ name: text, email: text, password: text, orgName: text, orgDisplayName: text });

export interface Root {
  readonly email: string;
  readonly displayName: string;
  /** Left out: nobody can log in as the root user. */
  readonly password?: string;
}

export async function rootUser(instance: Instance): Promise<UserRow | undefined> {
  return (await instance.users.list()).find(({ isRoot }) => isRoot);
}

/** The first user, an administrator whom nothing can change. */
export async function addRootUser(instance: Instance, { email, displayName, password }: Root): Promise<UserRow> {
  const user = await addUser(instance, { email, displayName, status: "active", isRoot: true });
  const [admin] = await instance.roles.find("name", "signoz-admin");
  if (admin !== undefined) await giveRole(instance, user.id, admin.id);
  if (password !== undefined) await setPassword(instance, user.id, password);
  return user;
}

async function register(instance: Instance, sent: z.output<typeof registration>): Promise<UserRow> {
  const { name, email, password, orgName, orgDisplayName } = sent;
  if ((await rootUser(instance)) !== undefined) throw invalidInput("invalid_input", "this instance is set up already");
  parseEmail(email);
  checkPassword(password);
  await putOrganization(instance, { name: orgName, displayName: orgDisplayName });
  return addRootUser(instance, { email, displayName: name, password });
}

export const registrationEndpoints: readonly Endpoint[] = [
  bodyEndpoint({
    method: "POST",
    path: "/api/v1/register",
    operationId: "Register",
    gate: { kind: "public" },
    body: registration,
    decoder: "bare",
    replies: { 200: success(userWire) },
    errors: { 400: ["invalid_input", "invalid_password"], 500: ["unknown"] },
    handle: async (instance, { body }) => found(await register(instance, body)),
  }),
];
