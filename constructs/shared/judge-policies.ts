import type { Breach } from "#review/built/breach.ts";
import { writeBreach } from "#review/built/write-breach.ts";
import { listAcceptedFindings } from "../delivery/accepted-findings.ts";
import { isAbout, listRules, type PlacedRule } from "./access-policy.ts";
import { Annotations, TerraformStack } from "./cdktf.ts";
import { listBlocks } from "./code-blocks.ts";
import { judgeRules } from "./review-engine.ts";
import { findReader } from "./stack-reader.ts";

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
  readonly rule: PlacedRule;
  readonly breach: Breach;
}

/** What breaks each rule where it holds, each finding once a policy. */
function listBroken(stack: TerraformStack, rules: readonly PlacedRule[], found: readonly (readonly Breach[])[]) {
  const paths = new Map(listBlocks(stack).map(({ address, path }) => [address, path]));
  const broken = new Map<string, Broken>();
  for (const [index, rule] of rules.entries()) {
    for (const breach of found[index] ?? []) {
      const [first] = breach.addresses.flatMap((address) => paths.get(address) ?? []);
      // What is about no block is about the whole stack.
      if (!isAbout(rule, [first ?? stack.node.path])) continue;
      const key = JSON.stringify([rule.name, rule.severity, breach.fingerprint, breach.message]);
      if (!broken.has(key)) broken.set(key, { rule, breach });
    }
  }
  return [...broken.values()];
}

function warn(stack: TerraformStack, message: string): void {
  // A test may synthesize a stack several times.
  if (stack.node.metadata.some(({ data }) => data === message)) return;
  Annotations.of(stack).addWarning(message);
}

function writeSource({ name, at }: PlacedRule): string {
  return `    Found by ${name}, which ${at.node.path === "" ? "the app" : at.node.path} has.`;
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
  const told = listBroken(stack, rules, found).map(({ rule, breach }) => {
    return { severity: rule.severity, message: [...writeBreach(breach, context), writeSource(rule)].join("\n") };
  });
  for (const { severity, message } of told) if (severity === "warning") warn(stack, message);
  const errors = told.filter(({ severity }) => severity === "error").map(({ message }) => message);
  if (errors.length === 0) passOn(stack, document);
  return errors;
}
