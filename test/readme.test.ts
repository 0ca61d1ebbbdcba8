import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { findEffectiveRights } from "#access/graph/effective.ts";
import { listSubjects, nameNodeOf } from "#access/graph/questions.ts";
import { findReach } from "#access/graph/reach.ts";
import { keyOfAtom, keyOfRight } from "#access/model/statements/right.ts";
import { readAccess } from "#review/read-source.ts";
import { root, textOf } from "./laws/repository.ts";

const blocks = z.record(z.string(), z.object({ name: z.string().optional() }));
const stack = z.object({ resource: z.record(z.string(), blocks) });

async function synthesizeReadme(): Promise<string> {
  const [, code] = /^```ts\n([\s\S]*?)^```$/m.exec(textOf("README.md")) ?? [];
  const folder = await mkdtemp(join(tmpdir(), "latchkey-readme-"));
  try {
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    await writeFile(join(folder, "main.ts"), code ?? "");
    const app = ["--import", import.meta.resolve("tsx"), join(folder, "main.ts")];
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, "tsconfig.json") };
    await promisify(execFile)(process.execPath, app, { cwd: folder, env });
    const file = join(folder, "cdktf.out", "stacks", "self-service-keys", "cdk.tf.json");
    return await readFile(file, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("README.md", () => {
  it("has an example that synthesizes an account, its role and a role of its own", async () => {
    const { resource } = stack.parse(JSON.parse(await synthesizeReadme()));
    const names = (type: string) => Object.values(resource[type] ?? {}).map(({ name }) => name);
    expect(names("access_service_account")).toEqual(["viewer-readonly"]);
    expect(names("access_role")).toEqual(["viewer-service-account"]);
    expect(names("access_role_binding")).toHaveLength(1);
  });

  it("has an example whose access is known before the first apply: no wildcard, and a viewer's keys alone", async () => {
    const { graph } = readAccess(await synthesizeReadme(), { side: null, vendors: [] });
    const [readers = ""] = listSubjects(graph);
    const { lower, upper } = findEffectiveRights(graph, readers);
    expect(upper.map(keyOfRight)).toEqual(lower.map(keyOfRight));
    const custom = [...graph.nodes.each()].find(({ names }) => names.includes("viewer-service-account"));
    const granted = (graph.roles.get(custom?.id ?? "") ?? []).map(({ atom, isCertain }) => [
      keyOfAtom(atom),
      isCertain,
    ]);
    expect(granted.length).toBe(5);
    const told = granted.map(([key]) => String(key).split("\n").slice(1, 4).join(" "));
    expect(told.filter((one) => one.endsWith("*")).toSorted()).toEqual([
      "create factor-api-key *",
      "list factor-api-key *",
      "list serviceaccount *",
    ]);
    expect(granted.every(([, isCertain]) => isCertain)).toBe(true);
    expect(findReach(graph, readers, "upper").rights).toEqual([]);
  });

  it("has a role that leads to one thing: acting as the account that it is for", async () => {
    const document = z.looseObject({ resource: z.looseObject({}) }).parse(JSON.parse(await synthesizeReadme()));
    const [role = ""] = Object.keys(z.record(z.string(), z.unknown()).parse(document.resource["access_role"]));
    const member = { email: "ada@teams.example", role_ids: [`\${access_role.${role}.id}`] };
    const extended = { ...document, resource: { ...document.resource, access_member: { ada: member } } };
    const { graph } = readAccess(JSON.stringify(extended), { side: null, vendors: [] });
    const ada = listSubjects(graph).find((id) => nameNodeOf(graph, id) === member.email) ?? "";
    const { identities, rights } = findReach(graph, ada, "upper");
    expect(identities.map(({ subject }) => nameNodeOf(graph, subject))).toEqual(["viewer-readonly"]);
    const viewer = rights.filter(({ atom }) => atom.kind === "standing").map(({ atom }) => atom);
    expect(viewer).toEqual([{ kind: "standing", standing: "signoz-viewer" }]);
    for (const { chain } of rights) expect(chain.map(({ power }) => power)).toEqual(["mint"]);
  });
});
