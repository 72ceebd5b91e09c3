/** What a customer is searched by: name, then external id, folded. */
export function searchTextOf(name: string, externalId: string): string {
  return folded(`${name} ${externalId}`);
}

export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
