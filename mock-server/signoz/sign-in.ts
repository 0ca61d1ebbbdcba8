import { type SignIn, type SignedIn, SignInRefused } from "../vendor.ts";
import { type Instance, settingsOf } from "./instance.ts";
import { isLicensed } from "./license.ts";
import type { AuthDomainRow } from "./organization-tables.ts";
import { type Assertion, rolesAtSignIn } from "./role-mapping.ts";
import { rolesOfUser } from "./permissions.ts";
import { createSession } from "./sessions.ts";
import type { UserRow } from "./user-tables.ts";
import { addUser, giveRole, parseEmail, takeRoles } from "./users.ts";

/** Throws where people of this domain cannot sign in through it. */
async function checkDomain(instance: Instance, { name, enabled, kind }: AuthDomainRow): Promise<void> {
  if (!enabled) throw new SignInRefused(`the auth domain ${name} is not enabled`);
  if (kind === "google") return;
  const { edition } = await settingsOf(instance);
  if (edition === "community") throw new SignInRefused(`the community edition has no sign-in by ${kind}`);
  if (!(await isLicensed(instance))) throw new SignInRefused(`sign-in by ${kind} needs an active license`);
}

async function domainOf(instance: Instance, email: string): Promise<AuthDomainRow> {
  const name = email.slice(email.indexOf("@") + 1);
  const domains = await instance.authDomains.list();
  const domain = domains.find((row) => row.name.toLowerCase() === name);
  if (domain === undefined) throw new SignInRefused(`no auth domain is named ${name}`);
  await checkDomain(instance, domain);
  return domain;
}

/** What the vendor learns of what the identity provider knows. */
function asserted({ name, kind, spec }: AuthDomainRow, { groups, role }: SignIn): Assertion {
  if (kind !== "google") return { groups, role };
  if (spec["fetchGroups"] !== true) return { groups: [], role: undefined };
  const allowed = Array.isArray(spec["allowedGroups"]) ? spec["allowedGroups"].map(String) : [];
  if (allowed.length > 0 && !groups.some((group) => allowed.includes(group))) {
    throw new SignInRefused(`the auth domain ${name} lets in none of the groups ${groups.join(", ")}`);
  }
  return { groups, role: undefined };
}

async function admit(instance: Instance, person: SignIn, present: UserRow | undefined): Promise<UserRow> {
  if (present === undefined) {
    return addUser(instance, { email: person.email, displayName: person.name ?? "", status: "active" });
  }
  // What the identity provider says replaces what the invitation promised (signoz.md §1.7).
  await takeRoles(instance, present.id);
  for (const { id } of await instance.resetTokens.find("user", present.id)) await instance.resetTokens.remove(id);
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
  const domain = await domainOf(instance, email);
  const assertion = asserted(domain, person);
  const [present] = await instance.users.find("email", email);
  if (present?.isRoot === true) throw new SignInRefused("the root user cannot sign in through an identity provider");
  const isFirst = present?.status !== "active";
  const user = isFirst ? await admit(instance, person, present) : present;
  if (isFirst) {
    const roles = new Set((await instance.roles.list()).map(({ name }) => name));
    await giveMappedRoles(
      instance,
      user.id,
      rolesAtSignIn(domain.roleMapping, assertion, (name) => roles.has(name)),
    );
  }
  const session = await createSession(instance, user);
  return {
    principal: `user/${user.id}`,
    isFirst,
    roles: (await rolesOfUser(instance, user.id)).map(({ name }) => name),
    headers: { authorization: `Bearer ${session.accessToken}` },
    session,
  };
}
