import { setTimeout as sleep } from "node:timers/promises";
import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import { type AccountSource, cleanEndpoint } from "#access/model/statements/account.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { cleanText, disarmLines } from "#access/schema/shown-text.ts";
import { listWarnings } from "#connection/caution.ts";
import { listSettingsErrors, type OpenAccount, openAccount } from "#connection/open-account.ts";
import type { Settings } from "#connection/surroundings.ts";
import type { Io } from "../command.ts";
import { optionWords } from "./connection-options.ts";
import { startProgress } from "./progress.ts";

/** What to do next, where the errors of the provider speak of Terraform. */
const advices: { readonly [code in ErrorCode]?: string } = {
  certificate_untrusted:
    "Set --ca-file to a PEM file that contains the authority that signed the certificate, and check the host in --endpoint.",
  endpoint_unreachable: "Check --endpoint, the network and any proxy in between, then run again.",
  forbidden: "Use a token that may list accounts, roles and keys.",
  interrupted: "Nothing was written. Run again.",
  rate_limited: "Run again later.",
};

/** What is an attribute of a provider block there is an option or a variable here. */
const spellings: { readonly [attribute: string]: string } = {
  ca_file: "--ca-file",
  endpoint: "--endpoint",
  headers: "--header",
  max_retries: "--max-retries",
  request_timeout: "--request-timeout",
  token: "the token's variable",
  vendor: "--vendor",
};

function respell(advice: string): string {
  return advice.replaceAll(/`([a-z_]+)`(?: in the provider block)?/g, (text, attribute: string) => {
    return Object.hasOwn(spellings, attribute) ? (spellings[attribute] ?? text) : text;
  });
}

function explain(errors: readonly AccessError[]): Error {
  const texts = errors.map(({ code, message, advice }) => {
    const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
    return `${sentence} ${respell(advices[code] ?? advice)}`.trim();
  });
  return new Error(texts.join("\n"), { cause: errors[0] });
}

/** @throws Error, with what to do next, for every `AccessError` */
async function withAdvice<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AccessError ? explain([error]) : error;
  }
}

/** A vendor's account, as a command asks it. */
export interface LiveConnection extends Pick<OpenAccount, "vendor" | "tokenSource"> {
  readonly account: AccountSource;
  readonly context: Context<unknown>;
}

/**
 * Opens an account for some work; opening it sends no request. An interruption aborts the work.
 * @throws Error that says what to do next, if the settings are wrong or the work throws an `AccessError`
 */
export async function withLive<T>(
  settings: Settings,
  io: Io,
  work: (connection: LiveConnection) => Promise<T>,
): Promise<T> {
  const surroundings = {
    environment: io.environment ?? {},
    now: () => new Date(),
    sleep: (milliseconds: number) => sleep(milliseconds),
    words: optionWords,
  };
  const errors = listSettingsErrors(settings, surroundings);
  if (errors.length > 0) throw explain(errors);
  const signal = io.catchInterruption?.() ?? new AbortController().signal;
  const warn = (summary: string, detail: string): void => {
    io.err(disarmLines(cleanText(`warning: ${summary}. ${detail}\n`)));
  };
  const progress = startProgress(io);
  return withAdvice(async () => {
    const opened = await openAccount(settings, surroundings, progress.count);
    for (const { summary, detail } of listWarnings(settings, opened, surroundings)) warn(summary, detail);
    const { vendor, endpoint, client, now, tokenSource } = opened;
    const { name } = vendor.facts;
    const account = { vendor: name, alias: name, endpoint: cleanEndpoint(endpoint), organization: null };
    return work({ vendor, tokenSource, account, context: { client, facts: vendor.facts, now, signal, warn } });
  }).finally(progress.end);
}
