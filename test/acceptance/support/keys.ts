import { armor, Decrypter } from "age-encryption";
import { type Bench, header, openBench } from "./access.ts";

/** A bench whose time, the provider's and the mock's, is the test's. */
export interface TimedBench extends Bench {
  /** Moves both clocks to an instant. */
  at(instant: string): Promise<void>;
  /** Moves both clocks on, by a duration in Go's form with days. */
  after(duration: string): Promise<void>;
}

export async function openTimedBench(start: string): Promise<TimedBench> {
  let now = new Date(start);
  const bench = await openBench({ now: () => now, sleep: () => Promise.resolve() });
  await bench.mock.clock.set(now);
  return {
    ...bench,
    async at(instant) {
      now = await bench.mock.clock.set(new Date(instant));
    },
    async after(duration) {
      now = await bench.mock.clock.advance(duration);
    },
  };
}

export const keyAddress = "access_key.plover";

/** An account that holds a role, and a key of it with these further arguments. */
export function keyConfiguration(lines: readonly string[] = [], more = ""): string {
  return `${header}
resource "access_service_account" "plover" {
  name = "plover"
}
data "access_role" "viewer" {
  name = "signoz-viewer"
}
resource "access_role_binding" "plover" {
  role_id            = data.access_role.viewer.id
  service_account_id = access_service_account.plover.id
}
resource "access_key" "plover" {
  service_account_id = access_service_account.plover.id
  name               = "plover-key"
  ${lines.join("\n  ")}
}
${more}`;
}

export interface KeyValues {
  readonly [name: string]: unknown;
}

export async function keyValues(bench: Bench): Promise<KeyValues> {
  const values = (await bench.workspace.state())[keyAddress];
  if (values === undefined) throw new Error("state has no key");
  return values;
}

/** The vendor's answer to who presents a secret: 200 where it works, 401 where it does not. */
export async function statusOf(bench: Bench, secret: unknown): Promise<number> {
  const headers = { "SIGNOZ-API-KEY": String(secret) };
  return (await fetch(`${bench.url}/api/v1/service_accounts/me`, { headers })).status;
}

/** Name and expiry (Unix seconds, 0 is never) of each key of the account, by id. */
export async function keysAtVendor(bench: Bench): Promise<Readonly<Record<string, readonly [string, number]>>> {
  const { service_account_id: account } = await keyValues(bench);
  const rows = await bench.admin.keys(String(account));
  return Object.fromEntries(rows.map(({ id, name, expiresAt }) => [id, [name, expiresAt] as const]));
}

export async function decrypted(ciphertext: unknown, identity: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(armor.decode(String(ciphertext)), "text");
}
