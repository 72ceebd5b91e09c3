import { createHash } from 'node:crypto';
import { desc, eq, sql } from 'drizzle-orm';
import { write, type Database } from '#db/client.ts';
import { companyLogo } from '#db/schema/company.ts';
import type { FrozenLogo } from '#db/schema/program-parts.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { mostLogoBytes, pictureIn, shownSize } from './logo.ts';

const extensions = { 'image/png': 'png', 'image/jpeg': 'jpg' } as const;

/** The end of the logo's public path, for a read that has no time for the picture itself; null without one. */
export const logoFile = sql<
  string | null
>`(SELECT printf('%012x', id) || iif(media_type = 'image/png', '.png', '.jpg')
  FROM company_logo ORDER BY updated_at DESC LIMIT 1)`;

/** The logo of now, as a letter shows it. */
export async function currentLogo(db: Database): Promise<FrozenLogo | null> {
  const [logo] = await db.select().from(companyLogo).orderBy(desc(companyLogo.updatedAt)).limit(1);
  const picture = logo && pictureIn(logo.bytes);
  if (!logo || !picture) return null;
  return { hash: hashFor(logo.id), extension: extensions[picture.mediaType], ...shownSize(picture) };
}

/** Earlier logos stay, so that mails which show them stay whole. */
export async function keepLogo(deps: Deps, actor: { id: string }, bytes: Uint8Array): Promise<void> {
  const picture = bytes.length <= mostLogoBytes ? pictureIn(bytes) : null;
  if (!picture) {
    const problem = 'A logo is a PNG or JPEG picture of at most 200 kB.';
    throw new DomainError('invalid', problem, { logo: problem });
  }
  const { db } = deps;
  const at = deps.now();
  const { mediaType } = picture;
  await write(db, (tx) => {
    tx.run(
      db
        .insert(companyLogo)
        .values({ id: idFor(bytes), mediaType, bytes: Buffer.from(bytes), updatedAt: at })
        .onConflictDoUpdate({ target: companyLogo.id, set: { updatedAt: at } }),
    );
    record(db, tx, { kind: 'company-changed', actorId: actor.id, at, data: { changed: ['logo'] } });
  });
}

/** Takes the logo out of every letter, those that are read later too. */
export async function removeLogo(deps: Deps, actor: { id: string }): Promise<void> {
  const { db } = deps;
  await write(db, (tx) => {
    tx.run(db.delete(companyLogo));
    record(db, tx, {
      kind: 'company-changed',
      actorId: actor.id,
      at: deps.now(),
      data: { changed: ['logo'] },
    });
  });
}

/** The picture behind a public path, which names its bytes and so may be kept for ever. */
export async function logoNamed(db: Database, file: string) {
  const [, hash, extension] = /^([0-9a-f]{12})\.(png|jpg)$/.exec(file) ?? [];
  if (hash === undefined) return null;
  const [logo] = await db
    .select()
    .from(companyLogo)
    .where(eq(companyLogo.id, parseInt(hash, 16)));
  return logo && extensions[logo.mediaType] === extension ? logo : null;
}

/** The row's key is the beginning of its bytes' hash: 48 bits, which an integer holds exactly. */
const idFor = (bytes: Uint8Array): number => createHash('sha256').update(bytes).digest().readUIntBE(0, 6);
const hashFor = (id: number): string => id.toString(16).padStart(12, '0');
