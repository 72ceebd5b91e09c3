import { asc, isNull } from 'drizzle-orm';
import { GuardError, write, type Database } from '#db/client.ts';
import { alertHooks } from '#db/schema/alerts.ts';
import { theCodebook } from '#server/company/codebooks.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { behind, isFar, moveTail, newestEventId, tailOf, type Behind } from './event-tails.ts';
import { casesInOnePost, secondsBetweenPosts, wants, type Hook } from './hook.ts';
import { bodyOf } from './hook-body.ts';
import { addDelivery, isUnderWay } from './hook-deliveries.ts';
import { isOver, toldAs, toldKinds } from './notice.ts';
import { speechIn } from './say.ts';
import { casesNamed, type ToldCase } from './told-case.ts';

/** Each hook reads the events by itself, so that one which fails holds up no other. */
export const hookTail = (hookId: string) => `alert-hook ${hookId}`;

/** Asks for the posts that are due. Returns when the next may be, where something waits. */
export async function postOwed(deps: Deps): Promise<Date | null> {
  const hooks = await deps.db
    .select()
    .from(alertHooks)
    .where(isNull(alertHooks.pausedAt))
    .orderBy(asc(alertHooks.id));
  if (hooks.length === 0) return null;
  const later: Date[] = [];
  for (const hook of hooks) later.push(...(await postTo(deps, hook)));
  return later.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** When the hook has more to hear; empty where it has not. */
async function postTo(deps: Deps, hook: Hook): Promise<Date[]> {
  const { db } = deps;
  const now = deps.now();
  const tail = await tailOf(db, hookTail(hook.id));
  const newest = await newestEventId(db);
  if (newest <= tail.eventId) return [];
  const free = soon(tail.at);
  if (free > now) return [free];
  if (await isUnderWay(db, hook.id)) return [soon(now)];
  const kinds = toldKinds.filter((kind) => hook.kinds.includes(toldAs[kind]));
  const { happened, upTo } = await behind(db, tail, { kinds, limit: casesInOnePost });
  if (happened.length === 0 && !isFar(tail, upTo)) return [];
  const told = await toldOf(db, hook, happened);
  const body = told.length > 0 ? await bodyFor(deps, hook, told) : null;
  await write(db, (tx) => {
    moveTail(tx, { from: tail, to: upTo, at: body ? now : tail.at });
    if (body) addDelivery(deps, tx, { hook, body });
  }).catch((error: unknown) => {
    if (!(error instanceof GuardError)) throw error;
  });
  if (upTo >= newest) return [];
  return body ? [soon(now)] : postTo(deps, hook);
}

const soon = (at: Date) => new Date(at.getTime() + secondsBetweenPosts * 1000);

async function toldOf(db: Database, hook: Hook, happened: Behind[]): Promise<ToldCase[]> {
  const named = await casesNamed(db, [...new Set(happened.map(({ caseId }) => caseId))]);
  return happened.flatMap(({ caseId, kind }) => {
    const known = named.get(caseId);
    const news = toldAs[kind];
    const isNews = known && !isOver(news, known.case) && wants(hook, news, known.case.severity);
    return isNews ? [{ ...known, kind: news }] : [];
  });
}

async function bodyFor(deps: Deps, hook: Hook, told: ToldCase[]): Promise<object> {
  return bodyOf[hook.kind](told, await tellingFor(deps, hook));
}

/** In which language and zone a hook is told, and where its links lead. */
export async function tellingFor({ db, config, now }: Deps, { locale }: Pick<Hook, 'locale'>) {
  const [{ timeZone }, codebook] = await Promise.all([theCompany(db), theCodebook(db)]);
  const at = now();
  const linkTo = (place: string) => `${config.url}${place}`;
  return { at, linkTo, speech: speechIn(locale, { timeZone, codebook, now: at }) };
}
