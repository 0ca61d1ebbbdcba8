import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { user as userWire } from "#vendors/signoz/wire/member.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { found } from "../shared/outcome.ts";
import { seedMembers } from "../shared/seed.ts";
import { endpoint } from "./endpoint.ts";
import { invalidInput } from "./errors.ts";
import { parseEmail } from "./email.ts";
import type { Instance, Row } from "./instance.ts";
import { addUser, deleteUser, giveRole } from "./member-changes.ts";
import { putOrganization } from "./organization.ts";
import { checkHashable, checkPassword, setPassword } from "./password.ts";

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

export async function findRootUser(instance: Instance): Promise<Row<"users"> | undefined> {
  return (await instance.users.list()).find(({ isRoot }) => isRoot);
}

/** The first user, an administrator whom nothing can change. */
export async function addRootUser(instance: Instance, { email, displayName, password }: Root): Promise<Row<"users">> {
  const user = await addUser(instance, { email, displayName, status: "active", isRoot: true });
  const [admin] = await instance.roles.find("name", "signoz-admin");
  if (admin !== undefined) await giveRole(instance, user.id, admin.id);
  if (password !== undefined) await setPassword(instance, user.id, password);
  return user;
}

async function register(instance: Instance, sent: z.output<typeof registration>): Promise<Row<"users">> {
  const { name, email, password, orgName, orgDisplayName } = sent;
  if ((await findRootUser(instance)) !== undefined)
    throw invalidInput("invalid_input", "this instance is set up already");
  parseEmail(email);
  checkPassword(password);
  checkHashable(password);
  await putOrganization(instance, { name: orgName, displayName: orgDisplayName });
  return addRootUser(instance, { email, displayName: name, password });
}

type RootSeed = {
  readonly email: string;
  readonly displayName?: string | undefined;
  readonly password?: string | undefined;
};

async function plantRoot(instance: Instance, root: RootSeed | null | undefined): Promise<void> {
  if (root === undefined) return;
  const present = await findRootUser(instance);
  if (present !== undefined) {
    await deleteUser(instance, { ...present, isRoot: false });
    await instance.users.remove(present.id);
  }
  if (root === null) return;
  const { email, displayName = "", password } = root;
  if (password !== undefined) checkPassword(password);
  await addRootUser(instance, { email, displayName, ...omitUndefined({ password }) });
}

const routes = [
  endpoint({
    method: "POST",
    path: "/api/v1/register",
    operationId: "Register",
    gate: { kind: "public" },
    body: registration,
    decoder: "bare",
    replies: { 200: success(userWire) },
    errors: { 400: ["invalid_input", "invalid_valuer", "invalid_password"], 500: ["unknown"] },
    handle: async (instance, { body }) => found(await register(instance, body)),
  }),
];

export const noun = defineMockNoun({
  routes,
  seed: seedMembers({
    members: {
      /** The root user; null: nobody has registered yet. @default one that cannot log in */
      root: z
        .strictObject({ email: z.string(), displayName: z.string().optional(), password: z.string().optional() })
        .nullable()
        .optional(),
    },
    plant: (instance: Instance, { root }, place) => place.at("root").run(() => plantRoot(instance, root)),
  }),
});
