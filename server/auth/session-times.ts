export const sessionDays = 30;

/** When a session begun now ends, by our clock. */
export function sessionTimes({ now }: { now: () => Date }) {
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + sessionDays * 86_400_000);
  return { createdAt, updatedAt: createdAt, expiresAt };
}
