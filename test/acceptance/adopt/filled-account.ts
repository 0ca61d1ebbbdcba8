import { readdirSync } from "node:fs";
import { join } from "node:path";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { VendorBench } from "../support/access.ts";

/** Where an account is filled, and with whose credential. */
export type Place = Pick<VendorBench, "url" | "token">;

/** Code that its users write for what adopt cannot. */
export interface HandWritten {
  /** @param said what adopt says of what it left out */
  write(place: Place, said: string): Promise<string>;
  /** What drift calls it before. */
  readonly code: string;
  /** What the first plan of it does. */
  readonly plans: string;
}

/** An account that was made by hand: a file of `test/acceptance/adopt/accounts` exports it as `account`. */
export interface FilledAccount {
  /** Fills it with calls of the vendor's API alone. */
  fill(place: Place): Promise<void>;
  /** What of it code cannot manage, by title. */
  readonly leftOut: readonly RegExp[];
  /** What code has to say somewhere. */
  readonly says: readonly string[];
  /** What of it no code can import: its users write it. @default none */
  readonly byHand?: HandWritten;
  /** What no report about the account can know, however much code has of it. @default nothing */
  readonly neverKnown?: readonly RegExp[];
}

/** Names that are no names of variables, that look like code, or that others have. */
export const hostileNames: readonly string[] = [
  "🦀",
  "🦀🦀",
  "__proto__",
  "constructor",
  "class",
  "default",
  "Resource",
  "9 lives",
  "a/b/c",
  `quo"te's \`ticks\``,
  '${file("/etc/passwd")} %{ if true }',
  "$${x} %%{y}",
  "*/ // # \n second line",
  "::error::x ##[error]y",
  "\u202Eright to left\u2028line",
  "back\\slash \\u0041",
  "Ünïcode Ops",
  "\u001B[31mred\u001B]0;title\u0007",
  "%{ for x in y }~",
  "::add-mask::x",
  "`${process.env.HOME}`",
  "toString",
  "hasOwnProperty",
  "this",
  "import",
  "scope",
  "\u200B",
  "+1",
  "$(id)",
  `wide ${"w".repeat(240)}`,
];

/** A way to send JSON that fails loudly. */
export function createSender(place: Place, headers: Readonly<Record<string, string>>) {
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const all = { "content-type": "application/json", ...headers };
    const response = await fetch(place.url + path, { method, headers: all, ...sent });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text} for ${JSON.stringify(body)}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  };
}

const folder = join(import.meta.dirname, "accounts");

/** The accounts of every vendor. @throws Error where a vendor has none */
export async function loadAccounts(): Promise<readonly (FilledAccount & { readonly vendor: string })[]> {
  const names = readdirSync(folder).map((file) => file.slice(0, -".ts".length));
  const missing = Object.keys(vendorFacts).filter((vendor) => !names.includes(vendor));
  if (missing.length > 0) throw new Error(`${folder} has no account of ${missing.join(", ")}`);
  const loaded = names.map(async (vendor) => {
    const { account } = (await import(join(folder, `${vendor}.ts`))) as { readonly account: FilledAccount };
    return { ...account, vendor };
  });
  return Promise.all(loaded);
}
