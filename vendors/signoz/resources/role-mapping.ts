import { AccessError } from "#access/model/errors.ts";
import type { GainReader } from "#access/model/permissions/escalation.ts";
import type { roleMapping } from "#access/model/nouns/resources/role-mapping.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown, isWhollyKnown } from "#access/schema/unknown.ts";
import type { SignozConnection } from "../client.ts";
import { missingDomain } from "../existence.ts";
import { adminRoleName } from "../facts/data/managed-roles.ts";
import { rolesHeld } from "../rights.ts";
import { effectiveRoles, fromWire, isSameMapping, toWire, type Wanted } from "../role-mapping.ts";
import type { RoleMapping } from "../wire/role-mapping.ts";

type Planned = Pick<Change<typeof roleMapping>, "prior" | "planned">;

function toState(domain: string, mapping: Wanted) {
  const { defaultRole, groupMappings, useRoleAttribute } = mapping;
  return { id: domain, authDomainId: domain, defaultRole, groupMappings, useRoleAttribute };
}

/** SigNoz checks the writer against each role that a mapping may give, and against each that it gave before. */
function explained(error: unknown): unknown {
  if (!(error instanceof AccessError) || error.code !== "forbidden") return error;
  const advice =
    "Whoever writes a mapping needs update, attach and detach on the auth domain; attach on each role that it may give (signoz-viewer where no default is set, all roles with `use_role_attribute`); and detach on each that it gave before. Use a token that holds signoz-admin, or add to its role what the answer names.";
  return new AccessError(error.code, error.message, { path: error.path, advice, cause: error });
}

type Remap = (present: RoleMapping | null) => RoleMapping | null | undefined;

/** False where there is no such domain. */
async function remap({ client: signoz, signal }: Context<SignozConnection>, domain: string, change: Remap) {
  return signoz
    .during(signal)
    .domains.remap(domain, change)
    .catch((error: unknown) => {
      throw explained(error);
    });
}

function gone(domain: string): AccessError {
  return new AccessError("not_found", `There is no auth domain ${domain} in this SigNoz.`, { path: ["authDomainId"] });
}

function listed({ defaultRole, groupMappings, useRoleAttribute }: RoleMapping): string {
  const groups = Object.entries(groupMappings ?? {}).map(([group, role]) => `group ${group} gets ${role}`);
  const others = defaultRole === "" ? [] : [`others get ${defaultRole}`];
  const attribute = useRoleAttribute ? ["the identity provider's role attribute decides first"] : [];
  return [...groups, ...others, ...attribute].join("; ") || "nothing is mapped";
}

function taken(domain: string, present: RoleMapping): AccessError {
  const message = `Auth domain ${domain} has another role mapping already: ${listed(present)}.`;
  const advice = `To change that one: terraform import ADDRESS ${domain}, and look at what the next plan changes. Or take it away in SigNoz first.`;
  return new AccessError("already_exists", message, { path: ["authDomainId"], advice });
}

function isSettled(planned: Planned["planned"]): planned is Planned["planned"] & Wanted {
  return [planned.defaultRole, planned.groupMappings, planned.useRoleAttribute].every(isWhollyKnown);
}

async function warnOfPresent(context: Context<SignozConnection>, domain: string, planned: Planned["planned"]) {
  const present = (await context.client.during(context.signal).domains.find(domain))?.roleMapping ?? null;
  if (present === null || (isSettled(planned) && isSameMapping(present, toWire(planned)))) return;
  context.warn(
    "The auth domain has another role mapping",
    `Unless it is taken away before, the apply will stop: ${taken(domain, present).message} To manage it: terraform import ADDRESS ${domain}.`,
  );
}

async function heldBy(context: Context<SignozConnection>, mapping: RoleMapping | null) {
  const roles = effectiveRoles(mapping);
  return rolesHeld(context, roles === "every" ? [adminRoleName] : roles);
}

/** Whoever signs in gets these rights. Without a mapping that is the vendor's default, which is there anyhow. */
function gains(context: Context<SignozConnection>, { prior, planned }: Planned): GainReader | undefined {
  if (!isSettled(planned)) return undefined;
  const [before, after] = [prior === null ? null : toWire(prior), toWire(planned)];
  const domain = planned.authDomainId;
  const subject = `The role mapping of ${isKnown(domain) ? `auth domain ${domain}` : "an auth domain"}`;
  return async () => ({ subject, before: await heldBy(context, before), after: await heldBy(context, after) });
}

async function write(context: Context<SignozConnection>, domain: string, wanted: Wanted): Promise<void> {
  const mapping = toWire(wanted);
  const isSame = (present: RoleMapping | null): boolean => present !== null && isSameMapping(present, mapping);
  if (!(await remap(context, domain, (present) => (isSame(present) ? undefined : mapping)))) throw gone(domain);
}

export const roleMappings: Adapter<typeof roleMapping, SignozConnection> = {
  async plan(context, { prior, planned }) {
    const domain = planned.authDomainId;
    if (!isKnown(domain) || domain === prior?.authDomainId) return {};
    const missing = await missingDomain(context, domain);
    if (missing !== undefined) return { errors: [missing] };
    await warnOfPresent(context, domain, planned);
    return {};
  },
  gains,
  async create(context, plan) {
    const { authDomainId: domain } = plan;
    const wanted = toWire(plan);
    const found = await remap(context, domain, (present) => {
      if (present === null) return wanted;
      if (!isSameMapping(present, wanted)) throw taken(domain, present);
      const detail = `Auth domain ${domain} had exactly this mapping. Destroying this resource takes it away.`;
      context.warn("The role mapping was there already and is managed from now on", detail);
      return undefined;
    });
    if (!found) throw gone(domain);
    return toState(domain, plan);
  },
  async read({ client: signoz, signal }, { authDomainId: id, defaultRole, groupMappings, useRoleAttribute }) {
    const stored = (await signoz.view.domain(signoz.during(signal), id))?.roleMapping ?? null;
    if (stored === null) return undefined;
    return toState(id, fromWire(stored, { defaultRole, groupMappings, useRoleAttribute }));
  },
  async update(context, { prior, plan }) {
    await write(context, prior.authDomainId, plan);
    return toState(prior.authDomainId, plan);
  },
  async remove(context, { authDomainId }) {
    await remap(context, authDomainId, (present) => (present === null ? undefined : null));
  },
};
