import type { PageData, PageRights } from "./page-data.ts";

/** Rights to draw, with what becomes of them. */
export interface DrawnRights {
  readonly rights: PageRights;
  readonly sign: Sign;
}

export type Sign = "gained" | "lost" | "kept";

/** Subject, groups, role, permission. */
export const columnCount = 4;

export interface DrawnNode {
  readonly column: number;
  readonly row: number;
  readonly text: string;
  readonly sign: Sign;
}

export interface DrawnEdge {
  /** Indexes into the nodes. */
  readonly from: number;
  readonly to: number;
  readonly sign: Sign;
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** How many permissions are not drawn. */
  readonly missing: number;
}

/** More of them is no picture any more, and slow in a browser. */
export const mostNodes = 200;
const mostWays = 40;

class Columns {
  readonly nodes: DrawnNode[] = [];
  readonly edges: DrawnEdge[] = [];
  readonly #known = new Map<string, number>();
  readonly #edges = new Set<string>();
  readonly #rows: number[] = Array<number>(columnCount).fill(0);

  /** The place of a node, which is made if there is room for it. */
  place(
    column: number,
    text: string,
    { sign, most }: { readonly sign: Sign; readonly most: number },
  ): number | undefined {
    const key = JSON.stringify([column, text, column === columnCount - 1 ? sign : ""]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const row = this.#rows[column] ?? 0;
    if (this.nodes.length >= mostNodes || row >= most) return undefined;
    this.#rows[column] = row + 1;
    this.nodes.push({ column, row, text, sign });
    this.#known.set(key, this.nodes.length - 1);
    return this.nodes.length - 1;
  }

  connect(from: number, to: number, sign: Sign): void {
    const key = JSON.stringify([from, to, sign]);
    if (this.#edges.has(key)) return;
    this.#edges.add(key);
    this.edges.push({ from, to, sign });
  }
}

/** The nodes and the lines around one subject: each in its column, in the order of the rights. */
export function layOut(subject: string, all: readonly DrawnRights[], { lists }: Pick<PageData, "lists">): Drawing {
  const columns = new Columns();
  const start = columns.place(0, subject, { sign: "kept", most: 1 }) ?? 0;
  let missing = 0;
  for (const { rights, sign } of all) {
    const ways = [rights.through, rights.role].map((text, index) =>
      text === "" ? undefined : columns.place(index + 1, text, { sign: "kept", most: mostWays }),
    );
    let last = start;
    for (const way of ways) {
      if (way === undefined) continue;
      columns.connect(last, way, sign);
      last = way;
    }
    for (const right of lists[rights.list] ?? []) {
      const text = rights.on === "" ? right : `${right} on ${rights.on}`;
      const node = columns.place(columnCount - 1, text, { sign, most: mostNodes });
      if (node === undefined) missing += 1;
      else columns.connect(last, node, sign);
    }
  }
  return { nodes: columns.nodes, edges: columns.edges, missing };
}
