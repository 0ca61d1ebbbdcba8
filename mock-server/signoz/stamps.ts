import { z } from "zod";

export const stamps = { createdAt: z.string(), updatedAt: z.string() };
