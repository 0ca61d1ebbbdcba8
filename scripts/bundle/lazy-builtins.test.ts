import { compileFunction } from "node:vm";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { loadBuiltinsLazily } from "./lazy-builtins.ts";

const source = `
  import { request } from "node:http";
  import * as files from "node:fs/promises";
  import { join } from "node:path";
  export const use = () => [request, files.open, join];
`;

interface Bundle {
  use(): readonly unknown[];
}

it("loads a module of Node when something of it is used, and gives what it has", async () => {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
    plugins: [loadBuiltinsLazily(["node:http", "node:fs/promises"])],
  });
  const asked: string[] = [];
  const module = { exports: {} as Bundle };
  const load = (name: string): unknown => {
    asked.push(name);
    return process.getBuiltinModule(name);
  };
  compileFunction(outputFiles[0]?.text ?? "", ["module", "exports", "require"])(module, module.exports, load);
  expect(asked).toEqual(["node:path"]);
  const [request, open, join] = module.exports.use();
  expect(asked).toEqual(["node:path", "node:http", "node:fs/promises"]);
  expect(request).toBe(process.getBuiltinModule("node:http").request);
  expect(open).toBe(process.getBuiltinModule("node:fs/promises").open);
  expect(join).toBe(process.getBuiltinModule("node:path").join);
});
