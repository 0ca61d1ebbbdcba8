// Bundles the declarations of each entry that ships into one .d.cts beside its code.
import { join } from "node:path";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

const root = join(import.meta.dirname, "..");

const entries = [
  { from: "constructs/index.ts", to: "dist/cdktf/index.d.cts" },
  { from: "constructs/l1.ts", to: "dist/cdktf/l1.d.cts" },
  { from: "testing/index.ts", to: "dist/testing/index.d.cts" },
];

const external = (id: string): boolean => !/^[./#]/.test(id);

for (const { from, to } of entries) {
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
  await bundle.write({ file: join(root, to), format: "es" });
  await bundle.close();
  console.log(`${to} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
