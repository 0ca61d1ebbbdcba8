import { createReadStream, existsSync, readFileSync, readdirSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { hashFiles } from "#constructs/delivery/dirhash.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { renewVersions } from "#scripts/release/page-versions.ts";
import { compareFolders, readTarball } from "../support/archive-entries.ts";
import { CertificateAuthority } from "../support/network/certificate-authority.ts";
import { openWebServer } from "../support/network/web-server.ts";
import { readSnippets } from "../support/snippets.ts";
import { ReleaseDesk, readBlocks } from "./support/released.ts";

// What docs/releasing.md, docs/install.md and docs/terraform.md say, line by line: from a recorded change to an applied plan.
let desk: ReleaseDesk;
let mock: Mock;
let release = "";
let version = "";

const [makeKey = "", makeVersion = "", makeFiles = "", checkFiles = ""] = readBlocks("docs/releasing.md", "sh");
const key = /(?<=<)[^>]+(?=>)/.exec(makeKey)?.[0] ?? "";
const bill = z.object({
  metadata: z.object({
    component: z.object({ name: z.string(), version: z.string(), licenses: z.array(z.unknown()).length(1) }),
  }),
  components: z.array(
    z.object({
      name: z.string(),
      group: z.string().optional(),
      version: z.string(),
      licenses: z.tuple([z.object({ license: z.object({ id: z.string() }) })]),
      properties: z.tuple([z.object({ value: z.enum(["bundled", "installed by npm"]) })]),
    }),
  ),
});

beforeAll(async () => {
  desk = await ReleaseDesk.open();
  mock = await startMock();
});

afterAll(async () => {
  await mock.stop();
  await desk.remove();
});

function readRelease(name: string): Buffer {
  return readFileSync(join(release, name));
}

describe("a release", { sequential: true }, () => {
  it("is refused while there are changes that no version has", async () => {
    const { folder } = desk.checkout;
    await writeFile(join(folder, ".changeset", "petrel.md"), '---\n"latchkey": patch\n---\n\nPetrels have keys.\n');
    await desk.checkout.git("add", "--all");
    await desk.checkout.git("commit", "--quiet", "--message=Petrels");
    await expect(desk.run("npm run -s release", { folder })).rejects.toThrow(
      /cannot be released:\n- \d+ changes are in/,
    );
    expect(existsSync(join(folder, "release"))).toBe(false);
  });

  it("has a version whose lines stand in every page", async () => {
    const { folder } = desk.checkout;
    await desk.run(makeVersion, { folder });
    ({ version } = z.object({ version: z.string() }).parse(JSON.parse(await desk.checkout.text("package.json"))));
    expect(await desk.checkout.differences()).toEqual({ added: [], changed: [] });
    const log = await desk.checkout.text("CHANGELOG.md");
    const [, section = ""] = log.split(/^## /m);
    expect(section).toContain(`${version}\n`);
    expect(section).toContain("Petrels have keys.");
    for (const page of ["docs/install.md", "docs/terraform.md", "docs/start.md"]) {
      const text = await desk.checkout.text(page);
      expect(text, page).toContain(`latchkey-${version}.tgz`);
      expect(renewVersions(text, version), page).toBe(text);
    }
    expect(readdirSync(join(folder, "test", "fixtures", "states", version))).toContain("signoz.tfstate");
  });

  it("is made and signed by the page's lines, and its sums hold", async () => {
    const { folder } = desk.checkout;
    await desk.run(makeKey, { folder: desk.folder });
    await desk.run(makeFiles, { folder, env: { KEY: key } });
    release = join(folder, "release");
    const zips = ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"].map((platform) => `${platform}.zip`);
    const registry = [...zips, "SHA256SUMS", "SHA256SUMS.sig", "manifest.json"];
    expect(readdirSync(release).toSorted()).toEqual(
      [
        "SHA256SUMS",
        `latchkey-${version}.cdx.json`,
        `latchkey-${version}.tgz`,
        `terraform-provider-access-${version}.cdx.json`,
        ...registry.map((ending) => `terraform-provider-access_${version}_${ending}`),
      ].toSorted(),
    );
    const checked = await desk.run(checkFiles, { folder });
    expect(checked.match(/: OK$/gm)).toHaveLength(readdirSync(release).length - 2);
    const sums = readRelease(`terraform-provider-access_${version}_SHA256SUMS`).toString();
    expect(sums.match(/(?<= {2}).+$/gm)).toEqual(
      [...zips, "manifest.json"].map((ending) => `terraform-provider-access_${version}_${ending}`),
    );
    expect(JSON.parse(readRelease(`terraform-provider-access_${version}_manifest.json`).toString())).toEqual({
      version: 1,
      metadata: { protocol_versions: ["6.0"] },
    });
    expect(await desk.checkout.differences()).toEqual({ added: [], changed: [] });
  });

  it("is refused for a key that the registry would refuse, before anything is made", async () => {
    const made = 'gpg --quick-generate-key "Curve <curve@latchkey.example>" ed25519 sign never';
    await desk.run(made, { folder: desk.folder });
    const refused = desk.run("npm run -s release -- --sign curve@latchkey.example", { folder: desk.checkout.folder });
    await expect(refused).rejects.toThrow("neither an RSA nor a DSA key");
    expect(readdirSync(release).length).toBeGreaterThan(5);
  });

  it("has the same bytes from another folder, time zone, language and umask", async () => {
    const folder = await desk.cloneTo("another place");
    const env = { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
    await desk.run(`umask 077; unset SOURCE_DATE_EPOCH; npm run -s release`, { folder, env });
    const differing = compareFolders(release, join(folder, "release"));
    expect(differing).toEqual([`terraform-provider-access_${version}_SHA256SUMS.sig is missing`]);
  });

  it("has the same provider in the package and in the zips, as its hash says", () => {
    const files = readTarball(readRelease(`latchkey-${version}.tgz`));
    const zip = readRelease(`terraform-provider-access_${version}_linux_arm64.zip`);
    expect(files.get("package/dist/provider/package.zip")?.equals(zip)).toBe(true);
    const built: unknown = JSON.parse(String(files.get("package/dist/provider/version.json")));
    expect(built).toEqual({ version, release: true, h1: hashFiles(new Map(Object.entries(unzipSync(zip)))) });
    const zipped = Object.keys(unzipSync(zip));
    expect(zipped).toEqual(expect.arrayContaining(["LICENSE.txt", `terraform-provider-access_v${version}.cjs`]));
    expect(zipped.filter((name) => !/^[\w.-]+\.(?:cjs|txt)$/.test(name))).toEqual([]);
    const own = readFileSync(join(desk.checkout.folder, "LICENSE"), "utf8");
    expect(String(files.get("package/LICENSE"))).toBe(own);
    expect(Buffer.from(unzipSync(zip)["LICENSE.txt"] ?? []).toString()).toBe(own);
    const outside = [...files.keys()].filter((name) => /\.tfstate|\/node_modules\/|\.tgz$|\.env$/.test(name));
    expect(outside).toEqual([]);
  });
});

describe("the bill of materials", () => {
  function readNotices(texts: readonly string[]): readonly string[] {
    const notices = texts.flatMap((text) => text.slice(text.lastIndexOf("/*\nThis file contains:")).split(/\n-{40}\n/));
    const found = notices.flatMap((notice) => {
      const [, name, id] = /^\n?(\S+ \d\S*) \((\S+)\)\n\n[\s\S]{200}/.exec(notice) ?? [];
      return name === undefined ? [] : [`${name} ${id}`];
    });
    return [...new Set(found)].toSorted();
  }

  const valid = ["bom-1.6", "spdx", "jsf-0.82"];

  it.each([
    { file: (one: string) => `latchkey-${one}.cdx.json`, name: "latchkey" },
    { file: (one: string) => `terraform-provider-access-${one}.cdx.json`, name: "terraform-provider-access" },
  ])("of $name lists what is bundled, with the license text of each in the file", async ({ file, name }) => {
    const { Ajv } = await import("ajv");
    const formats = await import("ajv-formats");
    const text = readRelease(file(version)).toString();
    const folder = join(
      import.meta.dirname,
      "..",
      "..",
      "node_modules",
      "@cyclonedx",
      "cyclonedx-library",
      "res",
      "schema",
    );
    const ajv = new Ajv({ strict: false, formats: { "iri-reference": true, "idn-email": true } });
    formats.default.default(ajv);
    const schemas = valid.map(
      (schema) => JSON.parse(readFileSync(join(folder, `${schema}.SNAPSHOT.schema.json`), "utf8")) as object,
    );
    for (const [index, schema] of schemas.slice(1).entries())
      ajv.addSchema(schema, `http://cyclonedx.org/schema/${valid[index + 1]}.SNAPSHOT.schema.json`);
    const validate = ajv.compile(schemas[0] ?? {});
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    const { metadata, components } = bill.parse(JSON.parse(text));
    expect(metadata.component).toMatchObject({ name, version });
    const bundled = components.filter(({ properties }) => properties[0].value === "bundled");
    const listed = bundled.map(({ group, name: base, version: one, licenses }) => {
      return `${group === undefined ? base : `${group}/${base}`} ${one} ${licenses[0].license.id}`;
    });
    expect(listed.length).toBeGreaterThan(5);
    const zip = Object.values(unzipSync(readRelease(`terraform-provider-access_${version}_linux_amd64.zip`)));
    const packed = [...readTarball(readRelease(`latchkey-${version}.tgz`))].filter(([path]) => /\.[cm]js$/.test(path));
    const programs = name === "latchkey" ? packed.map(([, bytes]) => bytes) : zip.map((bytes) => Buffer.from(bytes));
    expect(readNotices(programs.map(String))).toEqual(listed.toSorted());
  });
});

describe("somebody who has the files of a release", { sequential: true }, () => {
  const example = (): string => {
    const hcl = readSnippets("docs/terraform.md").find(({ language }) => language === "hcl")?.code ?? "";
    // As the page says: the address comes from the mock's variable.
    expect(hcl).toContain("  endpoint =");
    return hcl.replace(/^ {2}endpoint = .*\n/m, "");
  };

  async function applyExample(folder: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
    const { url = "", token = "" } = mock.vendors["signoz"] ?? {};
    await mock.reset();
    await writeFile(join(folder, "main.tf"), example());
    const access = {
      ...env,
      SIGNOZ_ENDPOINT: url,
      SIGNOZ_ACCESS_TOKEN: token,
      HTTPS_PROXY: "http://127.0.0.1:9",
      NO_PROXY: "127.0.0.1",
    };
    const steps =
      "terraform init -no-color && terraform plan -no-color -out tf.plan && terraform apply -no-color tf.plan";
    const ran = await desk.run(steps, { folder, env: access });
    expect(ran).toMatch(/Apply complete! Resources: 3 added, 0 changed, 0 destroyed/);
    await desk.run("terraform plan -no-color -detailed-exitcode", { folder, env: access });
    return readFile(join(folder, ".terraform.lock.hcl"), "utf8");
  }

  const renewed = (code: string): string => renewVersions(code, version);
  const hashOf = (lock: string): string | undefined => /"(h1:\S+)"/.exec(lock)?.[1];
  let laid = "";

  it("installs the package by the lines of docs/terraform.md, and applies the page's configuration", async () => {
    const folder = await desk.createFolder("package");
    await cp(join(release, `latchkey-${version}.tgz`), join(folder, `latchkey-${version}.tgz`));
    const commands = (page: string): string => {
      const found = readSnippets(page).find(({ code }) => code.startsWith("npm install --no-save"));
      return renewed(found?.code ?? "");
    };
    expect(commands("docs/terraform.md")).toBe(commands("docs/install.md"));
    const said = await desk.run(commands("docs/terraform.md"), {
      folder,
      env: { HTTPS_PROXY: process.env["HTTPS_PROXY"] ?? "" },
    });
    expect(said).toContain("Terraform has been successfully initialized!");
    expect(await readFile(join(folder, "versions.tf"), "utf8")).toContain(`version = "= ${version}"`);
    laid = await applyExample(folder);
  });

  it("checks the zips and lays them into a mirror, by the lines of docs/install.md", async () => {
    const folder = await desk.createFolder("zips");
    const files = readdirSync(release).filter((name) => name.startsWith("terraform-provider-access_"));
    for (const name of files) await cp(join(release, name), join(folder, name));
    await cp(join(desk.folder, "release-key.asc"), join(folder, "release-key.asc"));
    const mirror = join(desk.folder, "mirror");
    const [configuration = "", requirement = ""] = readBlocks("docs/install.md", "hcl").map(renewed);
    const [commands = ""] = readBlocks("docs/install.md", "sh").map(renewed);
    const placed = (code: string): string => code.replaceAll("/opt/terraform/mirror", mirror);
    const said = await desk.run(placed(commands), { folder });
    expect(said).toContain("Good signature");
    expect(said.match(/: OK$/gm)).toHaveLength(5);
    await writeFile(join(folder, "terraform.rc"), placed(configuration));
    const project = await desk.createFolder("project of zips");
    await writeFile(join(project, "versions.tf"), requirement);
    const lock = await applyExample(project, { TF_CLI_CONFIG_FILE: join(folder, "terraform.rc") });
    expect(hashOf(lock)).toBeDefined();
    expect(hashOf(lock)).toBe(hashOf(laid));
  });

  it("has the same mirror from latchkey install, which is a network mirror behind a web server", async () => {
    const mirror = join(desk.folder, "whole mirror");
    await desk.run(`npx latchkey install --mirror '${mirror}'`, { folder: join(desk.folder, "package") });
    const access = join("registry.terraform.io", "latchkey", "access");
    const byHand = join(desk.folder, "mirror", access);
    expect(readdirSync(byHand)).toHaveLength(4);
    expect(compareFolders(byHand, join(mirror, access))).toEqual([`${version}.json is new`, "index.json is new"]);
    const authority = new CertificateAuthority("Latchkey test");
    const server = await openWebServer(
      ({ url = "" }, response) => {
        const path = join(mirror, decodeURI(url));
        const type = path.endsWith(".json") ? "application/json" : "application/zip";
        if (existsSync(path)) createReadStream(path).pipe(response.setHeader("Content-Type", type));
        else response.writeHead(404).end();
      },
      authority.issue({ names: ["127.0.0.1"] }),
    );
    try {
      const folder = await desk.createFolder("project of a network");
      const [, requirement = "", configuration = ""] = readBlocks("docs/install.md", "hcl").map(renewed);
      const own = configuration.replace("https://mirror.example.com/terraform/", `https://127.0.0.1:${server.port}/`);
      expect(own).not.toBe(configuration);
      await writeFile(join(folder, "versions.tf"), requirement);
      await writeFile(join(folder, "terraform.rc"), own);
      await writeFile(join(folder, "authority.pem"), authority.certificate);
      const env = { TF_CLI_CONFIG_FILE: join(folder, "terraform.rc"), SSL_CERT_FILE: join(folder, "authority.pem") };
      expect(hashOf(await applyExample(folder, env))).toBe(hashOf(laid));
      const asked = server.seen.map(({ url = "" }) => basename(url));
      expect(asked).toEqual(expect.arrayContaining(["index.json", `${version}.json`]));
      expect(asked.some((name) => name.endsWith(".zip"))).toBe(true);
    } finally {
      await server.close();
    }
  });
});
