import type { Breach } from "#review/built/breach.ts";
import { writeBreach } from "#review/built/write-breach.ts";
import { listAcceptedFindings } from "../delivery/accepted-findings.ts";
import { isAbout, listRules, type PlacedRule } from "./access-policy.ts";
import { Annotations, TerraformStack } from "./cdktf.ts";
import { listBlocks } from "./code-blocks.ts";
import { judgeRules } from "./review-engine.ts";
import { findReader } from "./stack-reader.ts";
import { spellProps } from "./typescript-terms.ts";

/** Lets the synthesis that follows at once take what was just made, so that no stack is made twice. */
function passOn(stack: TerraformStack, document: unknown): void {
  if (Object.hasOwn(stack, "toTerraform")) return;
  const drop = (): void => void Reflect.deleteProperty(stack, "toTerraform");
  const value = (): unknown => {
    drop();
    return document;
  };
  Object.defineProperty(stack, "toTerraform", { configurable: true, value });
  queueMicrotask(drop);
}

function listAllRules(stack: TerraformStack): readonly PlacedRule[] {
  const above = stack.node.scopes.slice(0, -1);
  const within = stack.node.findAll().filter((one) => TerraformStack.of(one) === stack);
  return [...above, ...within].flatMap(listRules);
}

interface Broken {
  readonly breach: Breach;
  readonly severity: PlacedRule["severity"];
  /** Those that it breaks: the first of each policy. */
  readonly rules: PlacedRule[];
}

/** What breaks rules where they hold: each finding once a severity. */
function listBroken(stack: TerraformStack, rules: readonly PlacedRule[], found: readonly (readonly Breach[])[]) {
  const paths = new Map(listBlocks(stack).map(({ address, path }) => [address, path]));
  const broken = new Map<string, Broken>();
  for (const [index, rule] of rules.entries()) {
    for (const breach of found[index] ?? []) {
      const [first] = breach.addresses.flatMap((address) => paths.get(address) ?? []);
      // What is about no block is about the whole stack.
      if (!isAbout(rule, [first ?? stack.node.path])) continue;
      const { severity } = rule;
      const key = JSON.stringify([severity, breach.fingerprint, breach.message]);
      const one = broken.get(key) ?? { breach, severity, rules: [] };
      broken.set(key, one);
      if (one.rules.every(({ name }) => name !== rule.name)) one.rules.push(rule);
    }
  }
  return [...broken.values()];
}

function warn(stack: TerraformStack, message: string): void {
  // A test may synthesize a stack several times.
  if (stack.node.metadata.some(({ data }) => data === message)) return;
  Annotations.of(stack).addWarning(message);
}

/** In the words of somebody who writes TypeScript. */
function spellBreach(breach: Breach): Breach {
  return { ...breach, message: spellProps(breach.message), fix: spellProps(breach.fix) };
}

function writeSource(rules: readonly PlacedRule[]): string {
  const sources = rules.map(({ name, at }) => `${name}, which ${at.node.path === "" ? "the app" : at.node.path} has`);
  return `    Found by ${sources.join("; by ")}.`;
}

/** Judges a complete stack by the policies that hold in it: warns, and returns what it fails for. */
export function judgePolicies(stack: TerraformStack): readonly string[] {
  const rules = listAllRules(stack);
  if (rules.length === 0) return [];
  const document = stack.toTerraform();
  const accepted = listAcceptedFindings(stack, () => listBlocks(stack)).map(({ path, subject = null, ...one }) => {
    return { ...one, subject, by: path };
  });
  const found = judgeRules({ name: stack.node.path, document, accepted }, rules, new Date().toISOString());
  const context = { stacks: [stack.node.path], locate: (address: string) => findReader(stack)?.locate(address) };
  const told = listBroken(stack, rules, found).map(({ rules: own, breach, severity }) => {
    return { severity, message: [...writeBreach(spellBreach(breach), context), writeSource(own)].join("\n") };
  });
  for (const { severity, message } of told) if (severity === "warning") warn(stack, message);
  const errors = told.filter(({ severity }) => severity === "error").map(({ message }) => message);
  if (errors.length === 0) passOn(stack, document);
  return errors;
}
