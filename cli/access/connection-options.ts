import { type Command, InvalidArgumentError, Option } from "commander";
import { Secret } from "#access/schema/secret.ts";
import type { SettingWords } from "#connection/setting-words.ts";
import type { Settings } from "#connection/surroundings.ts";

/** How a vendor is reached: what the provider block has, but for the token, which is in the environment alone. */
export interface ConnectionFlags {
  readonly endpoint?: string;
  readonly caFile?: string;
  readonly header: readonly HeaderSource[];
  readonly requestTimeout?: string;
  readonly maxRetries?: bigint;
}

/** A header, whose value may be a secret: a variable has it. */
interface HeaderSource {
  readonly name: string;
  readonly variable: string;
}

type Environment = { readonly [name: string]: string | undefined };

function parseHeader(text: string): HeaderSource {
  const [, name, variable] = /^([^=\s]+)=([A-Za-z_]\w*)$/.exec(text) ?? [];
  if (name !== undefined && variable !== undefined) return { name, variable };
  throw new InvalidArgumentError(
    "Expected NAME=VARIABLE: the header, and the environment variable that has its value.",
  );
}

function parseRetries(text: string): bigint {
  if (/^\d{1,3}$/.test(text)) return BigInt(text);
  throw new InvalidArgumentError("Expected a whole number.");
}

/** The options that every command has which asks a vendor. */
export function addConnectionOptions(command: Command): Command {
  return command
    .option("--endpoint <url>", "base URL of the vendor's API; default: as in the provider block")
    .option("--ca-file <file>", "PEM file with authorities to trust in addition")
    .addOption(
      new Option("--header <name=variable>", "header to send, with its value from a variable; repeatable")
        .default([], "none")
        .argParser((text: string, all: readonly HeaderSource[]) => [...all, parseHeader(text)]),
    )
    .option("--request-timeout <duration>", "for one request; default: 30s")
    .addOption(new Option("--max-retries <number>", "for one request; default: 4").argParser(parseRetries));
}

const spelled: { readonly [setting in keyof Settings]?: string } = {
  vendor: "--vendor",
  endpoint: "--endpoint",
  caFile: "--ca-file",
  headers: "--header",
  requestTimeout: "--request-timeout",
  maxRetries: "--max-retries",
};

/** As this command line spells the settings. */
export const optionWords: SettingWords = {
  name: (setting) => spelled[setting] ?? `the ${setting}`,
  place: (setting) => spelled[setting] ?? null,
  adviseMissingFile: () => "Give the path of a file that is there.",
  reader: "the user who runs this command",
};

function readHeaders(sources: readonly HeaderSource[], environment: Environment): Settings["headers"] {
  if (sources.length === 0) return null;
  const entries = sources.map(({ name, variable }) => {
    const value = environment[variable];
    if (value === undefined || value === "") {
      throw new Error(`--header ${name}: the variable ${variable} is not set. Set it to the header's value.`);
    }
    return [name, new Secret(value)] as const;
  });
  return Object.fromEntries(entries);
}

/** What a provider block would say. @throws Error if a header has no value */
export function readSettings(
  { endpoint, caFile, header, requestTimeout, maxRetries }: ConnectionFlags,
  vendor: string | null,
  environment: Environment,
): Settings {
  return {
    vendor,
    endpoint: endpoint ?? null,
    token: null,
    requestTimeout: requestTimeout ?? null,
    maxRetries: maxRetries ?? null,
    caFile: caFile ?? null,
    headers: readHeaders(header, environment),
    escalationGuard: null,
    mayDelegate: null,
    formerEndpoints: null,
  };
}

/** Where a command that asks a vendor takes the rest from. */
export const settingsHelp = `
The vendor's token is read from the vendor's own variable, or else from ACCESS_TOKEN, and never from the command line. --vendor
and --endpoint may be variables too (ACCESS_VENDOR, ACCESS_ENDPOINT), and a proxy is one (HTTPS_PROXY, NO_PROXY), all as for the
provider block.`;

export const connectionHelp = `${settingsHelp} Only GET requests are sent. No right to change anything is needed;
what the token may not see is named, and docs/snapshot.md says what a complete answer needs at each vendor.`;
