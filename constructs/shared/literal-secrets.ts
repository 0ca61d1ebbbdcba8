import type { IConstruct } from "constructs";
import { splitTemplate, type TemplatePart } from "#access/schema/split-template.ts";
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

/** The name of a scheme or of a cookie, which says nothing: `Bearer `, `session=`. */
const introduction = /\b[A-Za-z][A-Za-z_-]*[ =:]+/g;
/** A word that may be a credential, or a part of one. */
const wordOfSecret = /[A-Za-z0-9]{4}|\d{2}/;
const credential = /(?=[\w+/=~-]*\d)(?=[\w+/=~-]*[A-Za-z])[\w+/=~-]{6,}|[\w+/=~-]{20,}/;
/** Quoted texts that are the name of something: of a file, or in a map. */
const naming = /(?:\bfile\(\s*|(?<=[\w)\]])\[\s*)"(?:[^"\\]|\\.)*"/g;
const joining = /\b(?:join|format|concat)\(/;

/** What has a directive is one expression. */
function splitText(text: string): readonly TemplatePart[] {
  return splitTemplate(text) ?? [{ kind: "expression", text }];
}

/** Whether a part of a text, of which another part is known to Terraform alone, may be a part of a secret. */
function hasLiteralPart(text: string): boolean {
  return splitText(text).some((part) => {
    if (part.kind === "text") return wordOfSecret.test(part.text.replaceAll(introduction, ""));
    const texts = part.text.replaceAll(naming, "").match(quoted) ?? [];
    return joining.test(part.text) && texts.some((one) => credential.test(one));
  });
}

/** Whether the whole text is marked, whatever it is made of. */
const marked = /^\$\{\s*sensitive\(/;

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
  if (hasLiteralPart(resolved)) return "is in part plain text";
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

function refuse(block: ProviderBlock, message: string, advice: string): never {
  throw createConstructError(block, { code: "invalid_value", message, advice });
}

function checkSecret(block: ProviderBlock, name: string, value: unknown): void {
  const fault = findLiteral(block, value);
  if (fault === undefined) return;
  const advice =
    "Leave it to the environment, or use the stringValue of a sensitive TerraformVariable without a default.";
  refuse(block, `${name} ${fault}, which would be written to cdk.tf.json in clear.`, advice);
}

/** A variable that is not marked: Terraform shows its value where somebody asks for it, and where anything else uses it. */
function checkMarked(block: ProviderBlock, name: string, value: unknown): void {
  const resolved = resolveValue(block, value);
  if (typeof resolved !== "string" || marked.test(resolved)) return;
  for (const address of listReferences(resolved)) {
    const named = findNamed(TerraformStack.of(block), address);
    if (!(named instanceof TerraformVariable) || named.sensitive) continue;
    const message = `${name} is the variable ${named.node.path}, which is not marked: plans and outputs would show its value.`;
    refuse(block, message, "Add `sensitive: true` to the TerraformVariable.");
  }
}

/** User name and password before the host. */
const userInfo = /^[^/?#]*\/\/[^/?#]*@/;

/**
 * Why an address of an API would show a secret; the provider refuses it too, but only after it was written. Expressions, and tokens,
 * are left out of account. Undefined if it would show none.
 */
function findAddressFault(text: string): string | undefined {
  const literal = splitText(text)
    .map((part) => (part.kind === "text" ? part.text : "x"))
    .join("");
  if (userInfo.test(literal)) return "has a user or a password";
  return /[?#]/.test(literal) ? "has a query, which can contain a key" : undefined;
}

/** Tokens that are not resolved yet are expressions too. @throws AccessError */
export function checkAddresses(block: ProviderBlock, addresses: { readonly [name: string]: unknown }): void {
  for (const [name, value] of Object.entries(addresses)) {
    for (const text of Array.isArray(value) ? value : [value]) {
      const fault = typeof text === "string" ? findAddressFault(text) : undefined;
      if (fault === undefined) continue;
      throw createConstructError(block, {
        code: "endpoint_invalid",
        message: `\`${name}\` ${fault}, and would be written to cdk.tf.json in clear.`,
        advice: "Leave the address alone in it: scheme, host and path. The token belongs in the environment.",
      });
    }
  }
}

/**
 * Refuses what of a provider block would be written in clear, now that every `Lazy` and function can be resolved.
 *
 * @throws AccessError
 */
export function checkLiteralSecrets(construct: IConstruct): void {
  if (!(construct instanceof ProviderBlock)) return;
  const { token, endpoint, formerEndpoints } = construct;
  checkSecret(construct, "`token`", token);
  checkMarked(construct, "`token`", token);
  const headers: unknown = resolveValue(construct, construct.headers);
  if (typeof headers === "object" && headers !== null) {
    for (const [name, value] of Object.entries(headers)) checkSecret(construct, `\`headers\` (${name})`, value);
  }
  const endpoints = { endpoint, formerEndpoints };
  for (const [name, value] of Object.entries(endpoints)) {
    checkAddresses(construct, { [name]: resolveValue(construct, value) });
  }
}
