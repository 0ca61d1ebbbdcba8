/** The object without its members that are undefined. */
export function omitUndefined<Members extends object>(
  members: Members,
): { readonly [Name in keyof Members]?: Exclude<Members[Name], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  // The entries that are left have the types that Exclude leaves.
  return Object.fromEntries(entries) as { readonly [Name in keyof Members]?: Exclude<Members[Name], undefined> };
}
