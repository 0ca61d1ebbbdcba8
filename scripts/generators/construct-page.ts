import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { nounDefinitions } from "#vendors/definitions.ts";
import type { GeneratedFile } from "../generate.ts";

const folder = join(import.meta.dirname, "..", "..", "constructs");

const introduction = `# Constructs

The classes of \`latchkey\`, with their props and defaults; their methods, and all types, are in the [reference](api/README.md). What each vendor supports, and what a change does there, is on the page of
each [resource](resources). Every construct takes a scope, an id and its props: \`new Key(stack, "nightly", { … })\`.

An error at synth is an \`AccessError\`, with a \`code\` of [errors.md](errors.md), the construct's path in its message, and \`advice\`. To
manage what exists already, write \`construct.importFrom("ID")\` for one deploy, where plain Terraform has \`terraform import\`:
the forms of the id are on the page of the resource.

The classes whose names begin with \`Forbid\`, \`No\`, \`Require\` or \`Single\` are [policies](policies.md). Each of them takes \`severity\` too:
\`error\`, the default, fails the synth, and \`warning\` lets it pass.
`;

function isExported(node: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

/** A doc comment as one line of Markdown, which may be a cell of a table. Paths of pages become links. */
function readDoc(node: ts.Node): string {
  const doc = ts.getJSDocCommentsAndTags(node).find((one) => ts.isJSDoc(one));
  const text = ts.getTextOfJSDocComment(doc?.comment) ?? "";
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll("|", "\\|")
    .replaceAll(/docs\/([\w/]+\.md(?:#[\w-]+)?)/g, "[$1]($1)");
}

function readDefault(node: ts.Node): string {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === "default");
  const text = ts.getTextOfJSDocComment(tag?.comment) ?? "";
  return text.replaceAll(/\s+/g, " ").replace(/^- /, "").replaceAll("|", "\\|");
}

function writeType(type: ts.TypeNode | undefined): string {
  return `\`${(type?.getText() ?? "").replaceAll(/\s+/g, " ").replaceAll("|", "\\|")}\``;
}

function writeProps(props: ts.InterfaceDeclaration): readonly string[] {
  const inherited = (props.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => `\`${type.getText()}\``));
  const rows = props.members
    .filter((member) => ts.isPropertySignature(member))
    .map((member) => {
      const fallback = member.questionToken === undefined ? "required" : readDefault(member);
      return `| \`${member.name.getText()}\` | ${writeType(member.type)} | ${readDoc(member)} | ${fallback} |`;
    });
  const table =
    rows.length === 0 ? [] : ["| prop | type | what it is | default |", "| --- | --- | --- | --- |", ...rows, ""];
  return [...table, ...(inherited.length === 0 ? [] : [`It also has the props of ${inherited.join(", ")}.`, ""])];
}

/** Methods and getters that are for users: what is documented and public. */
function writeMembers({ members }: ts.ClassDeclaration): readonly string[] {
  return members.flatMap((member) => {
    if (!ts.isMethodDeclaration(member) && !ts.isGetAccessor(member)) return [];
    const modifiers = new Set((ts.getModifiers(member) ?? []).map(({ kind }) => kind));
    const doc = readDoc(member);
    const isHidden = modifiers.has(ts.SyntaxKind.ProtectedKeyword) || ts.isPrivateIdentifier(member.name);
    if (isHidden || doc === "") return [];
    const place = modifiers.has(ts.SyntaxKind.StaticKeyword) ? "static " : "";
    const parameters = ts.isGetAccessor(member)
      ? ""
      : `(${member.parameters.map(({ name }) => name.getText()).join(", ")})`;
    return [`- \`${place}${member.name.getText()}${parameters}\`: ${doc}`];
  });
}

function writeFile(path: string): readonly string[] {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  const exported = source.statements.filter(isExported);
  const interfaces = exported.filter((node) => ts.isInterfaceDeclaration(node));
  return exported
    .filter((node) => ts.isClassDeclaration(node))
    .flatMap((node) => {
      const name = node.name?.text ?? "";
      const props = interfaces.find((one) => one.name.text === `${name}Props`);
      const members = writeMembers(node);
      return [`## ${name}`, "", readDoc(node), "", ...(props === undefined ? [] : writeProps(props)), ...members, ""];
    });
}

function listSources(path: string): readonly string[] {
  const isSource = (name: string): boolean => /^[a-z-]+\.ts$/.test(name) && !/^(?:index|l1)\.ts$/.test(name);
  return readdirSync(path)
    .filter(isSource)
    .sort()
    .map((name) => join(path, name));
}

function writeLowLevel(): readonly string[] {
  const pages = nounDefinitions.map(({ type }) => `[\`access_${type}\`](resources/${type}.md)`);
  return [
    "## `latchkey/l1`",
    "",
    "The generated classes, one for each resource and data source, with the arguments of its page in camelCase: `RoleBinding` for",
    "`access_role_binding`, `DataAccessKeys` for the data source `access_keys`. Nothing is checked before Terraform plans. The",
    `resources are ${pages.join(", ")}; the [data sources](data-sources) have pages too.`,
    "",
  ];
}

export async function generate(): Promise<readonly GeneratedFile[]> {
  const folders = [folder, join(folder, "patterns"), join(folder, "policies")];
  const sources = folders.flatMap(listSources);
  const text = [introduction, ...sources.flatMap(writeFile), ...writeLowLevel()].join("\n");
  return [{ path: "docs/constructs.md", text }];
}
