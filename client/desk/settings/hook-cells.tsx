import { useTranslation } from 'react-i18next';
import { Tag } from '../components/tag.tsx';
import { When } from '../components/when.tsx';
import { noticeKinds, severities, type Hook } from './alerts-data.ts';
import styles from './settings.module.css';

/** What it is called, where it leads, and whether it is paused. */
export function HookName({ hook }: { hook: Hook }) {
  const { t } = useTranslation('alerts');
  return (
    <span className={styles.hook}>
      <span className={styles.person}>
        <bdi>{hook.name}</bdi>
        {hook.pausedAt ? <Tag tone="bad">{t('hooks.paused')}</Tag> : null}
      </span>
      <span className={styles.said}>
        {t(`hooks.kindOf.${hook.kind}`)} · <bdi dir="ltr">{hook.host}</bdi>
      </span>
    </span>
  );
}

/** What it is told of, and how urgent that has to be. */
export function HookTold({ hook }: { hook: Hook }) {
  const { t } = useTranslation('alerts');
  const kinds = noticeKinds.filter((kind) => hook.kinds.includes(kind));
  const least = severities.find((severity) => severity === hook.leastSeverity) ?? 1;
  return (
    <span className={styles.hook}>
      <span>{kinds.map((kind) => t(`kinds.${kind}`)).join(' · ')}</span>
      <span className={styles.said}>{t(`me.leastOf.${least}`)}</span>
    </span>
  );
}

/** What became of the last post, in the receiver's own words where it went wrong. */
export function HookLast({ hook }: { hook: Hook }) {
  const { t } = useTranslation('alerts');
  const [last] = hook.deliveries;
  if (!last) return t('hooks.never');
  const state = last.state === 'queued' && last.attempts > 0 ? 'retried' : last.state;
  return (
    <span className={styles.hook}>
      <span>
        <When at={last.endedAt ?? last.at} /> · {t(`hooks.states.${state}`)}
      </span>
      {last.lastError ? (
        <span className={styles.said} dir="ltr">
          {last.lastError}
        </span>
      ) : null}
      {hook.pausedAt ? (
        <span className={styles.problem}>{t('hooks.pausedText', { name: `\u2068${hook.name}\u2069` })}</span>
      ) : null}
    </span>
  );
}
