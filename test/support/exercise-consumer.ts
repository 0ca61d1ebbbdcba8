import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Consumer, consumers, type TriedNode } from "./consumers.ts";
import { countDeployed } from "./deployed.ts";
import { type InstalledConsumer, openWorkshop, type Workshop } from "./workshop.ts";

const stackFile = z.object({ resource: z.record(z.string(), z.record(z.string(), z.unknown())) });
const stateFile = z.object({ outputs: z.object({ secret: z.object({ value: z.string().min(20) }) }) });

async function countResources(folder: string): Promise<number> {
  const text = await readFile(join(folder, "cdktf.out", "stacks", "consumer", "cdk.tf.json"), "utf8");
  const { resource } = stackFile.parse(JSON.parse(text));
  return Object.values(resource).reduce((sum, blocks) => sum + Object.keys(blocks).length, 0);
}

async function readSecret(folder: string): Promise<string> {
  const text = await readFile(join(folder, "terraform.consumer.tfstate"), "utf8");
  return stateFile.parse(JSON.parse(text)).outputs.secret.value;
}

/** Compiles the project, if it has something to compile, and runs its tests. jest, vitest and Node each count them. */
async function testConsumer({ hasCheck }: Consumer, installed: InstalledConsumer, node: TriedNode): Promise<void> {
  if (hasCheck) await installed.runScript(node, "check");
  const output = await installed.runScript(node, "test");
  expect(output).toMatch(/\b(?:[1-9]\d* passed|pass [1-9])/);
}

/** Deploys the project to the mock and takes it away again. */
async function deployConsumer({ folder, runCli }: InstalledConsumer, node: TriedNode): Promise<void> {
  const deployed = await runCli(node, "deploy", "--auto-approve");
  const count = await countResources(folder);
  expect(count).toBeGreaterThan(3);
  expect(countDeployed(folder, "consumer")).toBe(count);
  expect(deployed).toContain("secret = <sensitive>");
  expect(deployed).not.toContain(await readSecret(folder));
  await runCli(node, "destroy", "--auto-approve");
  expect(countDeployed(folder, "consumer")).toBe(0);
}

/** Declares the tests of every project, on those of its Nodes that `chooseNodes` takes. */
export function exerciseConsumers(chooseNodes: (consumer: Consumer) => readonly TriedNode[]): void {
  let workshop: Workshop;

  beforeAll(async () => {
    workshop = await openWorkshop();
  });

  afterAll(() => workshop.remove());

  describe.each(consumers)("the project $name", (consumer) => {
    let installed: InstalledConsumer;

    beforeAll(async () => {
      installed = await workshop.install(consumer);
    });

    describe.each(chooseNodes(consumer))("on Node $version", (node) => {
      it("compiles and passes its own tests", () => testConsumer(consumer, installed, node));

      it("is deployed to the mock and destroyed", () => deployConsumer(installed, node));
    });
  });
}
