import { AccessError } from "#access/model/errors.ts";
import type { Named } from "../shared/creations.ts";

const mostShown = 20;

/** The only one of this name: names may repeat, and an id that was guessed would give rights to somebody else. */
export function foundByName<Row extends Named>(noun: string, name: string, rows: readonly Row[]): Row {
  const [row, ...others] = rows.filter((one) => one.name === name);
  if (row !== undefined && others.length === 0) return row;
  if (row !== undefined) {
    const ids = [row, ...others].map(({ id }) => id).join(", ");
    const advice = "Rename one of them in Bigeye, or give the id itself where this look-up is used.";
    throw new AccessError("not_found", `Bigeye has several ${noun}s called "${name}": ${ids}.`, {
      path: ["name"],
      advice,
    });
  }
  const names = rows.slice(0, mostShown).map((one) => `"${one.name}"`);
  const more = rows.length > mostShown ? `, and ${rows.length - mostShown} more` : "";
  const told = rows.length === 0 ? "none" : `${names.join(", ")}${more}`;
  throw new AccessError("not_found", `Bigeye has no ${noun} "${name}". It has: ${told}.`, { path: ["name"] });
}
