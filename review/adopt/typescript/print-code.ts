import type { Code } from "#constructs/adoption/code.ts";
import { quoteTypeScript } from "../escape-text.ts";

const width = 100;
const step = "  ";

function printName(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoteTypeScript(name);
}

function printEntry(name: string, value: string): string {
  const spelled = printName(name);
  const isVariable = spelled === value && !/^(?:true|false|null|this)$/.test(value);
  return isVariable ? value : `${spelled}: ${value}`;
}

/** On one line. */
function printFlat(code: Code): string {
  switch (code.kind) {
    case "text":
      return quoteTypeScript(code.text);
    case "word":
      return code.word;
    case "imported":
      return code.name;
    case "member":
      return `${printFlat(code.of)}${code.isOptional ? "?." : "."}${code.name}`;
    case "call":
      return `${printFlat(code.callee)}(${code.args.map(printFlat).join(", ")})`;
    case "new":
      return `new ${printFlat(code.callee)}(${code.args.map(printFlat).join(", ")})`;
    case "list":
      return `[${code.elements.map(printFlat).join(", ")}]`;
    case "record":
      return code.entries.length === 0
        ? "{}"
        : `{ ${code.entries.map(([name, value]) => printEntry(name, printFlat(value))).join(", ")} }`;
    case "assignment":
      return `${printFlat(code.to)} = ${printFlat(code.value)}`;
  }
}

/** Where code begins. */
interface Place {
  readonly indent: string;
  /** How much of the line is taken before and after it. */
  readonly taken: number;
}

function fits(text: string, { indent, taken }: Place): boolean {
  return indent.length + taken + text.length <= width;
}

function printLines(
  open: string,
  lines: readonly string[],
  { indent, close }: { indent: string; close: string },
): string {
  return [open, ...lines.map((line) => `${indent}${step}${line},`), `${indent}${close}`].join("\n");
}

/** The arguments in parentheses; the last one may begin on the same line. */
function printArguments(args: readonly Code[], place: Place): string {
  const flat = `(${args.map(printFlat).join(", ")})`;
  if (fits(flat, place)) return flat;
  const last = args.at(-1);
  const first = args.slice(0, -1).map(printFlat);
  const head = ["", ...first].join(", ").replace(/^, /, "");
  const isOpen = last?.kind === "record" || last?.kind === "list";
  if (last !== undefined && isOpen && fits(`(${head}, {`, place)) {
    return `(${head === "" ? "" : `${head}, `}${printBroken(last, place.indent)})`;
  }
  const inner: Place = { indent: place.indent + step, taken: 1 };
  const lines = args.map((one) => print(one, inner));
  return printLines("(", lines, { indent: place.indent, close: ")" });
}

/** A list or a record over several lines. */
function printBroken(code: Extract<Code, { readonly kind: "list" | "record" }>, indent: string): string {
  const inner = indent + step;
  if (code.kind === "list") {
    const lines = code.elements.map((one) => print(one, { indent: inner, taken: 1 }));
    return printLines("[", lines, { indent, close: "]" });
  }
  const lines = code.entries.map(([name, value]) => {
    const taken = printName(name).length + 3;
    return printEntry(name, print(value, { indent: inner, taken }));
  });
  return printLines("{", lines, { indent, close: "}" });
}

/** `receiver.method(…)` and `receiver.name`, over several lines if it has to. */
function printChain(code: Extract<Code, { readonly kind: "member" | "call" }>, place: Place): string {
  if (code.kind === "member") return `${print(code.of, place)}${code.isOptional ? "?." : "."}${code.name}`;
  const callee = printFlat(code.callee);
  return `${callee}${printArguments(code.args, { ...place, taken: place.taken + callee.length })}`;
}

/** `subject.grant(…)` on one line, and what is done with it on the next. */
function printCallOnCall(code: Code, place: Place): string | undefined {
  if (code.kind !== "call" || code.callee.kind !== "member") return undefined;
  const inner = place.indent + step;
  const path: string[] = [];
  let at: Code = code.callee;
  while (at.kind === "member") {
    path.unshift(at.name);
    at = at.of;
  }
  if (at.kind !== "call" || at.callee.kind !== "member") return undefined;
  const { of: receiver, name } = at.callee;
  const first = `.${name}${printArguments(at.args, { indent: inner, taken: name.length + 2 })}`;
  const second = `.${path.join(".")}${printArguments(code.args, { indent: inner, taken: path.join(".").length + 2 })}`;
  return [printFlat(receiver), `${inner}${first}`, `${inner}${second}`].join("\n");
}

function print(code: Code, place: Place): string {
  const flat = printFlat(code);
  if (fits(flat, place)) return flat;
  switch (code.kind) {
    case "list":
    case "record":
      return printBroken(code, place.indent);
    case "new": {
      const head = `new ${printFlat(code.callee)}`;
      return `${head}${printArguments(code.args, { ...place, taken: place.taken + head.length })}`;
    }
    case "member":
    case "call":
      return printCallOnCall(code, place) ?? printChain(code, place);
    case "assignment": {
      const head = `${printFlat(code.to)} = `;
      return `${head}${print(code.value, { ...place, taken: place.taken + head.length })}`;
    }
    default:
      return flat;
  }
}

/** A statement, with a semicolon. @param variable the constant that it is assigned to */
export function printStatement(code: Code, indent: string, variable?: string): string {
  const head = variable === undefined ? "" : `const ${variable} = `;
  return `${indent}${head}${print(code, { indent, taken: head.length + 1 })};`;
}

/** What code uses of packages: names by package. */
export function listImports(codes: readonly Code[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const visit = (code: Code): void => {
    switch (code.kind) {
      case "imported":
        found.set(code.from, (found.get(code.from) ?? new Set()).add(code.name));
        return;
      case "member":
        return visit(code.of);
      case "call":
      case "new":
        visit(code.callee);
        return code.args.forEach(visit);
      case "list":
        return code.elements.forEach(visit);
      case "record":
        return code.entries.forEach(([, value]) => visit(value));
      case "assignment":
        visit(code.to);
        return visit(code.value);
      default:
    }
  };
  codes.forEach(visit);
  return found;
}
