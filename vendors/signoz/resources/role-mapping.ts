import { AccessError } from "#access/model/errors.ts";
import type { roleMapping as definition } from "#access/model/nouns/resources/role-mapping.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown } from "#access/schema/unknown.ts";
import { readRows, readWhole, toStates } from "../../shared/lists/read-rows.ts";
import { dissolve } from "../../shared/relations/establish.ts";
import { createTwinError, planRelation, type RelationWords } from "../../shared/relations/plan-relation.ts";
import type { SignozConnection } from "../connection.ts";
import { findMissingDomain } from "../references.ts";
import { fromWire, isMappingKnown, isSameMapping, toWire, type WantedMapping } from "../role-mapping.ts";
import type { RoleMapping } from "../wire/role-mapping.ts";

type Planned = Pick<Change<typeof definition>, "prior" | "planned">;

const unset: WantedMapping = { defaultRole: null, groupMappings: null, useRoleAttribute: null };

function toState(domain: string, mapping: WantedMapping) {
  const { defaultRole, groupMappings, useRoleAttribute } = mapping;
  return { id: domain, authDomainId: domain, defaultRole, groupMappings, useRoleAttribute };
}

/** SigNoz checks the writer's rights on each role that the new or the old mapping may give. */
function explainForbidden(error: unknown): unknown {
  if (!(error instanceof AccessError) || error.code !== "forbidden") return error;
  const advice =
    "To write a role mapping, the token needs update, attach and detach on the auth domain; attach on each role that the mapping may give (signoz-viewer where no default is set, all roles with `use_role_attribute`); and detach on each role that it gave before. Use a token that holds signoz-admin, or add what the response names to its role.";
  return new AccessError(error.code, error.message, { path: error.path, advice, cause: error });
}

const mappings = "role mapping";

/** A domain has one mapping. */
function relationOf(domain: string) {
  return { kind: mappings, pair: domain };
}

function toWords(domain: string): RelationWords {
  const does = `set the role mapping of auth domain ${domain}`;
  return { does, row: "mapping", attribute: "authDomainId", search: "`auth_domain_id`" };
}

type Remap = (present: RoleMapping | null) => RoleMapping | null | undefined;

/** False if the domain does not exist. */
async function remap({ client: signoz, signal }: Context<SignozConnection>, domain: string, change: Remap) {
  return signoz
    .during(signal)
    .domains.remap(domain, change)
    .catch((error: unknown) => {
      throw explainForbidden(error);
    });
}

function createMissingDomainError(domain: string): AccessError {
  return new AccessError("not_found", `SigNoz has no auth domain ${domain}.`, { path: ["authDomainId"] });
}

function describeMapping({ defaultRole, groupMappings, useRoleAttribute }: RoleMapping): string {
  const groups = Object.entries(groupMappings ?? {}).map(([group, role]) => `group ${group} gets ${role}`);
  const others = defaultRole === "" ? [] : [`others get ${defaultRole}`];
  const attribute = useRoleAttribute ? ["the identity provider's role attribute decides first"] : [];
  return [...groups, ...others, ...attribute].join("; ") || "nothing is mapped";
}

function createTakenError(domain: string, present: RoleMapping): AccessError {
  const message = `Auth domain ${domain} already has another role mapping: ${describeMapping(present)}.`;
  const advice = `To manage it: terraform import ADDRESS ${domain}, and check what the next plan changes. Or remove it in SigNoz first.`;
  return new AccessError("already_exists", message, { path: ["authDomainId"], advice });
}

async function warnOfPresentMapping(context: Context<SignozConnection>, domain: string, planned: Planned["planned"]) {
  const present = (await context.client.during(context.signal).domains.find(domain))?.roleMapping ?? null;
  if (present === null || (isMappingKnown(planned) && isSameMapping(present, toWire(planned)))) return;
  context.warn(
    "The auth domain has another role mapping",
    `The apply will fail unless it is removed before: ${createTakenError(domain, present).message} To manage it: terraform import ADDRESS ${domain}.`,
  );
}

async function write(context: Context<SignozConnection>, domain: string, wanted: WantedMapping): Promise<void> {
  const mapping = toWire(wanted);
  const isSame = (present: RoleMapping | null): boolean => present !== null && isSameMapping(present, mapping);
  if (!(await remap(context, domain, (present) => (isSame(present) ? undefined : mapping))))
    throw createMissingDomainError(domain);
}

export const roleMapping: Adapter<typeof definition, SignozConnection> = {
  async plan(context, { prior, planned, replaces }) {
    const domain = planned.authDomainId;
    if (!isKnown(domain)) return {};
    const twins = planRelation(context, {
      prior: prior && { ...relationOf(prior.authDomainId), id: prior.id },
      planned: relationOf(domain),
      replaces,
      words: toWords(domain),
    });
    if (twins.length > 0 || domain === prior?.authDomainId) return { errors: twins };
    const errors = await findMissingDomain(context, domain);
    if (errors.length > 0) return { errors };
    await warnOfPresentMapping(context, domain, planned);
    return {};
  },
  async create(context, plan) {
    const { authDomainId: domain } = plan;
    const wanted = toWire(plan);
    if (!context.client.ownersOf(mappings).keep(domain)) throw createTwinError(context, toWords(domain), domain);
    const found = await remap(context, domain, (present) => {
      if (present === null) return wanted;
      if (!isSameMapping(present, wanted)) throw createTakenError(domain, present);
      const detail = `Auth domain ${domain} had exactly this mapping. Destroying this resource removes it.`;
      context.warn("The role mapping existed already and is managed from now on", detail);
      return undefined;
    });
    if (!found) throw createMissingDomainError(domain);
    return toState(domain, plan);
  },
  async read({ client: signoz, signal }, { authDomainId: id, defaultRole, groupMappings, useRoleAttribute }) {
    const stored = (await signoz.reads.readDomain(signoz.during(signal), id))?.roleMapping ?? null;
    if (stored === null) return undefined;
    return toState(id, fromWire(stored, { defaultRole, groupMappings, useRoleAttribute }));
  },
  list({ client: signoz, signal }) {
    const pages = readWhole(() => signoz.reads.listDomains(signoz.during(signal)));
    return toStates(readRows({ what: "Role mappings", pages }), ({ id, roleMapping: stored }) => {
      return stored === null ? [] : [toState(id, fromWire(stored, unset))];
    });
  },
  async update(context, { prior, plan }) {
    await write(context, prior.authDomainId, plan);
    return toState(prior.authDomainId, plan);
  },
  async remove(context, { authDomainId: domain }) {
    const take = async () => void (await remap(context, domain, (present) => (present === null ? undefined : null)));
    await dissolve(context, { ...relationOf(domain), row: domain }, take);
  },
};
