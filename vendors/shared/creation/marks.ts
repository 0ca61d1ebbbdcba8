// At the end of a description, so that the user's own text stays first.
const pattern = /(?:^|\s)\[latchkey ([0-9a-f-]+)\]$/;

/** How many characters a mark adds to a description at most. */
export const markLength = " [latchkey ]".length + 36;

/** Appends the mark of one request to the user's description. */
export function addMark(description: string | null, mark: string): string {
  const ours = `[latchkey ${mark}]`;
  return description === null || description === "" ? ours : `${description} ${ours}`;
}

/** Returns undefined for what Latchkey did not create. */
export function readMark(description: string | null | undefined): string | undefined {
  return pattern.exec(description ?? "")?.[1];
}

/** Returns the user's own description. */
export function removeMark(description: string): string {
  return description.replace(pattern, "");
}
