import { type Kind, type Verb, resources, verbs } from "#vendors/signoz/facts/data/catalog.ts";
import { resourceKind, selectorRules } from "#vendors/signoz/facts/data/limits.ts";
import { canonicalTelemetrySelector, telemetryLadder } from "#vendors/signoz/facts/telemetry-selectors.ts";
import { type Transactions, checkedTransactions, transactions } from "#vendors/signoz/wire/permission-check.ts";
import { success } from "#vendors/signoz/wire/common.ts";
import { type Endpoint, bodyEndpoint, callerOf } from "./endpoint.ts";
import { Refusal, invalidInput, notFound } from "./errors.ts";
import { zeroId } from "./ids.ts";
import type { Caller } from "./identity.ts";
import { type Instance, settingsOf } from "./instance.ts";
import { found } from "./outcome.ts";
import { holds, rolesOf } from "./permissions.ts";
import type { RoleRow } from "./tables.ts";

interface Question {
  readonly verb: Verb;
  readonly kind: Kind;
  /** As it was sent. */
  readonly selector: string;
  /** Any one of them satisfies it. */
  readonly selectors: readonly string[];
}

const mostTuples = 50;

function selectorsOf(type: keyof typeof selectorRules, selector: string): readonly string[] {
  const { pattern, says } = selectorRules[type];
  const refuse = (expected: string): Refusal =>
    invalidInput("invalid_selector", `"${selector}" is no selector: expected ${expected}`);
  if (!pattern.test(selector)) throw refuse(says);
  if (type !== "telemetryresource") return selector === "*" ? ["*"] : [selector, "*"];
  const canonical = canonicalTelemetrySelector(selector);
  if (canonical.kind === "refused") throw refuse(canonical.reason);
  return telemetryLadder(canonical.selector);
}

/** The first fault wins: verb, type, kind, the pair, its verb, the selector (signoz.md §1.6). */
function questionOf({ relation, object: { resource, selector } }: Transactions[number]): Question {
  const verb = verbs.find((known) => known === relation);
  if (verb === undefined) throw invalidInput("invalid_verb", `"${relation}" is no verb`);
  const { type, kind } = resource;
  if (type === "anonymous" || !resources.some((known) => known.type === type)) {
    throw invalidInput("invalid_type", `"${type}" is no type`);
  }
  if (!resourceKind.pattern.test(kind)) throw invalidInput("invalid_input", `a kind is ${resourceKind.says}`);
  const known = resources.find((one) => one.type === type && one.kind === kind);
  if (known === undefined) throw notFound("resource_not_found", `there is no resource ${type}/${kind}`);
  if (!known.verbs.some((legal) => legal === verb)) throw invalidInput("invalid_verb", `${kind} has no verb "${verb}"`);
  return { verb, kind: known.kind, selector, selectors: selectorsOf(known.type, selector) };
}

function unavailable(message: string): Refusal {
  return new Refusal("internal", "authz_unavailable", { message });
}

function isAllowed(roles: readonly RoleRow[], edition: "community" | "enterprise", question: Question): boolean {
  const { verb, kind, selector } = question;
  if (verb === "assignee") return roles.some(({ name }) => name === selector);
  if (edition === "enterprise") return holds(roles, question);
  const managed = roles.filter(({ type }) => type === "managed");
  return holds(managed, { verb, kind, selectors: ["*"] });
}

async function askingRoles(instance: Instance, caller: Caller): Promise<readonly RoleRow[]> {
  // An account is looked up as the user with the all-zero id, who holds nothing (signoz.md §1.6).
  if (caller.userId === zeroId && (await settingsOf(instance)).hasKnownDefects) return [];
  return rolesOf(instance, caller);
}

async function check(instance: Instance, caller: Caller, asked: Transactions): Promise<readonly boolean[]> {
  const questions = asked.map(questionOf);
  const { edition } = await settingsOf(instance);
  const tuples = questions.reduce((sum, { selectors }) => sum + selectors.length, 0);
  if (edition === "enterprise" && (tuples === 0 || tuples > mostTuples)) {
    throw unavailable(`the authorisation store takes 1 to ${mostTuples} tuples, and this makes ${tuples}`);
  }
  const roles = await askingRoles(instance, caller);
  return questions.map((question) => isAllowed(roles, edition, question));
}

export const authzCheckEndpoints: readonly Endpoint[] = [
  bodyEndpoint({
    method: "POST",
    path: "/api/v1/authz/check",
    operationId: "AuthzCheck",
    gate: { kind: "authenticated" },
    body: transactions,
    replies: { 200: success(checkedTransactions) },
    errors: {
      400: ["invalid_verb", "invalid_type", "invalid_input", "invalid_selector"],
      404: ["resource_not_found"],
      500: ["authz_unavailable"],
    },
    async handle(instance, request) {
      const answers = await check(instance, callerOf(request), request.body);
      return found(request.body.map((asked, index) => ({ ...asked, authorized: answers[index] ?? false })));
    },
  }),
];
