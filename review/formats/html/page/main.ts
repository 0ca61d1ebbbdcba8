import { create, find } from "./dom.ts";
import { drawPicture, drawTable } from "./draw.ts";
import type { DrawnRights, Sign } from "./layout.ts";
import { SubjectList } from "./list.ts";
import type { PageData, PageSubject } from "./page-data.ts";
import { createIndex, search } from "./search.ts";

type View = "changes" | "before" | "after";

// It was written by the same version that wrote this script.
const data = JSON.parse(find("data", HTMLScriptElement).textContent ?? "") as PageData;
const index = createIndex(data.subjects);
const main = find("subject", HTMLElement);
const query = find("query", HTMLInputElement);
const box = find("subjects", HTMLElement);
const count = find("count", HTMLElement);
let view: View = "changes";
let chosen = 0;

function collect(places: readonly number[], sign: Sign): readonly DrawnRights[] {
  return places
    .map((place) => data.rights[place])
    .flatMap((rights) => (rights === undefined ? [] : [{ rights, sign }]));
}

function listRights({ gains, losses, before, after }: PageSubject): readonly DrawnRights[] {
  switch (view) {
    case "changes":
      return [...collect(gains, "gained"), ...collect(losses, "lost")];
    case "before":
      return collect(before, "kept");
    case "after":
      return collect(after, "kept");
  }
}

const nothing: Readonly<Record<View, string>> = {
  changes: "Nothing changes here.",
  before: "Nothing is allowed before.",
  after: "Nothing is allowed after.",
};

function draw(): void {
  const subject = data.subjects[chosen];
  if (subject === undefined) {
    main.replaceChildren(create("p", { class: "more" }, "Nobody is found."));
    return;
  }
  const { name, kind, vendor, address, tags } = subject;
  const all = listRights(subject);
  const details = [...tags, kind, vendor, address].filter(Boolean).join(" · ");
  const parts =
    all.length === 0
      ? [create("p", { class: "more" }, nothing[view])]
      : [drawPicture(subject, all, data), drawTable(all, data)];
  main.replaceChildren(create("h2", {}, name), create("p", { class: "note" }, details), ...parts);
}

const list = new SubjectList(box, data.subjects, (place) => {
  chosen = place;
  draw();
});

function searchSubjects(): void {
  const places = search(index, query.value);
  count.textContent = `${places.length} of ${data.subjects.length}`;
  if (places.length === 0) chosen = -1;
  list.show(places);
  if (places.length === 0) draw();
}

query.addEventListener("input", searchSubjects);
query.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "Enter") return;
  event.preventDefault();
  box.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target === query) return;
  event.preventDefault();
  query.focus();
});
for (const choice of document.querySelectorAll<HTMLInputElement>("input[name=view]")) {
  choice.addEventListener("change", () => {
    if (choice.value === "changes" || choice.value === "before" || choice.value === "after") view = choice.value;
    draw();
  });
}
searchSubjects();
document.documentElement.dataset["ready"] = "true";
