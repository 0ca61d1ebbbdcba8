/** How the vendor's lists filter by a name or an address: a part of it in any case. Everything fits a filter that is not set. */
export function fitsFilter(text: string, filter: string | undefined): boolean {
  return filter === undefined || text.toLowerCase().includes(filter.toLowerCase());
}
