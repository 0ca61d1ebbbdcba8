import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const stateFile = z.object({
  resources: z.array(z.object({ mode: z.string(), instances: z.array(z.unknown()) })),
});

/**
 * How many objects Terraform knows of in a stack that CDKTF's command has deployed from `folder`, or knew of before it changed the
 * state last. What the command prints is no evidence: at times it ends before it has shown Terraform's last lines.
 */
export function countDeployed(folder: string, stack: string, when: "now" | "before" = "now"): number {
  const file = join(folder, `terraform.${stack}.tfstate${when === "now" ? "" : ".backup"}`);
  const { resources } = stateFile.parse(JSON.parse(readFileSync(file, "utf8")));
  return resources.filter(({ mode }) => mode === "managed").reduce((sum, { instances }) => sum + instances.length, 0);
}
