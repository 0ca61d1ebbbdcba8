import { create, createSvg } from "./dom.ts";
import { columnCount, type Drawing, type DrawnNode, type DrawnRights, layOut, type Sign } from "./layout.ts";
import type { PageData, PageSubject } from "./page-data.ts";

const nodeHeight = 34;
const gap = 8;
const width = 1_000;
const nodeWidth = 210;
const headHeight = 28;

const titles = ["Subject", "Through", "Role", "Permission"];
const marks: Readonly<Record<Sign, string>> = { gained: "+ ", lost: "− ", kept: "" };
const words: Readonly<Record<Sign, string>> = { gained: "gained", lost: "lost", kept: "held" };

function placeOf({ column, row }: DrawnNode): { readonly x: number; readonly y: number } {
  const step = (width - nodeWidth) / (columnCount - 1);
  return { x: column * step, y: headHeight + row * (nodeHeight + gap) };
}

function drawLines({ nodes, edges }: Drawing, height: number): SVGElement {
  const svg = createSvg("svg", {
    viewBox: `0 0 ${width} ${height}`,
    preserveAspectRatio: "none",
    "aria-hidden": true,
    focusable: false,
  });
  for (const { from, to, sign } of edges) {
    const a = nodes[from];
    const b = nodes[to];
    if (a === undefined || b === undefined) continue;
    const start = placeOf(a);
    const end = placeOf(b);
    const x1 = start.x + nodeWidth;
    const y1 = start.y + nodeHeight / 2;
    const x2 = end.x;
    const y2 = end.y + nodeHeight / 2;
    const middle = (x1 + x2) / 2;
    svg.append(createSvg("path", { class: sign, d: `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2}` }));
  }
  return svg;
}

function drawNode(node: DrawnNode): HTMLElement {
  const { x, y } = placeOf(node);
  const element = create("li", { class: `node ${node.sign}`, title: node.text }, `${marks[node.sign]}${node.text}`);
  element.style.left = `${(x / width) * 100}%`;
  element.style.top = `${y}px`;
  return element;
}

/** The picture: columns of nodes as lists, and lines behind them. */
export function drawPicture(subject: PageSubject, all: readonly DrawnRights[], data: PageData): HTMLElement {
  const drawing = layOut(subject.name, all, data);
  const rows = Math.max(...drawing.nodes.map(({ row }) => row)) + 1;
  const height = headHeight + rows * (nodeHeight + gap);
  const columns = titles.map((title, column) => {
    const head = create("h3", {}, title);
    head.style.left = `${(placeOf({ column, row: 0, text: "", sign: "kept" }).x / width) * 100}%`;
    const own = drawing.nodes.filter((node) => node.column === column).map(drawNode);
    return create("section", { "aria-label": title }, head, ...(own.length === 0 ? [] : [create("ol", {}, ...own)]));
  });
  const picture = create("div", { class: "picture" }, drawLines(drawing, height), ...columns);
  picture.style.height = `${height}px`;
  const more = `${drawing.missing} more are not drawn: the table has them.`;
  return create("div", {}, picture, ...(drawing.missing === 0 ? [] : [create("p", { class: "more" }, more)]));
}

const mostRows = 500;

/** The same in words, with where it comes from. */
export function drawTable(all: readonly DrawnRights[], { lists }: PageData): HTMLElement {
  const head = ["", "may", "on", "through", "where", "notes"].map((title) => create("th", { scope: "col" }, title));
  head[0]?.append(create("span", { class: "unseen" }, "change"));
  const rows = all.slice(0, mostRows).map(({ rights, sign }) => {
    const cells = [
      `${marks[sign]}${words[sign]}`,
      (lists[rights.list] ?? []).join(", "),
      rights.on === "" ? "everything" : rights.on,
      [rights.through, rights.role].filter(Boolean).join(" → ") || "itself",
      rights.because,
      rights.notes,
    ];
    return create("tr", { class: sign }, ...cells.map((text) => create("td", {}, text)));
  });
  const table = create("table", {}, create("thead", {}, create("tr", {}, ...head)), create("tbody", {}, ...rows));
  const more = `${all.length - mostRows} more rows: the form "json" has all of them.`;
  return create("div", {}, table, ...(all.length > mostRows ? [create("p", { class: "more" }, more)] : []));
}
