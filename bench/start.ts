import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { findBundledProvider, executableFileName } from "#constructs/delivery/bundled-provider.ts";
import { createServerCertificate } from "#terraform/plugin/process/certificate.ts";
import { measure, timed } from "./support/measure.ts";

// The value that Terraform gives every provider; see go-plugin's handshake.
const cookie = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

async function handshake(executable: string, certificate: string): Promise<void> {
  const env = {
    ...process.env,
    TF_PLUGIN_MAGIC_COOKIE: cookie,
    PLUGIN_PROTOCOL_VERSIONS: "5,6",
    PLUGIN_CLIENT_CERT: certificate,
  };
  const child = spawn(executable, [], { env, stdio: ["ignore", "pipe", "ignore"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  if (!line.toString().startsWith("1|6|unix|")) throw new Error("the provider gave no handshake");
  child.kill("SIGTERM");
}

async function bareNode(): Promise<void> {
  const child = spawn(process.execPath, ["-e", "0"], { stdio: "ignore" });
  await once(child, "exit");
}

/** From exec to the handshake line, as Terraform waits for it several times a plan. */
export async function benchStart(): Promise<void> {
  const { archive } = findBundledProvider(import.meta.dirname);
  const executable = join(archive, "..", executableFileName);
  const { certificate } = createServerCertificate();
  await measure({
    name: "provider, exec to handshake, against bare `node -e 0`",
    ours: () => timed(() => handshake(executable, certificate)),
    theirs: () => timed(bareNode),
    rounds: 21,
    bar: { kind: "atMost", ratio: 1.5 },
    unit: "ms",
  });
}
