import { createMock } from "#mock-server/app.ts";
import type { Clock } from "#mock-server/shared/clock.ts";

/** A vendor to hold the contract against. */
export interface Target {
  /** Below this come the vendor's own paths. */
  readonly url: string;
  readonly token: string;
  /** A real vendor has none that a test may move. */
  readonly clock?: Pick<Clock, "advance" | "reset">;
  /** A world of its own that holds this seed; only of a mock. */
  variant?(seed: unknown): Promise<Target>;
  close(): Promise<void>;
}

export interface TargetChoice {
  readonly name: string;
  readonly isMock: boolean;
  open(): Promise<Target>;
}

async function openMock(vendor: string, seed: unknown = {}): Promise<Target> {
  const { app, clock, world, close } = await createMock({ seed: { [vendor]: seed } });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const token = world.tokens[vendor] ?? "";
  return { url: `${url}/${vendor}`, token, clock, variant: (other) => openMock(vendor, other), close };
}

/**
 * The mock always, and the real vendor where LATCHKEY_CONTRACT_<VENDOR>_URL and LATCHKEY_CONTRACT_<VENDOR>_TOKEN are
 * set; the token must be an administrator's.
 */
export function targetsOf(vendor: string): readonly TargetChoice[] {
  const mock: TargetChoice = { name: "the mock", isMock: true, open: async () => openMock(vendor) };
  const url = process.env[`LATCHKEY_CONTRACT_${vendor.toUpperCase()}_URL`];
  const token = process.env[`LATCHKEY_CONTRACT_${vendor.toUpperCase()}_TOKEN`];
  if (url === undefined || token === undefined) return [mock];
  const open = async (): Promise<Target> => ({ url: url.replace(/\/$/, ""), token, close: async () => {} });
  return [mock, { name: `${vendor} at ${url}`, isMock: false, open }];
}
