import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { filesOf, root } from "./repository.ts";

const pattern = z.union([z.string(), z.array(z.string())]).optional();
const end = z.object({ path: pattern, pathNot: pattern });
const configuration = z.object({ forbidden: z.array(z.object({ name: z.string(), from: end, to: end })) });

const { forbidden } = configuration.parse(createRequire(import.meta.url)(join(root, ".dependency-cruiser.cjs")));
const modules = filesOf().filter((path) => path.endsWith(".ts") && !path.startsWith("test/fixtures/"));

type Pattern = z.output<typeof pattern>;

const regexes = (given: Pattern): readonly RegExp[] =>
  (given === undefined ? [] : [given].flat()).map((text) => new RegExp(text.replaceAll("$1", "[^/]+")));

function matching({ path, pathNot }: z.output<typeof end>): readonly string[] {
  const wanted = regexes(path);
  const unwanted = regexes(pathNot);
  return modules.filter(
    (module) =>
      (wanted.length === 0 || wanted.some((regex) => regex.test(module))) &&
      !unwanted.some((regex) => regex.test(module)),
  );
}

describe("the directions between the parts", () => {
  it.each(forbidden)("$name is about modules that there are", ({ from }) => {
    expect(matching(from).length).toBeGreaterThan(0);
  });

  it("allow only what there is: a part that moved is not forgotten in the list", () => {
    const parts = forbidden.filter(({ name }) => name.endsWith("-imports") && !name.startsWith("vendor-"));
    expect(parts.length).toBeGreaterThanOrEqual(8);
    for (const { name, to } of parts) {
      for (const regex of regexes(to.pathNot)) {
        expect(
          modules.some((module) => regex.test(module)),
          `${name}: ${regex.source}`,
        ).toBe(true);
      }
    }
  });
});
