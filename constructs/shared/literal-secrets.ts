import type { IConstruct } from "constructs";
import { AccessProvider as ProviderBlock } from "../gen/provider.ts";
import {
  DefaultTokenResolver,
  StringConcat,
  TerraformLocal,
  TerraformStack,
  TerraformVariable,
  Tokenization,
} from "./cdktf.ts";
import { createConstructError } from "./construct-error.ts";

const resolver = new DefaultTokenResolver(new StringConcat());

/** A value as it is written to cdk.tf.json. */
function resolveValue(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver });
}

/** A reference to what only Terraform knows, or a file that it reads, after the texts of an expression were taken out. */
const reference = /\b[a-z][\w-]*\.[\w-]+|\bfile\(/gi;
const quoted = /"(?:[^"\\]|\\.)*"/g;

/** What the expressions of a text refer to, such as `var.token`. Texts within them count for their own expressions only. */
function listReferences(text: string): readonly string[] {
  const inner = [...text.matchAll(/(?<!\$)\$\{([\s\S]*)\}/g)].map(([, expression = ""]) => expression);
  return inner.flatMap((expression) => {
    const nested = [...expression.matchAll(quoted)].flatMap(([part]) => listReferences(part));
    return [...(expression.replaceAll(quoted, "").match(reference) ?? []), ...nested];
  });
}

const placeholder = "\0";
/** A text that a condition, or a function which takes the first value that there is, can result in. */
const alternative = new RegExp(
  String.raw`[?:]\s*${placeholder}|\b(?:coalesce|try)\((?:(?:[^()]|\([^()]*\))*?,)?\s*${placeholder}\s*[,)]`,
);

/** Whether a text of the expression can be its whole value, such as a fallback. */
function hasLiteralResult(text: string): boolean {
  const masked = text.replaceAll(quoted, (part) =>
    part === '""' || listReferences(part).length > 0 ? "" : placeholder,
  );
  return alternative.test(masked);
}

function findNamed(stack: TerraformStack, address: string): TerraformVariable | TerraformLocal | undefined {
  const [kind, name] = address.split(".");
  return stack.node
    .findAll()
    .find((node): node is TerraformVariable | TerraformLocal =>
      kind === "var"
        ? node instanceof TerraformVariable && node.friendlyUniqueId === name
        : kind === "local" && node instanceof TerraformLocal && node.friendlyUniqueId === name,
    );
}

/** What the variable is without a value from outside, or what the local means. */
function readDefinition(named: TerraformVariable | TerraformLocal): unknown {
  if (named instanceof TerraformVariable) return named.default;
  // Its `expression` is a reference to itself.
  const { locals = {} }: { readonly locals?: { readonly [name: string]: unknown } } = named.toTerraform();
  return locals[named.friendlyUniqueId];
}

/** Where a secret stands in clear, if it does. Null is no value. */
function findLiteral(scope: IConstruct, value: unknown, seen: readonly string[] = []): string | undefined {
  const resolved = resolveValue(scope, value);
  if (typeof resolved !== "string" || resolved === "") return undefined;
  const references = listReferences(resolved).filter((address) => !seen.includes(address));
  if (references.length === 0) return seen.length === 0 ? "is plain text" : undefined;
  if (hasLiteralResult(resolved)) return "can be plain text, as a fallback";
  for (const address of references) {
    const named = findNamed(TerraformStack.of(scope), address);
    const definition = named === undefined ? undefined : resolveValue(scope, readDefinition(named));
    if (named === undefined || typeof definition !== "string" || definition === "") continue;
    if (listReferences(definition).length === 0) return `refers to ${named.node.path}, which is plain text`;
    const fault = findLiteral(scope, definition, [...seen, address]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function checkSecret(block: ProviderBlock, name: string, value: unknown): void {
  const fault = findLiteral(block, value);
  if (fault === undefined) return;
  throw createConstructError(block, {
    code: "invalid_value",
    message: `${name} ${fault}, which would be written to cdk.tf.json in clear.`,
    advice: "Leave it to the environment, or use the stringValue of a sensitive TerraformVariable without a default.",
  });
}

/** User name and password before the host, which the provider refuses too, but only after they were written. */
const userInfo = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i;

/**
 * Refuses what of a provider block would be written in clear, now that every `Lazy` and function can be resolved.
 *
 * @throws AccessError
 */
export function checkLiteralSecrets(construct: IConstruct): void {
  if (!(construct instanceof ProviderBlock)) return;
  checkSecret(construct, "`token`", construct.token);
  const headers: unknown = resolveValue(construct, construct.headers);
  if (typeof headers === "object" && headers !== null) {
    for (const [name, value] of Object.entries(headers)) checkSecret(construct, `\`headers\` (${name})`, value);
  }
  const endpoint: unknown = resolveValue(construct, construct.endpoint);
  if (typeof endpoint !== "string" || !userInfo.test(endpoint)) return;
  throw createConstructError(construct, {
    code: "endpoint_invalid",
    message: "`endpoint` contains a user name or a password, which would be written to cdk.tf.json in clear.",
    advice: "Remove them from the URL. The token belongs in the environment.",
  });
}
