import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { App, TerraformProvider, TerraformStack, Testing } from "../shared/cdktf.ts";
import { type Delivery, attachDelivery } from "./deliver-at-synth.ts";

class Block extends TerraformProvider {}

function block(stack: TerraformStack, source: string): TerraformProvider {
  const name = source.split("/").at(-1) ?? source;
  const version = { providerName: name, providerVersion: "0.2.0" };
  return new Block(stack, name, {
    terraformResourceType: name,
    terraformProviderSource: source,
    terraformGeneratorMetadata: version,
  });
}

function stackIn(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  block(stack, "latchkey/access");
  return stack;
}

function deliveryOf(release: boolean): Delivery & { calls: number } {
  const home = mkdtempSync(join(tmpdir(), "home "));
  const archive = join(home, "package.zip");
  writeFileSync(archive, "packed");
  const version = release ? "0.2.0" : "0.2.0-dev.beef";
  return {
    calls: 0,
    provider() {
      this.calls += 1;
      return { version, release, h1: "h1:x=", archive };
    },
    environment: {},
    home,
    code: () => ({ repository: home, own: import.meta.dirname }),
    now: () => new Date(0),
  };
}

function synthesized(app: App, stack: string): { readonly folder: string; readonly required: unknown } {
  const folder = join(app.outdir, "stacks", stack);
  const { terraform } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
  return { folder, required: terraform.required_providers.access };
}

function emptyApp(): App {
  return new App({ outdir: mkdtempSync(join(tmpdir(), "cdktf out ")) });
}

describe("delivery at synth", () => {
  it("places the provider and its lock in each stack's folder, and the stack requires exactly that build", () => {
    const app = emptyApp();
    for (const id of ["one", "two"]) attachDelivery(stackIn(app, id), deliveryOf(false));
    app.synth();
    for (const id of ["one", "two"]) {
      const { folder, required } = synthesized(app, id);
      expect(readdirSync(folder).toSorted()).toEqual([
        ".terraform.lock.hcl",
        "cdk.tf.json",
        "latchkey.json",
        "terraform.d",
      ]);
      expect(required).toEqual({ source: "latchkey/access", version: "0.2.0-dev.beef" });
    }
  });

  it("leaves the version of a release to the provider construct", () => {
    const app = emptyApp();
    const stack = stackIn(app, "released");
    attachDelivery(stack, deliveryOf(true));
    app.synth();
    expect(synthesized(app, "released").required).toEqual({ source: "latchkey/access", version: "0.2.0" });
  });

  it("happens once in each stack, however many provider blocks it has", () => {
    const app = emptyApp();
    const stack = stackIn(app, "aliased");
    const delivery = deliveryOf(false);
    attachDelivery(stack, delivery);
    attachDelivery(stack, delivery);
    app.synth();
    expect(delivery.calls).toBe(1);
  });

  it("reaches a stack within a stack", () => {
    const app = emptyApp();
    const inner = new TerraformStack(stackIn(app, "outer"), "inner");
    block(inner, "latchkey/access");
    attachDelivery(inner, deliveryOf(false));
    app.synth();
    expect(existsSync(join(synthesized(app, "inner").folder, "terraform.d"))).toBe(true);
    expect(existsSync(join(synthesized(app, "outer").folder, "terraform.d"))).toBe(false);
  });

  it("writes nothing in Testing.synth, which shows the package's own version", () => {
    const app = Testing.app();
    const stack = stackIn(app, "tested");
    const delivery = deliveryOf(false);
    attachDelivery(stack, delivery);
    expect(JSON.parse(Testing.synth(stack, true)).terraform.required_providers.access.version).toBe("0.2.0");
    expect(delivery.calls).toBe(0);
    expect(existsSync(join(app.outdir, "stacks", "tested"))).toBe(false);
  });

  it("warns of what would keep Terraform from finding the provider", () => {
    const app = emptyApp();
    const stack = stackIn(app, "mixed");
    block(stack, "garden/orchid");
    const delivery = deliveryOf(false);
    writeFileSync(join(delivery.home, ".terraformrc"), "provider_installation { direct {} }");
    attachDelivery(stack, delivery);
    app.synth();
    const { stacks } = JSON.parse(readFileSync(join(app.outdir, "manifest.json"), "utf8"));
    expect(stacks.mixed.annotations).toMatchObject([
      { level: "@cdktf/warn", message: expect.stringContaining("filesystem_mirror") },
      { level: "@cdktf/warn", message: expect.stringContaining("garden/orchid") },
    ]);
  });

  it("fails the synth where the provider was not built", () => {
    const app = emptyApp();
    const stack = stackIn(app, "unbuilt");
    const provider = (): never => {
      throw new Error("run `npm run build`");
    };
    attachDelivery(stack, { ...deliveryOf(false), provider });
    expect(() => app.synth()).toThrow(/npm run build/);
  });
});
