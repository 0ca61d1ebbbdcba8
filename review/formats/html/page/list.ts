import { create } from "./dom.ts";
import type { PageSubject } from "./page-data.ts";

const rowHeight = 48;
/** Rows above and below what is seen. */
const spare = 6;

/** A list of subjects of which only the rows in sight exist. */
export class SubjectList {
  readonly #box: HTMLElement;
  readonly #space: HTMLElement;
  readonly #subjects: readonly PageSubject[];
  readonly #choose: (place: number) => void;
  #shown: readonly number[] = [];
  #chosen = 0;

  constructor(box: HTMLElement, subjects: readonly PageSubject[], choose: (place: number) => void) {
    this.#box = box;
    this.#space = create("div", { class: "space", role: "presentation" });
    this.#subjects = subjects;
    this.#choose = choose;
    box.append(this.#space);
    box.addEventListener("scroll", () => this.#draw());
    box.addEventListener("keydown", (event) => this.#press(event));
    new ResizeObserver(() => this.#draw()).observe(box);
  }

  /** Shows these places of the subjects, and chooses the first one. */
  show(places: readonly number[]): void {
    this.#shown = places;
    this.#space.style.height = `${places.length * rowHeight}px`;
    this.#box.scrollTop = 0;
    if (places.length > 0) this.#select(0);
    else this.#draw();
  }

  #select(row: number): void {
    this.#chosen = Math.max(0, Math.min(row, this.#shown.length - 1));
    const top = this.#chosen * rowHeight;
    const { scrollTop, clientHeight } = this.#box;
    if (top < scrollTop) this.#box.scrollTop = top;
    else if (top + rowHeight > scrollTop + clientHeight) this.#box.scrollTop = top + rowHeight - clientHeight;
    this.#draw();
    const place = this.#shown[this.#chosen];
    if (place !== undefined) this.#choose(place);
  }

  #press(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.#box.clientHeight / rowHeight) - 1);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: this.#chosen + 1,
      ArrowUp: this.#chosen - 1,
      PageDown: this.#chosen + page,
      PageUp: this.#chosen - page,
      Home: 0,
      End: this.#shown.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (this.#shown.length > 0) this.#select(target);
  }

  #draw(): void {
    const first = Math.max(0, Math.floor(this.#box.scrollTop / rowHeight) - spare);
    const last = Math.min(
      this.#shown.length,
      Math.ceil((this.#box.scrollTop + this.#box.clientHeight) / rowHeight) + spare,
    );
    const rows = this.#shown.slice(first, last).map((place, index) => this.#createRow(place, first + index));
    this.#space.replaceChildren(...rows);
    // The row may be out of sight, where it does not exist.
    if (this.#chosen >= first && this.#chosen < last)
      this.#box.setAttribute("aria-activedescendant", `row-${this.#chosen}`);
    else this.#box.removeAttribute("aria-activedescendant");
  }

  #createRow(place: number, row: number): HTMLElement {
    const subject = this.#subjects[place];
    const element = create(
      "div",
      {
        id: `row-${row}`,
        class: "row",
        role: "option",
        "aria-selected": row === this.#chosen,
        "aria-posinset": row + 1,
        "aria-setsize": this.#shown.length,
      },
      create("span", { class: "name" }, subject?.name ?? ""),
      create(
        "span",
        { class: "note" },
        [...(subject?.tags ?? []), subject?.address ?? subject?.kind ?? ""].join(" · "),
      ),
    );
    element.style.top = `${row * rowHeight}px`;
    element.addEventListener("click", () => this.#select(row));
    return element;
  }
}
