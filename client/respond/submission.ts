/**
 * 128 random bits that stand for what this page submits, so that a shared link takes a retry once and thanks it with the
 * same code. Only its hash is kept, apart from the answers.
 */
export function newSubmission(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 22);
}
