/**
 * Whether a customer's record names this colleague as her account manager, by name or by e-mail address and however it is
 * spelt.
 */
export function isAccountManager(
  { name, email }: { name: string; email: string },
  accountManager: string | null,
): boolean {
  const named = folded(accountManager ?? '');
  return named !== '' && (named === folded(name) || named === folded(email));
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
}
