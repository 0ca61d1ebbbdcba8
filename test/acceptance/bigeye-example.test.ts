import { afterAll, beforeAll, expect, it } from "vitest";
import { does } from "#terraform/plugin/testing/checks.ts";
import { synthesizeExample } from "../support/example-app.ts";
import { type BigeyeBench, openBigeyeBench, textOf } from "./support/bigeye.ts";

let bench: BigeyeBench;
let before: readonly string[];

async function load(environment: NodeJS.ProcessEnv = {}): Promise<void> {
  const { provider, ...stack } = JSON.parse(await synthesizeExample("automation-account", environment)) as {
    terraform: object;
    provider: object;
  };
  // Where it keeps its state, and in which version it takes the provider, is not what is tried here.
  const terraform = { required_providers: { access: { source: "latchkey/access" } } };
  await bench.workspace.writeText("stack.tf.json", JSON.stringify({ ...stack, provider, terraform }));
}

beforeAll(async () => {
  bench = await openBigeyeBench({ seed: { bigeye: { workspaces: [{ name: "Harbour" }] } } });
  before = await bench.admin.names();
  await load();
});

afterAll(() => bench.close());

async function idOf(prefix: string): Promise<string> {
  const [, values] = Object.entries(await bench.workspace.state()).find(([name]) => name.startsWith(prefix)) ?? [];
  return textOf(values?.["id"]);
}

it("makes the account, its group with the grant, its role and its key, as the page describes it", async () => {
  const { did } = await bench.workspace.apply("");
  expect(Object.values(did)).toEqual(Array.from({ length: 6 }, () => "create"));
  expect((await bench.admin.names()).filter((name) => !before.includes(name))).toEqual(
    [
      "Check runner",
      "nightly-pipeline",
      "nightly-pipeline",
      "nightly-pipeline-prod",
      "nightly-pipeline: Check runner on Default workspace",
    ].toSorted(),
  );
  const secret = textOf((await bench.workspace.outputs())["key_secret"]);
  expect(await bench.admin.status({ method: "GET", path: "/personal-api-keys/verify" }, secret)).toBe(204);
  expect(await bench.admin.status({ method: "GET", path: "/collections" }, secret)).toBe(200);
  const body = { name: "made by key", description: "" };
  expect(await bench.admin.status({ method: "POST", path: "/collections", body }, secret)).toBe(403);
  expect(await bench.admin.status({ method: "GET", path: "/users" }, secret)).toBe(403);
});

it("moves the account to another workspace when the code does", async () => {
  await load({ BIGEYE_WORKSPACE: "Harbour" });
  const { did } = await bench.workspace.apply("");
  expect(Object.values(did)).toEqual(["delete, create"]);
  expect(await bench.admin.names()).toContain("nightly-pipeline: Check runner on Harbour");
});

it("sees what is changed by hand, and puts it back", async () => {
  const account = await idOf("access_service_account.");
  const group = await idOf("access_group.");
  await bench.admin.changeMembership("REMOVE", group, account);
  await bench.admin.must({ method: "PUT", path: `/users/${account}`, body: { name: "someone else's", groupIds: [] } });
  const changed = await bench.workspace.plan();
  expect(Object.values(changed).sort()).toEqual(["create", "update"]);
  await bench.host.step("", { plan: [does(changed)] });
  expect(await bench.admin.user(account)).toMatchObject({ name: "nightly-pipeline", groups: [{ id: group }] });
});

it("is destroyed, and nothing is left", async () => {
  await bench.host.destroy();
  expect(await bench.admin.names()).toEqual(before);
});
