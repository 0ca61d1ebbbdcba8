export * from "./mock.ts";
