/** A page that describes in prose the routes of the vendor's OpenAPI file. */
export function createSource(page: string) {
  return { kind: "documented", page: `https://docs.bigeye.com/docs/${page}` } as const;
}
