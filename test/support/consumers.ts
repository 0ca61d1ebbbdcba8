// Projects as users have them: each folder of test/consumer whose package.json asks for `constructs`, so a new one is found
// by itself. Its scripts `check`, if there is one, and `test` must pass, and the CLI of its library must deploy it.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isOlder } from "#cli/doctor/versions.ts";
import { root } from "../laws/repository.ts";

export const consumersFolder = join(root, "test", "consumer");

const manifest = z.object({
  engines: z.object({ node: z.string().startsWith(">=") }).default({ node: ">=20.19" }),
  scripts: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
});

function readManifest(name: string): z.output<typeof manifest> {
  return manifest.parse(JSON.parse(readFileSync(join(consumersFolder, name, "package.json"), "utf8")));
}

/** A Node that consumers are tried on. */
export interface TriedNode {
  /** Such as `22.23.5`. */
  readonly version: string;
  /** The package of `test/consumer/nodes` that has it; null for the one that runs the tests. */
  readonly packageName: string | null;
}

const isLinux = process.platform === "linux" && process.arch === "x64";

function listOtherNodes(): readonly TriedNode[] {
  return Object.entries(readManifest("nodes").dependencies).map(([packageName, range]) => ({
    version: range.slice(range.lastIndexOf("@") + 1),
    packageName,
  }));
}

/** This one first. The others are binaries for Linux. */
const triedNodes: readonly TriedNode[] = [
  { version: process.versions.node, packageName: null },
  ...(isLinux ? listOtherNodes() : []),
];

export interface Consumer {
  /** Its folder. */
  readonly name: string;
  readonly engine: "cdktf" | "cdktn";
  readonly hasCheck: boolean;
  /** The one that `npm test` tries it on: each project has another, so that all are seen. */
  readonly sample: readonly TriedNode[];
  /** The others that it runs on. */
  readonly more: readonly TriedNode[];
}

function readConsumer(name: string, index: number): Consumer {
  const { engines, scripts, dependencies } = readManifest(name);
  const nodes = triedNodes.filter(({ version }) => !isOlder(version, engines.node.slice(2)));
  const sample = nodes.slice(index % nodes.length).slice(0, 1);
  return {
    name,
    engine: dependencies["cdktn"] === undefined ? "cdktf" : "cdktn",
    hasCheck: scripts["check"] !== undefined,
    sample,
    more: nodes.filter((node) => !sample.includes(node)),
  };
}

export const consumers: readonly Consumer[] = readdirSync(consumersFolder)
  .filter((name) => readManifest(name).dependencies["constructs"] !== undefined)
  .map(readConsumer);
