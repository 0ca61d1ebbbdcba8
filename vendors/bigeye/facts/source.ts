/** A page that describes in words what the vendor's OpenAPI file has as routes. */
export function documentedOn(page: string) {
  return { kind: "documented", page: `https://docs.bigeye.com/docs/${page}` } as const;
}
