import { readSettings } from "../shared/instance.ts";
import { type SignedIn, type SignIn, SignInError } from "../shared/vendor.ts";
import { parseEmail } from "./email.ts";
import type { Instance, Row } from "./instance.ts";
import { isLicensed } from "./license.ts";
import { addUser, giveRole, takeRoles } from "./member-changes.ts";
import { listUserRoles } from "./permissions.ts";
import { type Assertion, listRolesAtSignIn } from "./role-mapping.ts";
import { createSession } from "./session.ts";

/** Throws where people of this domain cannot sign in through it. */
async function checkDomain(instance: Instance, { name, enabled, kind }: Row<"authDomains">): Promise<void> {
  if (!enabled) throw new SignInError(`the auth domain ${name} is not enabled`);
  if (kind === "google") return;
  const { edition } = await readSettings(instance);
  if (edition === "community") throw new SignInError(`the community edition has no sign-in by ${kind}`);
  if (!(await isLicensed(instance))) throw new SignInError(`sign-in by ${kind} needs an active license`);
}

async function findDomain(instance: Instance, email: string): Promise<Row<"authDomains">> {
  const name = email.slice(email.indexOf("@") + 1);
  const domains = await instance.authDomains.list();
  const domain = domains.find((row) => row.name.toLowerCase() === name);
  if (domain === undefined) throw new SignInError(`no auth domain is named ${name}`);
  await checkDomain(instance, domain);
  return domain;
}

/** What the vendor learns of what the identity provider knows. */
function readAssertion({ name, kind, spec }: Row<"authDomains">, { groups, role }: SignIn): Assertion {
  if (kind !== "google") return { groups, role };
  if (spec["fetchGroups"] !== true) return { groups: [], role: undefined };
  const allowed = Array.isArray(spec["allowedGroups"]) ? spec["allowedGroups"].map(String) : [];
  if (allowed.length === 0) return { groups, role: undefined };
  // Only these count for the role mapping too.
  const counted = groups.filter((group) => allowed.includes(group));
  if (counted.length > 0) return { groups: counted, role: undefined };
  throw new SignInError(`the auth domain ${name} lets in none of the groups ${groups.join(", ")}`);
}

async function admit(instance: Instance, person: SignIn, present: Row<"users"> | undefined): Promise<Row<"users">> {
  if (present === undefined) {
    return addUser(instance, { email: person.email, displayName: person.name ?? "", status: "active" });
  }
  // What the identity provider says replaces what the invitation promised.
  await takeRoles(instance, present.id);
  const activated = await instance.users.patch(present.id, { status: "active", updatedAt: instance.timestamp() });
  return activated ?? present;
}

async function giveMappedRoles(instance: Instance, userId: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [role] = await instance.roles.find("name", name);
    if (role !== undefined) await giveRole(instance, userId, role.id);
  }
}

/** What a return from the identity provider does; somebody who is active already keeps the roles of before. */
export async function signIn(instance: Instance, person: SignIn): Promise<SignedIn> {
  const email = parseEmail(person.email);
  const domain = await findDomain(instance, email);
  const assertion = readAssertion(domain, person);
  const [present] = await instance.users.find("email", email);
  if (present?.isRoot === true) throw new SignInError("the root user cannot sign in through an identity provider");
  const isFirst = present?.status !== "active";
  const user = isFirst ? await admit(instance, person, present) : present;
  if (isFirst) {
    const roles = new Set((await instance.roles.list()).map(({ name }) => name));
    await giveMappedRoles(
      instance,
      user.id,
      listRolesAtSignIn(domain.roleMapping, assertion, (name) => roles.has(name)),
    );
  }
  const session = await createSession(instance, user);
  return {
    principal: `user/${user.id}`,
    isFirst,
    roles: (await listUserRoles(instance, user.id)).map(({ name }) => name),
    headers: { authorization: `Bearer ${session.accessToken}` },
    session,
  };
}
