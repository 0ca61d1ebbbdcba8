import { type Kind, type Verb, resources, verbs } from "#vendors/signoz/facts/data/catalog.ts";
import { resourceKind, selectorRules } from "#vendors/signoz/facts/data/limits.ts";
import { success } from "#vendors/signoz/wire/common.ts";
import { type Transactions, checkedTransactions, transactions } from "#vendors/signoz/wire/permission-check.ts";
import type { MockError } from "../shared/errors.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { found } from "../shared/outcome.ts";
import { callerOf, endpoint } from "./endpoint.ts";
import { invalidInput, refuse } from "./errors.ts";
import type { Caller } from "./identity.ts";
import { zeroId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { holds, listCallerRoles } from "./permissions.ts";
import { readTelemetrySelector, selectorsAbove, telemetrySelectorForm } from "./telemetry-selectors.ts";

interface Question {
  readonly verb: Verb;
  readonly kind: Kind;
  /** As it was sent. */
  readonly selector: string;
  /** Any one of them satisfies it. */
  readonly selectors: readonly string[];
}

const mostTuples = 50;

function listSelectors(type: keyof typeof selectorRules, selector: string): readonly string[] {
  const { pattern, says } = selectorRules[type];
  const refuseSelector = (expected: string): MockError =>
    invalidInput("invalid_selector", `"${selector}" is not a selector: expected ${expected}`);
  if (!pattern.test(selector)) throw refuseSelector(says);
  if (type !== "telemetryresource") return selector === "*" ? ["*"] : [selector, "*"];
  const read = readTelemetrySelector(selector);
  if (read === undefined) throw refuseSelector(telemetrySelectorForm);
  return selectorsAbove(read);
}

/** Checks in the server's order: verb, type, kind, the pair, its verb, the selector. */
function readQuestion({ relation, object: { resource, selector } }: Transactions[number]): Question {
  const verb = verbs.find((known) => known === relation);
  if (verb === undefined) throw invalidInput("invalid_verb", `"${relation}" is not a verb`);
  const { type, kind } = resource;
  if (type === "anonymous" || !resources.some((known) => known.type === type)) {
    throw invalidInput("invalid_type", `"${type}" is not a type`);
  }
  if (!resourceKind.pattern.test(kind)) throw invalidInput("invalid_input", `a kind is ${resourceKind.says}`);
  const known = resources.find((one) => one.type === type && one.kind === kind);
  if (known === undefined) throw invalidInput("resource_not_found", `there is no resource ${type}/${kind}`);
  if (!known.verbs.some((legal) => legal === verb)) throw invalidInput("invalid_verb", `${kind} has no verb "${verb}"`);
  return { verb, kind: known.kind, selector, selectors: listSelectors(known.type, selector) };
}

function refuseSize(message: string): MockError {
  return refuse("internal", "authz_unavailable", { message });
}

function isAllowed(roles: readonly Row<"roles">[], edition: "community" | "enterprise", question: Question): boolean {
  const { verb, kind, selector } = question;
  if (verb === "assignee") return roles.some(({ name }) => name === selector);
  if (edition === "enterprise") return holds(roles, question);
  const managed = roles.filter(({ type }) => type === "managed");
  return holds(managed, { verb, kind, selectors: ["*"] });
}

async function listAskingRoles(instance: Instance, caller: Caller): Promise<readonly Row<"roles">[]> {
  // An account is looked up as the user with the all-zero id, who holds nothing.
  if (caller.userId === zeroId && (await readSettings(instance)).hasKnownDefects) return [];
  return listCallerRoles(instance, caller);
}

async function checkAll(instance: Instance, caller: Caller, asked: Transactions): Promise<readonly boolean[]> {
  const questions = asked.map(readQuestion);
  const { edition } = await readSettings(instance);
  const tuples = questions.reduce((sum, { selectors }) => sum + selectors.length, 0);
  if (edition === "enterprise" && (tuples === 0 || tuples > mostTuples)) {
    throw refuseSize(`the authorization store takes 1 to ${mostTuples} tuples, and this makes ${tuples}`);
  }
  const roles = await listAskingRoles(instance, caller);
  return questions.map((question) => isAllowed(roles, edition, question));
}

const routes = [
  endpoint({
    method: "POST",
    path: "/api/v1/authz/check",
    operationId: "AuthzCheck",
    gate: { kind: "authenticated" },
    body: transactions,
    replies: { 200: success(checkedTransactions) },
    errors: {
      400: ["invalid_verb", "invalid_type", "invalid_input", "resource_not_found", "invalid_selector"],
      500: ["authz_unavailable"],
    },
    async handle(instance, request) {
      const answers = await checkAll(instance, callerOf(request), request.body);
      return found(request.body.map((asked, index) => ({ ...asked, authorized: answers[index] ?? false })));
    },
  }),
];

export const noun = defineMockNoun({ routes });
