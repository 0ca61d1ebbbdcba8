import { setTimeout as sleep } from "node:timers/promises";
import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import { cleanText, disarmLines } from "#access/schema/shown-text.ts";
import { cleanEndpoint } from "#access/model/statements/account.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { listWarnings } from "#connection/caution.ts";
import { listSettingsErrors, openAccount } from "#connection/open-account.ts";
import type { Settings } from "#connection/surroundings.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { listAccount } from "#vendors/shared/live/list-account.ts";
import { findAsker } from "#vendors/shared/live/find-asker.ts";
import type { LiveAccess } from "#review/live-access.ts";
import type { Io } from "../command.ts";
import { optionWords } from "./connection-options.ts";

/** What to do next, where the errors of the provider speak of Terraform. */
const advices: { readonly [code in ErrorCode]?: string } = {
  certificate_untrusted:
    "Set --ca-file to a PEM file that contains the authority that signed the certificate, and check the host in --endpoint.",
  endpoint_unreachable: "Check --endpoint, the network and any proxy in between, then run again.",
  forbidden: "Use a token that may list accounts, roles and keys.",
  interrupted: "Nothing was written. Run again.",
  rate_limited: "Run again later.",
};

function explain(errors: readonly AccessError[]): Error {
  const texts = errors.map(({ code, message, advice }) => {
    const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
    return `${sentence} ${advices[code] ?? advice}`.trim();
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

/**
 * Reads all that a vendor tells about access in one account. Only reads.
 * @throws Error that says what to do next, if nothing that was read can be trusted
 */
export async function readLive(settings: Settings, io: Io): Promise<LiveAccess> {
  const surroundings = {
    environment: io.environment ?? {},
    now: () => new Date(),
    sleep: (milliseconds: number) => sleep(milliseconds),
    words: optionWords,
  };
  const errors = listSettingsErrors(settings, surroundings);
  if (errors.length > 0) throw explain(errors);
  const signal = io.catchInterruption?.() ?? new AbortController().signal;
  return withAdvice(async () => {
    const opened = await openAccount(settings, surroundings, () => undefined);
    for (const { summary, detail } of listWarnings(settings, opened, surroundings)) {
      io.err(disarmLines(cleanText(`warning: ${summary}. ${detail}\n`)));
    }
    const { vendor, endpoint, client, now } = opened;
    const context: Context<unknown> = { client, facts: vendor.facts, now, signal, warn: () => undefined };
    const { name } = vendor.facts;
    const account = { vendor: name, alias: name, endpoint: cleanEndpoint(endpoint), organization: null };
    const takenAt = now().toISOString();
    const [askedBy, collected] = await Promise.all([
      findAsker(vendor, context),
      listAccount({ vendor, definitions: nounDefinitions, context, account }),
    ]);
    if (collected.instances.length === 0 && collected.blind.length > 0) {
      throw new AccessError(
        "forbidden",
        `Nothing of the account could be read. ${collected.blind.slice(0, 3).join(" ")}`,
      );
    }
    return { account, takenAt, askedBy, collected };
  });
}
