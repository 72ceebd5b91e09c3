import { sql } from 'drizzle-orm';
import { dayIn } from '#server/company/calendar-day.ts';
import { theCompany } from '#server/company/company.ts';
import { logoFile } from '#server/company/logos.ts';
import type { Deps } from '#server/deps.ts';
import { keptPages } from '#server/listen/kept-pages.ts';
import type { Language } from '#surveys/languages.ts';
import { shownComments } from './comments.ts';
import { heardFigures, measuresShown, type HeardFigures } from './heard-figures.ts';
import { heardPage } from './heard-page.tsx';
import { publicPageOf } from './page-settings.ts';
import { allRepairs } from './repairs.ts';

const keptMilliseconds = 60_000;

/** The page of one process. Figures are kept for a minute; words are read each time, so that one withdrawn is gone at once. */
export function publicPages() {
  const kept = keptPages<HeardFigures>(4);

  return async (deps: Deps, { language, isPreview }: { language: Language; isPreview: boolean }) => {
    const { db } = deps;
    const { isOn, introduction, measures } = await publicPageOf(db);
    if (!isOn && !isPreview) return null;
    const { name, accentColor, locale, timeZone } = await theCompany(db);
    const minute = Math.floor(deps.now().getTime() / keptMilliseconds);
    const figures = await kept(`${timeZone} ${minute}`, () => heardFigures(deps, { timeZone }));
    const [logo] = await db.all<{ file: string | null }>(sql`SELECT ${logoFile} AS file`);
    return heardPage({
      language,
      company: { name, accentColor, locale, logoUrl: logo?.file ? `/logo/${logo.file}` : null },
      introduction,
      figures,
      measures: measuresShown(figures, measures),
      comments: await shownComments(db),
      repairs: await allRepairs(db),
      day: dayIn(timeZone, deps.now()),
      isPreview,
    });
  };
}
