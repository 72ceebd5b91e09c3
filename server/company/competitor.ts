import type { competitors } from '#db/schema/understand.ts';
import { foldedName } from './folded-name.ts';

export type Competitor = typeof competitors.$inferSelect;
export type Named = Pick<Competitor, 'name' | 'aliases'>;

/** The aliases without those that are read as the name or as an earlier one. */
export function aliasesApart({ name, aliases }: Named): string[] {
  const seen = new Set([foldedName(name)]);
  return aliases.filter((alias) => {
    const folded = foldedName(alias);
    const isNew = !seen.has(folded);
    seen.add(folded);
    return isNew;
  });
}

/** The first of these names that belongs to another competitor already, with that one's name. */
export function takenName(
  others: readonly Named[],
  { name, aliases }: Named,
): { name: string; place: number | null; owner: string } | null {
  const owners = new Map<string, string>();
  for (const other of others)
    for (const known of [other.name, ...other.aliases]) owners.set(foldedName(known), other.name);
  for (const [index, one] of [name, ...aliases].entries()) {
    const owner = owners.get(foldedName(one));
    if (owner !== undefined) return { name: one, place: index === 0 ? null : index - 1, owner };
  }
  return null;
}
