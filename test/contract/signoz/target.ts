import { createMock } from "../../../mock-server/app.ts";
import type { Clock } from "../../../mock-server/clock.ts";

/** A SigNoz to hold the contract against. */
export interface Target {
  /** Below this come the vendor's own paths. */
  readonly url: string;
  readonly token: string;
  /** A real SigNoz has none that a test may move. */
  readonly clock?: Pick<Clock, "advance" | "reset">;
  close(): Promise<void>;
}

export interface TargetChoice {
  readonly name: string;
  readonly isMock: boolean;
  open(): Promise<Target>;
}

async function openMock(): Promise<Target> {
  const { app, clock, world, close } = await createMock();
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  return { url: `${url}/signoz`, token: world.tokens["signoz"] ?? "", clock, close };
}

const realUrl = process.env["LATCHKEY_CONTRACT_SIGNOZ_URL"];
const realToken = process.env["LATCHKEY_CONTRACT_SIGNOZ_TOKEN"];

const mock: TargetChoice = { name: "the mock", isMock: true, open: openMock };

/** The mock always, and a real SigNoz where its variables are set; its token must be an administrator's. */
export const targets: readonly TargetChoice[] =
  realUrl === undefined || realToken === undefined
    ? [mock]
    : [
        mock,
        {
          name: `SigNoz at ${realUrl}`,
          isMock: false,
          open: async () => ({ url: realUrl.replace(/\/$/, ""), token: realToken, close: async () => {} }),
        },
      ];
