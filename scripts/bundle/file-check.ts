/**
 * Statements that end a provider before its handshake if a file beside it is missing or is one of another build: Terraform shows
 * the first line that a provider prints in place of its handshake. They are written for any JavaScript engine.
 *
 * @param sizes in bytes, by the names of the files
 */
export function writeFileCheck(sizes: ReadonlyMap<string, number>): string {
  const advice =
    "Its files belong together. Remove the folder .terraform/providers and run terraform init; if that does not help, install Latchkey again.";
  return [
    `(function(sizes){var fs=require("fs");for(var name in sizes){var size=-1,problem;`,
    `try{size=fs.statSync(__dirname+"/"+name).size;problem="is of another build or damaged ("+size+" bytes in place of "+sizes[name]+")";}`,
    `catch(error){problem="cannot be read ("+error.code+")";}if(size===sizes[name])continue;`,
    `fs.writeSync(1,"The Latchkey provider cannot start: the file "+name+" in "+JSON.stringify(__dirname)+" "+problem+". ${advice}\\n");`,
    `process.exit(1);}})(${JSON.stringify(Object.fromEntries(sizes))});`,
  ].join("");
}
