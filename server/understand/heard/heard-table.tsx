import { format, type Format } from '#client/locales/format.ts';
import { reasonLabel } from '#surveys/reasons.ts';
import type { Figure } from '../minimum-group.ts';
import type { HeardMeasure, HeardSpan } from './heard-figures.ts';
import type { HeardTexts, Told } from './heard-page.tsx';

const mostReasons = 4;

type Row = {
  key: string;
  label: string;
  cells: [Figure, Figure];
  tell: (value: number) => string;
  isShare: boolean;
};

/** The last month beside twelve: how many answered, the scores, and what was named most. */
export function HeardTable({ told }: { told: Told }) {
  const { language, figures, measures, words } = told;
  const { month, year } = figures;
  const tongue = format(language);
  return (
    <>
      <table>
        <caption className="clip">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="clip">{words.figures}</span>
            </th>
            <th scope="col">{tongue.monthAndYear(month.to)}</th>
            <th scope="col">{words.year}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.answers}</th>
            {[month, year].map(({ total, from }) => (
              <td key={from}>
                <b>{typeof total === 'number' ? tongue.number(total) : words.tooFew}</b>
              </td>
            ))}
          </tr>
          {measures.map((measure) => (
            <Line key={measure} row={scoreRow(told, measure, tongue)} words={words} />
          ))}
        </tbody>
        <tbody>
          <tr className="group">
            <th scope="rowgroup" colSpan={3}>
              {words.reason}
            </th>
          </tr>
          {reasonRows(told, tongue).map((row) => (
            <Line key={row.key} row={row} words={words} />
          ))}
        </tbody>
      </table>
      {measures.map((measure) => (
        <p key={measure} className="soft">
          {measure === 'nps' ? words.npsMeans : words.csatMeans}
        </p>
      ))}
    </>
  );
}

function scoreRow(
  { figures: { month, year }, words }: Told,
  measure: HeardMeasure,
  { number, percent }: Format,
): Row {
  const tell = measure === 'nps' ? (value: number) => number(Math.round(value)) : percent;
  return {
    key: measure,
    label: words[measure],
    cells: [month.scores[measure], year.scores[measure]],
    tell,
    isShare: false,
  };
}

/** Those named most over the year; where that is nothing, there is nothing to list. */
function reasonRows({ figures: { month, year }, language }: Told, { percent }: Format): Row[] {
  const shareIn = ({ reasons }: HeardSpan, category: string) =>
    reasons.find((one) => one.category === category)?.share ?? nothing;
  return year.reasons
    .filter(({ share }) => share.value !== null && share.value > 0)
    .slice(0, mostReasons)
    .map(({ category, share }) => ({
      key: category,
      label: reasonLabel({ category, detail: null }, language),
      cells: [shareIn(month, category), share],
      tell: percent,
      isShare: true,
    }));
}

const nothing: Figure = { value: null, n: 0, interval: null, hidden: null };

function Line({ row: { key, label, cells, tell, isShare }, words }: { row: Row; words: HeardTexts }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {cells.map((figure, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- the month stands first and the year second
        <td key={`${key} ${at}`}>
          <Value figure={figure} tell={tell} words={words} />
          {isShare && figure.value !== null ? <Bar share={figure.value} /> : null}
        </td>
      ))}
    </tr>
  );
}

function Value({ figure, tell, words }: { figure: Figure; tell: Row['tell']; words: HeardTexts }) {
  const { value, interval, hidden } = figure;
  if (hidden) return <small>{words.tooFew}</small>;
  if (value === null || interval === null) return <b>{words.none}</b>;
  const between = words.between
    .replace('{{low}}', tell(interval.low))
    .replace('{{high}}', tell(interval.high));
  return (
    <>
      <b>
        <bdi>{tell(value)}</bdi>
      </b>
      <small>{between}</small>
    </>
  );
}

/** Drawn, not styled: the page's policy lets no style stand on an element. */
function Bar({ share }: { share: number }) {
  return (
    <span className="bar" aria-hidden="true">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none">
        <rect width="100" height="6" rx="1" fill="currentColor" opacity=".15" />
        <rect width={Math.max(1, Math.round(share * 100))} height="6" rx="1" fill="currentColor" />
      </svg>
    </span>
  );
}
