import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, dirname, join } from "node:path";
import { findBundledProvider, executableFileName } from "#constructs/delivery/bundled-provider.ts";
import { createServerCertificate } from "#terraform/plugin/process/certificate.ts";
import { measure, timed } from "./support/measure.ts";
import { type BenchNode, installNodes } from "./support/nodes.ts";

// The value that Terraform gives every provider; see go-plugin's handshake.
const cookie = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/** How much longer than bare Node a start may take, by the major version of Node. */
const bars: Readonly<Record<string, number>> = { 20: 1.45 };
const laterBar = 1.25;

async function handshake(executable: string, certificate: string, { binary }: BenchNode): Promise<void> {
  const env = {
    ...process.env,
    PATH: [dirname(binary), process.env["PATH"]].join(delimiter),
    TF_PLUGIN_MAGIC_COOKIE: cookie,
    PLUGIN_PROTOCOL_VERSIONS: "5,6",
    PLUGIN_CLIENT_CERT: certificate,
  };
  const child = spawn(executable, [], { env, stdio: ["ignore", "pipe", "ignore"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  if (!line.toString().startsWith("1|6|unix|")) throw new Error("the provider gave no handshake");
  child.kill("SIGTERM");
}

async function startBareNode({ binary }: BenchNode): Promise<void> {
  const child = spawn(binary, ["-e", "0"], { stdio: "ignore" });
  await once(child, "exit");
}

/** From exec to the handshake line, as Terraform waits for it several times a plan, on each Node that is tried. */
export async function benchStart(): Promise<void> {
  const { archive } = findBundledProvider(import.meta.dirname);
  const executable = join(archive, "..", executableFileName);
  const { certificate } = createServerCertificate();
  const { nodes, remove } = await installNodes();
  for (const node of nodes) {
    await measure({
      name: `provider, exec to handshake on Node ${node.version}, against its bare \`node -e 0\``,
      ours: () => timed(() => handshake(executable, certificate, node)),
      theirs: () => timed(() => startBareNode(node)),
      rounds: 21,
      bar: { kind: "atMost", ratio: bars[node.version.split(".")[0] ?? ""] ?? laterBar },
      unit: "ms",
    });
  }
  await remove();
}
