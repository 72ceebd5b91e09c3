import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, read } from '../api.ts';
import { useProgramName } from '../components/use-names.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import styles from './calls.module.css';

/** A6: after about fifty calls the repeated answers name the real problem. */
export function InterviewProgress() {
  const { data } = useQuery({
    queryKey: ['calls', 'interviews'],
    queryFn: () => read(api.api.interviews.$get()),
  });
  return data?.programs.map((one) => <Progress key={one.program.id} {...one} />) ?? null;
}

type Props = Awaited<ReturnType<typeof readPrograms>>[number];
const readPrograms = async () => (await read(api.api.interviews.$get())).programs;

function Progress({ program, n, enough, reasons }: Props) {
  const { t } = useTranslation('calls');
  const { number } = useFormat();
  const programName = useProgramName();
  const told = typeof n === 'number' ? number(n) : n;
  const value = typeof n === 'number' ? Math.min(n, enough) : 0;
  return (
    <section className={styles.progress}>
      <p>
        <b>{t('progress.count', { n: told, enough: number(enough) })}</b> · {programName(program)}
      </p>
      <progress
        max={enough}
        value={value}
        aria-label={t('progress.count', { n: told, enough: number(enough) })}
      />
      {reasons.length > 0 ? (
        <ol className={styles.repeated} aria-label={t('progress.repeated')}>
          {reasons.map((reason) => (
            <Repeated key={`${reason.category} ${reason.detail}`} {...{ program, reason }} />
          ))}
        </ol>
      ) : (
        <p className={styles.soft}>
          {t(typeof n === 'number' && n > 0 ? 'progress.mixed' : 'progress.tooFew')}
        </p>
      )}
    </section>
  );
}

function Repeated({ program, reason }: { program: Props['program']; reason: Props['reasons'][number] }) {
  const { t } = useTranslation('calls');
  const { actor } = useSession();
  const { number } = useFormat();
  const label = useReasonLabel();
  const { category, detail, n } = reason;
  const words = label(category, detail || null);
  const query = new URLSearchParams({
    source: 'responses',
    program: program.id,
    category,
    ...(detail && { detail }),
  });
  return (
    <li>
      {isAtLeast(actor.role, 'manager') ? <Link to={`/reasons?${query}`}>{words}</Link> : words}{' '}
      <span className={styles.soft}>{t('progress.times', { count: n, n: number(n) })}</span>
    </li>
  );
}
