// Apart from what it starts: a Node that is too old says so before it reads what it cannot.
const { start } = await import("./start.ts");

await start(process);
