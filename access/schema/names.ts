const snakeNames = new Map<string, string>();

/** `expiresAt` → `expires_at`. The only place where Terraform's spelling is made. */
export function snakeCase(name: string): string {
  let snake = snakeNames.get(name);
  if (snake === undefined) {
    snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    snakeNames.set(name, snake);
  }
  return snake;
}
