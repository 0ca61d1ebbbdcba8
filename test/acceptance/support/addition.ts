import { cp, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { filesOf, root } from "../../laws/repository.ts";
import { Checkout } from "./checkout.ts";

const bin = (name: string): string => join(root, "node_modules", ".bin", name);

/** A copy of the repository with the files of a fixture added, everything generated, and the provider built. */
export class Addition {
  readonly checkout: Checkout;
  /** The fixture's files, as they are named in the copy. */
  readonly newFiles: readonly string[];

  private constructor(checkout: Checkout, newFiles: readonly string[]) {
    this.checkout = checkout;
    this.newFiles = newFiles;
  }

  /** @param fixture a folder from the root: `test/fixtures/served-noun` */
  static async create(fixture: string): Promise<Addition> {
    const checkout = await Checkout.create();
    await cp(join(root, fixture), checkout.folder, { recursive: true });
    await checkout.script("scripts/generate.ts");
    await checkout.script("scripts/build.ts", ["--only", "provider"]);
    const newFiles = filesOf(`${fixture}/`).map((path) => path.slice(fixture.length + 1));
    return new Addition(checkout, newFiles);
  }

  /** Expects that all other differences are generated. Returns them: new files, and files that existed. */
  async expectOnlyGenerated(): Promise<{ readonly generated: readonly string[]; readonly changed: readonly string[] }> {
    const { checkout, newFiles } = this;
    const { added, changed } = await checkout.differences();
    expect(added.filter((path) => newFiles.includes(path))).toEqual(newFiles);
    const generated = added.filter((path) => !newFiles.includes(path));
    for (const path of [...changed, ...generated])
      expect(await checkout.text(path), path).toContain("Made by `npm run generate`");
    expect(await checkout.script("scripts/generate.ts", ["--check"])).toContain("are up to date");
    return { generated, changed };
  }

  /** Runs the compiler, the linter and the directions over the new files. @throws with what they print */
  async checkSources(): Promise<void> {
    const { checkout } = this;
    const sources = this.newFiles.filter((path) => path.endsWith(".ts"));
    const folders = new Set(sources.map((path) => dirname(path)));
    const project = join(checkout.folder, "tsconfig.new.json");
    await writeFile(project, JSON.stringify({ extends: "./tsconfig.json", include: sources }));
    await Promise.all([
      checkout.run(bin("tsc"), ["-p", project, "--noEmit"]),
      checkout.run(bin("oxlint"), ["--type-aware", "--deny-warnings", ...sources]),
      checkout.run(bin("depcruise"), ["--config", ".dependency-cruiser.cjs", ...folders]),
    ]);
  }
}
