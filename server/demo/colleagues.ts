import { asc } from 'drizzle-orm';
import { staff } from '#db/schema/staff.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';

/** Who works at Waha Water. Two of them are also account managers, so they are never given their own customers' cases. */
export const colleagues = {
  admin: { name: 'Edsger Vance', email: 'edsger@waha.example', role: 'admin', locale: 'en' },
  manager: { name: 'Alan Mercer', email: 'alan@waha.example', role: 'manager', locale: 'en' },
  agent: { name: 'Grace Idris', email: 'grace@waha.example', role: 'agent', locale: 'en' },
  arabic: { name: 'هدى صالح', email: 'huda@waha.example', role: 'agent', locale: 'ar' },
  hebrew: { name: 'Tali Regev', email: 'tali@waha.example', role: 'agent', locale: 'he' },
  russian: { name: 'Дарья Орлова', email: 'daria@waha.example', role: 'agent', locale: 'ru' },
} as const;

export type Colleagues = Record<keyof typeof colleagues, Actor>;

/** They by what they do, as they are kept. */
export async function theColleagues({ db }: Deps): Promise<Colleagues> {
  const kept: Actor[] = await db.select().from(staff).orderBy(asc(staff.id));
  const entries = Object.entries(colleagues).map(([who, { email }]) => {
    const person = kept.find((one) => one.email === email);
    if (!person) throw new Error(`The sample has no ${email}`);
    return [who, person];
  });
  return Object.fromEntries(entries) as Colleagues;
}
