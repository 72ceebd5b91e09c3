import { useTranslation } from 'react-i18next';
import { CertainShare } from '../components/certain-share.tsx';
import { PlainTable } from '../components/plain-table.tsx';
import { Section } from '../components/section.tsx';
import { useFormat } from '../use-format.ts';
import { useTrial, type Trial } from './compensation-data.ts';
import styles from './with-and-without.module.css';

/** Whether compensation works, where chance decided who was offered it. Nothing where it was never tried. */
export function WithAndWithout() {
  const { t } = useTranslation('compensation');
  const { dayOf } = useFormat();
  const trial = useTrial().data?.trial;
  if (!trial) return null;
  return (
    <Section title={t('trial.title')} aside={t('trial.note', { since: dayOf(new Date(trial.since)) })}>
      <TrialTable trial={trial} />
      <div className={styles.told}>
        {trial.after.map((after) => (
          <Cost key={after.days} after={after} currency={trial.currency} />
        ))}
        <p className="soft">{t('trial.proof')}</p>
      </div>
    </Section>
  );
}

type After = Trial['after'][number];
type Compared = Trial['better'];

function TrialTable({ trial }: { trial: Trial }) {
  const { t } = useTranslation('compensation');
  const { days } = useFormat();
  const { currency, better, after } = trial;
  const shares = (key: string, name: string, of: Compared) => ({
    key,
    name,
    of,
    cells: [
      <CertainShare key="with" share={of.offer} />,
      <CertainShare key="without" share={of.callOnly} />,
      <Points key="difference" difference={of.difference} />,
    ],
  });
  const rows = [
    shares('better', t('trial.better'), better),
    ...after.flatMap((of) => [
      shares(`kept${of.days}`, t('trial.kept', { days: days(of.days) }), of.kept),
      shares(`ordered${of.days}`, t('trial.ordered', { days: days(of.days) }), of.ordered),
      {
        key: `minor${of.days}`,
        name: t('trial.orderedMoney', { days: days(of.days) }),
        of: of.orderedMinor,
        cells: [
          <Mean key="with" figure={of.orderedMinor.offer} currency={currency} />,
          <Mean key="without" figure={of.orderedMinor.callOnly} currency={currency} />,
          <MoneyDifference key="difference" difference={of.orderedMinor.difference} currency={currency} />,
        ],
      },
    ]),
  ].filter(({ of }) => of.offer.n !== 0 || of.callOnly.n !== 0);
  return (
    <div className={styles.compared}>
      <PlainTable
        caption={t('trial.title')}
        heads={[t('trial.what'), t('trial.with'), t('trial.without'), t('trial.difference')]}
        rows={rows}
      />
    </div>
  );
}

function Points({ difference }: { difference: Compared['difference'] }) {
  const { t } = useTranslation('compensation');
  const { number } = useFormat();
  const points = (share: number) => signed(Math.round(share * 100), (whole) => number(whole));
  if (!difference) return <>–</>;
  const { value, interval } = difference;
  return (
    <Different
      isReal={difference.isReal}
      told={t('trial.points', { points: points(value) })}
      between={t('figure.between', { low: points(interval.low), high: points(interval.high) })}
    />
  );
}

type InMoney = { currency: string };

function MoneyDifference({ difference, currency }: InMoney & { difference: Compared['difference'] }) {
  const { t } = useTranslation('compensation');
  const { money } = useFormat();
  const told = (minor: number) => signed(Math.round(minor), (whole) => money(whole, currency, true));
  if (!difference) return <>–</>;
  const { value, interval } = difference;
  return (
    <Different
      isReal={difference.isReal}
      told={told(value)}
      between={t('figure.between', { low: told(interval.low), high: told(interval.high) })}
    />
  );
}

function Different({ isReal, told, between }: { isReal: boolean; told: string; between: string }) {
  return (
    <>
      {isReal ? <b>{told}</b> : told} <small className="soft">{between}</small>
    </>
  );
}

/** With its sign; what rounds to nothing has none. */
const signed = (value: number, told: (size: number) => string) =>
  `\u200e${value > 0 ? '+' : value < 0 ? '−' : ''}${told(Math.abs(value))}`;

function Mean({ figure, currency }: InMoney & { figure: Compared['offer'] }) {
  const { t } = useTranslation(['compensation', 'desk']);
  const { money, number } = useFormat();
  const { value, interval, n } = figure;
  if (value === null) return <>–</>;
  const told = (minor: number) => money(Math.round(minor), currency, true);
  const range = interval ? t('figure.between', { low: told(interval.low), high: told(interval.high) }) : null;
  return (
    <>
      <b>{told(value)}</b>{' '}
      <small className="soft">
        {[range, t('desk:figure.n', { n: typeof n === 'number' ? number(n) : n })].filter(Boolean).join(', ')}
      </small>
    </>
  );
}

/** What a customer kept by it has cost, or that nobody is shown to have been. */
function Cost({ after: { days: within, cost }, currency }: InMoney & { after: After }) {
  const { t } = useTranslation('compensation');
  const { money, days } = useFormat();
  if (!cost) return null;
  const given = money(cost.givenMinor, currency, true);
  if (!cost.minor) return <p>{t('trial.notShown', { days: days(within), given })}</p>;
  const told = (minor: number) => money(minor, currency, true);
  const { value, low, high } = cost.minor;
  return (
    <p>
      {t('trial.cost', { days: days(within), given, cost: told(value), low: told(low), high: told(high) })}
    </p>
  );
}
