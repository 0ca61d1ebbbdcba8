import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCommand } from "#cli/testing/run-command.ts";
import { type Bench, header, openBench } from "./support/access.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

const configuration = (member: string): string => `${header}
resource "access_role" "weekly" {
  name        = "weekly-reader"
  permissions = [{ action = "read", resource = "dashboard", ${member} = ["0197a7f0-0000-7000-8000-000000000001"] }]
}
`;

async function review(member: string) {
  await bench.workspace.write(configuration(member));
  await bench.workspace.must("plan", "-out", "review.plan");
  const file = join(bench.workspace.folder, "review.json");
  await writeFile(file, await bench.workspace.must("show", "-json", "review.plan"));
  const { out, code } = await runCommand(["review", file]);
  return { out, code };
}

it("a review tells of a member that Terraform drops from a real plan", async () => {
  const { out, code } = await review("selector");
  expect(code).toBe(1);
  expect(out).toContain("LK215 member-dropped access_role.weekly");
  expect(out).toContain("`permissions` has a member `selector`");
});

it("a review says nothing of one that the schema has", async () => {
  expect((await review("selectors")).out).not.toContain("LK215");
});
