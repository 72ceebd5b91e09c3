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

/** What became of the last post, and why there are no more where it is paused. */
export function HookLast({ hook }: { hook: Hook }) {
  const { t } = useTranslation('alerts');
  const [last] = hook.deliveries;
  return (
    <span className={styles.hook}>
      {last ? <Post post={last} /> : <span>{t('hooks.never')}</span>}
      {hook.pausedAt ? <WhyPaused hook={hook} /> : null}
    </span>
  );
}

type Delivery = Hook['deliveries'][number];

function Post({ post }: { post: Delivery }) {
  const { t } = useTranslation('alerts');
  const state = post.state === 'queued' && post.attempts > 0 ? 'retried' : post.state;
  return (
    <>
      <span>
        <When at={post.endedAt ?? post.at} /> · {t(`hooks.states.${state}`)}
      </span>
      <PostProblem post={post} />
    </>
  );
}

/** What the receiver answered, or why it could not be reached. */
export function PostProblem({
  post: { status, lastError },
}: {
  post: Pick<Delivery, 'status' | 'lastError'>;
}) {
  const { t } = useTranslation('alerts');
  if (lastError === null) return null;
  return (
    <span className={styles.said}>
      {status === null ? null : t('hooks.answered', { answer: `\u2066${status}\u2069` })}{' '}
      <bdi dir="ltr">{lastError}</bdi>
    </span>
  );
}

function WhyPaused({ hook: { name, pausedBecause } }: { hook: Hook }) {
  const { t } = useTranslation('alerts');
  const values = { name: `\u2068${name}\u2069`, answer: '\u2066410 Gone\u2069' };
  return (
    <span className={styles.problem}>
      {t(`hooks.pausedBecause.${pausedBecause ?? 'unanswered'}`, values)}
    </span>
  );
}
