import { Hono } from 'hono';
import { sql } from 'drizzle-orm';
import { nearestLanguage } from '#client/locales/languages.ts';
import { contentSecurityPolicy, type Frame } from '#client/respond/document.tsx';
import { lotteryCss, lotteryPage } from '#client/respond/lottery-page.tsx';
import { cssAfter, respondAssets } from '#client/respond/respond-assets.ts';
import { projectRoot } from '#db/project-root.ts';
import { isLanguage, type Language } from '#surveys/languages.ts';
import { may } from '../auth/may.ts';
import { theCompany } from '../company/company.ts';
import { logoFile } from '../company/logos.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import type { Env } from '../http/env.ts';
import { drawnTickets, publicLotteryOf } from './lotteries.ts';
import { ticketList } from './lottery.ts';
import { lighter } from './respond-pages.ts';

/** What anybody may know of a draw: its promise, its outcome, and how to check it. Nobody is named. */
export function lotteryRoutes() {
  const css = cssAfter(respondAssets(projectRoot)) + lotteryCss;

  async function frameFor({ db }: Deps, language: Language): Promise<Frame> {
    const { name, accentColor } = await theCompany(db);
    const [logo] = await db.all<{ file: string | null }>(sql`SELECT ${logoFile} AS file`);
    const accent = { light: accentColor, dark: lighter(accentColor) };
    return { language, css, company: { name, accent, ...(logo?.file && { logoUrl: `/logo/${logo.file}` }) } };
  }

  return new Hono<Env>()
    .get('/lottery/:waveId', may('anyone'), async (c) => {
      const { deps } = c.var;
      const waveId = c.req.param('waveId');
      const lottery = await publicLotteryOf(deps, waveId);
      if (!lottery) throw new DomainError('not_found', 'There is no such draw.');
      const { timeZone, locale } = await theCompany(deps.db);
      const read = languageOf(c.req.query('lang'), c.req.header('accept-language'));
      const frame = await frameFor(deps, read ?? nearestLanguage(locale));
      const ticketsUrl = `${deps.config.url}/lottery/${waveId}/tickets`;
      return c.html(lotteryPage({ frame, lottery, timeZone, ticketsUrl }), 200, {
        'content-security-policy': contentSecurityPolicy(frame),
        vary: 'accept-language',
      });
    })
    .get('/lottery/:waveId/tickets', may('anyone'), async (c) => {
      const marks = await drawnTickets(c.var.deps, c.req.param('waveId'));
      if (!marks) throw new DomainError('not_found', 'The list stands here once the draw is made.');
      return c.text(ticketList(marks));
    });
}

/** The one asked for, else the first of ours among those the browser reads. */
function languageOf(asked: string | undefined, accepted = ''): Language | undefined {
  if (isLanguage(asked)) return asked;
  const read = accepted.split(',').map((tag) => tag.split(/[-;]/)[0]?.trim().toLowerCase());
  return read.find(isLanguage);
}
