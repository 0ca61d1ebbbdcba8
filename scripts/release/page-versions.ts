/** What stands before the version of this package: a file's name, `@`, an action of GitHub, a requirement of Terraform. */
const before = [
  String.raw`\blatchkey[-@]`,
  String.raw`\bterraform-provider-access_v?`,
  String.raw`\buses: latchkey/[\w./-]+@v`,
  String.raw`"latchkey/access"\s+version\s+= "= `,
];
const named = new RegExp(String.raw`(?<=${before.join("|")})\d+\.\d+\.\d+`, "g");

/** The versions of this package that a text names. */
export function listNamedVersions(text: string): readonly string[] {
  return [...text.matchAll(named)].map(([version]) => version);
}

/** The text with another version wherever it names one. */
export function renewVersions(text: string, version: string): string {
  return text.replaceAll(named, version);
}
