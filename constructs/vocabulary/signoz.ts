import { Construct } from "constructs";
import { AccessError } from "#access/model/errors.ts";
import type { KindWith, Verb } from "#vendors/signoz/facts/data/catalog.ts";
import type { ManagedRoleName } from "#vendors/signoz/facts/data/managed-roles.ts";
import { permissions } from "#vendors/signoz/facts/permissions.ts";
import type { IRole, RoleReference } from "../grant.ts";
import type { Permission } from "../permission.ts";
import { createConstructError } from "../shared/construct-error.ts";
import { rememberUses } from "../shared/same-account.ts";
import type { IServiceAccount } from "../service-account.ts";
import { permissionsFromJson } from "./signoz-json.ts";

const vendor = "signoz";

export interface SignozSelection {
  /** The ids of the objects it applies to; for roles, their names. An empty list is refused. */
  readonly only: readonly string[];
}

interface OnRoles {
  /** Applies to these roles. */
  (...roles: readonly [IRole | RoleReference, ...(IRole | RoleReference)[]]): Permission;
}

interface OnAccounts {
  /** Applies to these service accounts. */
  (...accounts: readonly [IServiceAccount, ...IServiceAccount[]]): Permission;
}

interface OnKind<V extends Verb> {
  /** Applies to everything of a kind, or to what `only` lists. */
  (kind: KindWith<V>, selection?: SignozSelection): Permission;
}

type Target = IServiceAccount | IRole | RoleReference;

function permitOnKind(action: Verb, kind: string, selection: SignozSelection | undefined): Permission {
  if (selection === undefined) return { vendor, action, resource: kind };
  if (selection.only.length > 0) return { vendor, action, resource: kind, selectors: [...selection.only] };
  const advice = "List what it applies to, or leave `only` out for all.";
  const message = `signoz.${action}("${kind}"): \`only\` is an empty list, which would grant nothing. ${advice}`;
  throw new AccessError("permission_invalid", message, { advice });
}

function isNode(target: Target): target is IServiceAccount | IRole {
  return Construct.isConstruct(target);
}

function vendorOf(target: Target): string {
  return isNode(target) ? target.provider.facts.name : target.vendor;
}

function selectorOf(target: Target): string {
  if (!isNode(target)) return target.name;
  if (target.noun === "service_account") return target.id;
  if (target.name !== undefined) return target.name;
  throw createConstructError(target, {
    code: "permission_invalid",
    message: "SigNoz permissions refer to roles by name, but this role is known by its id alone.",
    advice: "Use CustomRole.fromName.",
  });
}

function permitOnTargets(action: Verb, targets: readonly [Target, ...Target[]]): Permission {
  const [first] = targets;
  const foreign = targets.find((target) => vendorOf(target) !== vendor);
  if (foreign !== undefined) {
    const what = isNode(foreign) ? foreign.node.path : foreign.name;
    const advice = "Use one that belongs to signoz.";
    const message = `signoz.${action}: ${what} belongs to ${vendorOf(foreign)}. ${advice}`;
    throw new AccessError("permission_invalid", message, { advice });
  }
  const resource = isNode(first) && first.noun === "service_account" ? "serviceaccount" : "role";
  return rememberUses({ vendor, action, resource, selectors: targets.map(selectorOf) }, targets.filter(isNode));
}

type Argument = Target | SignozSelection | undefined;

function isSelection(argument: Argument): argument is SignozSelection {
  return typeof argument === "object" && "only" in argument;
}

/** From JavaScript: what is no selection would be dropped, and the permission be one for all. */
function checkSelections(action: Verb, kind: string, rest: readonly unknown[]): void {
  const odd = rest.find((one) => one !== undefined && (typeof one !== "object" || one === null || !("only" in one)));
  const only = rest.flatMap((one) => (typeof one === "object" && one !== null && "only" in one ? [one.only] : []));
  const isList = only.every((one) => Array.isArray(one) && one.every((text) => typeof text === "string"));
  if (odd === undefined && isList && rest.length < 2) return;
  const advice = "Write { only: [ids] } to name objects, or nothing for all.";
  const message = `signoz.${action}("${kind}"): what follows the kind is not { only: […] } with a list of texts. ${advice}`;
  throw new AccessError("permission_invalid", message, { advice });
}

/** From JavaScript: neither a construct nor a role by its name. */
function checkTargets(action: Verb, targets: readonly unknown[]): void {
  const odd = targets.findIndex((one) => {
    const isNamed = typeof one === "object" && one !== null && "vendor" in one && "name" in one;
    const isMade =
      Construct.isConstruct(one) && "noun" in one && (one.noun === "service_account" || one.noun === "role");
    return !isNamed && !isMade;
  });
  if (odd < 0) return;
  const advice = "Pass a kind, service accounts, or roles.";
  throw new AccessError("permission_invalid", `signoz.${action}: argument ${odd} is none of those. ${advice}`, {
    advice,
  });
}

function isTarget(argument: Argument): argument is Target {
  return argument !== undefined && !isSelection(argument);
}

/** A verb on a kind, on service accounts or on roles. The types in `SignozVocabulary` say which of them compile. */
function createVerb(action: Verb) {
  return (first: string | Target, ...rest: readonly Argument[]): Permission => {
    if (typeof first === "string") {
      checkSelections(action, first, rest);
      return permitOnKind(action, first, rest.find(isSelection));
    }
    checkTargets(action, [first, ...rest]);
    return permitOnTargets(action, [first, ...rest.filter(isTarget)]);
  };
}

/** SigNoz checks `create` and `list` against a whole kind, so a selector there would grant nothing. */
interface OnWholeKind<V extends Verb> {
  /** Applies to everything of a kind. */
  (kind: KindWith<V>): Permission;
}

interface OnObjects<V extends Verb> extends OnRoles, OnAccounts, OnKind<V> {}

interface SignozVocabulary {
  readonly create: OnWholeKind<"create">;
  readonly read: OnObjects<"read">;
  readonly update: OnObjects<"update">;
  readonly delete: OnObjects<"delete">;
  readonly list: OnWholeKind<"list">;
  readonly attach: OnObjects<"attach">;
  readonly detach: OnObjects<"detach">;
  readonly assignee: OnRoles & OnKind<"assignee">;
  /** An existing role, by its name. It is looked up once in each account, on first use. */
  role(name: ManagedRoleName | (string & {})): RoleReference;
  /** The permissions of a managed role, to put into another role. SigNoz lets holders of the managed role itself do more. */
  heldBy(role: ManagedRoleName): readonly Permission[];
  /**
   * Reads permissions from the text that the JSON mode of SigNoz's role page shows: an array of transaction groups.
   *
   * @throws AccessError with the position of the error, and what is accepted there
   */
  fromJson(text: string): readonly Permission[];
}

/** SigNoz's permissions and roles: verbs on kinds of objects. A verb that a kind lacks does not compile. */
export const signoz: SignozVocabulary = {
  create: createVerb("create"),
  read: createVerb("read"),
  update: createVerb("update"),
  delete: createVerb("delete"),
  list: createVerb("list"),
  attach: createVerb("attach"),
  detach: createVerb("detach"),
  assignee: createVerb("assignee"),
  role: (name) => ({ vendor, name }),
  heldBy: (role) =>
    (permissions.managedRoles[role] ?? []).map(({ action, resource }) => ({ vendor, action, resource })),
  fromJson: permissionsFromJson,
};
