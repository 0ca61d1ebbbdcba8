import { describe, expect, it } from "vitest";
import { list, loaders, nameUnion, record, reexports } from "./forms.ts";
import { generateRegistry } from "./registry.ts";

const entries = [
  { name: "tide", specifier: "./gauges/tide.ts" },
  { name: "wind-speed", specifier: "./gauges/wind-speed.ts" },
];

const type = { name: "Gauge", from: "./gauge.ts" };

describe("a registry's form", () => {
  it("lists what each file exports under its name in camelCase", () => {
    expect(list("gauges", { type })(entries)).toEqual({
      type,
      imports: ['import { tide } from "./gauges/tide.ts";', 'import { windSpeed } from "./gauges/wind-speed.ts";'],
      statement: "export const gauges: readonly Gauge[] = [tide, windSpeed];\n",
    });
  });

  it("renames an export that has the same name in each file", () => {
    const { imports, statement } = list("gauges", { exported: "gauge", suffix: "Gauge" })(entries);
    expect(imports).toContain('import { gauge as windSpeedGauge } from "./gauges/wind-speed.ts";');
    expect(statement).toBe("export const gauges = [tideGauge, windSpeedGauge];\n");
  });

  it("keys a record by snake_case, and says what it is", () => {
    const { statement } = record("gauges", { type, doc: "By name." })(entries);
    expect(statement).toBe(
      "/** By name. */\nexport const gauges: { readonly [name: string]: Gauge } = { tide, wind_speed: windSpeed };\n",
    );
  });

  it("loads on demand", () => {
    const { statement } = loaders("loadGauge", { exported: "gauge", type })(entries);
    expect(statement).toContain('  "tide": async () => (await import("./gauges/tide.ts")).gauge,');
    expect(statement).toContain(`  "wind-speed": async () => (await import("./gauges/wind-speed.ts")).gauge,`);
  });

  it("exports everything again, or names alone", () => {
    expect(reexports(entries).statement).toContain('export * from "./gauges/wind-speed.ts";');
    expect(nameUnion("GaugeName", "Names.")(entries).statement).toContain('"tide" | "wind-speed"');
  });
});

describe("a generated registry", () => {
  const surroundings = { vendors: ["nowhere"], source: /\.ts$/ };
  const parts = (isOptional: boolean) => [{ files: ["no/such/folder/*"], isOptional, write: reexports }];

  it("fails where it would list nothing", async () => {
    await expect(generateRegistry({ path: "a.gen.ts", parts: parts(false) }, surroundings)).rejects.toThrow(
      "a.gen.ts would list nothing: no file is no/such/folder/*",
    );
  });

  it("is left out where it may list nothing", async () => {
    expect(await generateRegistry({ path: "{vendor}/a.gen.ts", parts: parts(true) }, surroundings)).toEqual([]);
  });
});
