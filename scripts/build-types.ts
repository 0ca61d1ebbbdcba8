// Bundles the declarations of each entry that ships into one .d.cts beside its code.
import { join } from "node:path";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { libraryEntries, sourceEngine } from "./library-entries.ts";

const root = join(import.meta.dirname, "..");

const external = (id: string): boolean => !/^[./#]/.test(id);

for (const { engine, from, to } of libraryEntries) {
  const file = `dist/${to}.d.cts`;
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
  await bundle.write({ file: join(root, file), format: "es", paths: { [sourceEngine]: engine } });
  await bundle.close();
  console.log(`${file} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
