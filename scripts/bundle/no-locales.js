// In place of all languages of zod.
export {};
