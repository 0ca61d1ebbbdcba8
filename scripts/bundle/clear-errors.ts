import { transform } from "esbuild";

/**
 * Node prints the source line that threw an uncaught error above its message: 160 characters of minified code before what is
 * wrong. It leaves out a line that holds these words (`GetErrorSource` in Node's src/node_errors.cc); a Node that does not know
 * them prints the line as before. The stack, and with it the user's own line, stays as it is.
 */
const words = "/*node-do-not-add-exception-line*/";

/** Adds the words wherever an error is made or thrown: not at the end of the line, where a wrapped text may go on. @throws if that would change what the code does */
export async function hideThrowingLines(code: string): Promise<string> {
  const marked = code.replaceAll(/\bthrow (?=new |[\w$]+[;}(.])|\bnew \w*Error\(/g, `$&${words}`);
  const read = async (text: string): Promise<string> =>
    (await transform(text, { minifyWhitespace: true, legalComments: "none" })).code;
  if ((await read(marked)) !== (await read(code))) throw new Error("a text holds what looks like code that throws");
  return marked;
}
