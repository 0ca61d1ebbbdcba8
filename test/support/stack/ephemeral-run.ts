import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findUnsupported } from "#access/model/vendors/ephemeral-rules.ts";
import { Secret } from "#access/schema/secret.ts";
import type { ProviderClient } from "#terraform/plugin/protocol/provider-service.ts";
import { ephemeralDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { loadVendor } from "#vendors/registry.gen.ts";
import { findHolder } from "#vendors/shared/live/find-holder.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { parseConfiguration } from "./configuration.ts";
import { readSeed } from "./nouns.ts";
import { type Configured, openProvider } from "./provider.ts";
import { Session, type Told } from "./session.ts";
import { evaluate, Shape, type Values } from "./shape.ts";
import { startVendorDouble, type VendorDouble } from "./vendor-double.ts";

const root = join(import.meta.dirname, "..", "..", "..");

/** The ephemeral form of one noun as one vendor has it. */
export interface ServedEphemeral {
  readonly vendor: string;
  readonly type: string;
}

const all = Object.values(vendorFacts).flatMap((facts) =>
  ephemeralDefinitions.map((definition) => {
    const isServed = findUnsupported(definition, facts) === undefined;
    return { vendor: facts.name, type: definition.type, isServed };
  }),
);

/** A new one joins by itself: its example is what is tried. */
export const servedEphemerals: readonly ServedEphemeral[] = all.filter(({ isServed }) => isServed);
export const refusedEphemerals: readonly ServedEphemeral[] = all.filter(({ isServed }) => !isServed);

/** Its example, of which only what it is made of is read, as a resource. What is refused has none. */
function readExample({ vendor, type }: ServedEphemeral) {
  const path = join(root, "examples", "terraform", "ephemeral-resources", type, `${vendor}.tf`);
  if (!existsSync(path)) return [];
  const blocks = readFileSync(path, "utf8").match(/^(?:data|ephemeral) [\s\S]*?^\}$/gm) ?? [];
  const own = blocks.filter((block) => !/^ +provider +=/m.test(block));
  return parseConfiguration(own.join("\n").replace(/^ephemeral /gm, "resource "));
}

export interface Opened {
  /** Null if it failed. */
  readonly values: Values | null;
  readonly private: Uint8Array;
  /** In milliseconds; undefined if it is never renewed. */
  readonly renewAt: number | undefined;
  readonly told: readonly Told[];
}

type Timestamp = { readonly seconds: bigint; readonly nanos: number } | undefined;

function toMilliseconds(at: Timestamp): number | undefined {
  return at === undefined ? undefined : Number(at.seconds) * 1000 + at.nanos / 1_000_000;
}

/** Terraform's part of one run in which something ephemeral is opened and closed, against a vendor's mock. */
export class EphemeralRun {
  readonly double: VendorDouble;
  readonly #served: ServedEphemeral;
  readonly client: ProviderClient;
  readonly #provider: Configured;
  readonly #config: Values;
  readonly #shape: Shape;

  private constructor(served: ServedEphemeral, parts: { double: VendorDouble; provider: Configured; config: Values }) {
    const definition = ephemeralDefinitions.find(({ type }) => type === served.type);
    if (definition === undefined) throw new Error(`${served.type} has no ephemeral form`);
    this.double = parts.double;
    this.client = parts.provider.client;
    this.#provider = parts.provider;
    this.#config = parts.config;
    this.#served = served;
    this.#shape = new Shape(definition.attributes);
  }

  /** The clock of the mock is the provider's. */
  static async start(served: ServedEphemeral): Promise<EphemeralRun> {
    const { vendor } = served;
    const double = await startVendorDouble(vendor, { seed: readSeed(vendor) });
    const now = (): Date => new Date(double.mock.clock.now());
    const provider = await openProvider({ vendor, endpoint: double.url, token: double.token, now })();
    const { client } = provider;
    const told: Told[] = [];
    const session = new Session(client, told);
    const known = new Map<string, Values>();
    let config: Values = {};
    for (const block of readExample(served)) {
      const values = evaluate(block.body, known) as Values;
      if (block.kind === "data") known.set(block.address, (await session.readData(block, values)) ?? {});
      else config = values;
    }
    if (told.length > 0) throw new Error(told[0]?.detail);
    const isServed = servedEphemerals.includes(served);
    if (isServed !== Object.keys(config).length > 0) throw new Error(`${vendor}: an example is missing, or too many`);
    return new EphemeralRun(served, { double, provider, config });
  }

  get #typeName(): string {
    return `access_${this.#served.type}`;
  }

  #collect(messages: Parameters<Session["collect"]>[1]): readonly Told[] {
    const told: Told[] = [];
    new Session(this.client, told).collect("ephemeral", messages);
    return told;
  }

  /** @param change arguments in place of the example's; null leaves one out */
  async validate(change: Values = {}): Promise<readonly Told[]> {
    const config = this.#shape.encode({ ...this.#config, ...change });
    const client = await this.#provider.connectToValidate();
    const { diagnostics } = await client.validateEphemeralResourceConfig({ typeName: this.#typeName, config });
    return this.#collect(diagnostics);
  }

  async open(change: Values = {}): Promise<Opened> {
    const config = this.#shape.encode({ ...this.#config, ...change });
    const answer = await this.client.openEphemeralResource({ typeName: this.#typeName, config });
    const told = this.#collect(answer.diagnostics);
    const values = this.#shape.decode(answer.result);
    return { values, private: answer.private ?? new Uint8Array(), renewAt: toMilliseconds(answer.renewAt), told };
  }

  async renew(opened: Opened): Promise<Opened> {
    const answer = await this.client.renewEphemeralResource({ typeName: this.#typeName, private: opened.private });
    const told = this.#collect(answer.diagnostics);
    return { ...opened, private: answer.private ?? new Uint8Array(), renewAt: toMilliseconds(answer.renewAt), told };
  }

  async close(opened: Opened): Promise<readonly Told[]> {
    const { diagnostics } = await this.client.closeEphemeralResource({
      typeName: this.#typeName,
      private: opened.private,
    });
    return this.#collect(diagnostics);
  }

  /** Whether the vendor accepts a secret now. */
  async isAccepted(secret: unknown): Promise<boolean> {
    const vendor = await loadVendor[this.#served.vendor]?.();
    if (vendor === undefined || typeof secret !== "string") throw new Error("nothing to try");
    const now = (): Date => new Date(this.double.mock.clock.now());
    const options = {
      requestTimeout: 5_000,
      maxRetries: 0,
      now,
      sleep: () => Promise.resolve(),
      trace: () => undefined,
    };
    const client = vendor.connect({ endpoint: this.double.url, token: new Secret(secret), ...options });
    const { signal } = new AbortController();
    const context = { client, facts: vendor.facts, now, signal, warn: () => undefined };
    return findHolder({ vendor, definitions: nounDefinitions, context }).then(
      () => true,
      () => false,
    );
  }

  async #snapshot(): Promise<string> {
    return (await this.double.mock.app.inject({ method: "GET", url: "/_mock/snapshot" })).payload;
  }

  /** The secrets of what lives, which the run made. */
  async listLive(): Promise<readonly string[]> {
    const text = await this.#snapshot();
    const secrets = [...text.matchAll(/"(?:secret|key|api_?key)":"([^"]+)"/gi)].map(([, secret = ""]) => secret);
    const made = [...new Set(secrets)].filter((secret) => !this.#before.has(secret));
    const accepted = await Promise.all(made.map(async (secret) => [secret, await this.isAccepted(secret)] as const));
    return accepted.filter(([, isLive]) => isLive).map(([secret]) => secret);
  }

  #before: ReadonlySet<string> = new Set();

  /** What is there now is not what the run made. */
  async remember(): Promise<void> {
    const text = await this.#snapshot();
    this.#before = new Set([...text.matchAll(/"([^"]*)"/g)].map(([, found = ""]) => found));
  }

  async end(): Promise<void> {
    this.double.intercept(undefined);
    await this.double.close();
  }
}
