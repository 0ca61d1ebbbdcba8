/** Where a page or an example names the version of this package: in a file's name, behind `@`, or as an action of GitHub. */
const named =
  /(?<=\blatchkey[-@]|\bterraform-provider-access_v?|\buses: latchkey\/[\w./-]+@v|\brelease[= /]v)\d+\.\d+\.\d+(?![\w.-]*\d+\.\d)/g;

/** The versions of this package that a text names. */
export function listNamedVersions(text: string): readonly string[] {
  return [...text.matchAll(named)].map(([version]) => version);
}

/** The text with another version wherever it names one. */
export function renewVersions(text: string, version: string): string {
  return text.replaceAll(named, version);
}
