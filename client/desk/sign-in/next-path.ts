/** Where to go after the sign-in: a path of this desk and nothing else, whatever the address bar says. */
export function nextPath(next: string | null): string {
  const isOurs = next !== null && /^\/(?![/\\])/.test(next) && !/[\s\\]/.test(next);
  return isOurs ? next : '/';
}
