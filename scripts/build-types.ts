// Bundles the declarations of each entry that ships into one .d.cts beside its code.
import { join } from "node:path";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { libraryEntries, sourceEngine } from "./library-entries.ts";

const root = join(import.meta.dirname, "..");

const external = (id: string): boolean => !/^[./#]/.test(id);

for (const { from, builds } of libraryEntries) {
  const began = performance.now();
  const bundle = await rollup({
    input: join(root, from),
    external,
    plugins: [
      dts({
        tsconfig: join(root, "tsconfig.json"),
        compilerOptions: { noEmit: false, paths: {}, stripInternal: true },
      }),
    ],
  });
  const files: string[] = [];
  for (const { engine, to } of builds) {
    const file = `dist/${to}.d.cts`;
    await bundle.write({ file: join(root, file), format: "es", paths: { [sourceEngine]: engine } });
    files.push(file);
  }
  await bundle.close();
  console.log(`${files.join(", ")} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
