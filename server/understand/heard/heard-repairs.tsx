import { format } from '#client/locales/format.ts';
import { directionOf, LANGUAGES } from '#surveys/languages.ts';
import { reasonLabel } from '#surveys/reasons.ts';
import type { Told } from './heard-page.tsx';

/** What is planned, under way and done, each in the reader's language where it was written in it. */
export function Repairs({ told: { repairs, language, company, words } }: { told: Told }) {
  if (repairs.length === 0) return <p className="soft">{words.noRepairs}</p>;
  return (
    <ul>
      {repairs.map(({ id, title, state, doneOn, category }) => {
        const written = [language, company.locale, ...LANGUAGES].find((one) => title[one]) ?? language;
        const day = doneOn ? format(language).day(doneOn) : '';
        return (
          <li key={id}>
            <span lang={written} dir={directionOf(written)}>
              {title[written]}
            </span>
            <span className="state">
              <b>{words.state[state].replace('{{day}}', day)}</b>
              {category ? ` · ${reasonLabel({ category, detail: null }, language)}` : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
