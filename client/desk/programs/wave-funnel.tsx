import { useTranslation } from 'react-i18next';
import { Funnel } from '../components/funnel.tsx';
import type { Wave } from './programs-data.ts';
import styles from './wave-page.module.css';

const onTheWay = ['queued', 'sent', 'delivered', 'opened', 'started', 'completed'] as const;
const offTheWay = ['bounced', 'expired'] as const;

/** From being asked to having answered, and those who fell off the way. */
export function WaveFunnel({ wave: { funnel } }: { wave: Wave }) {
  const { t } = useTranslation('programs');
  const stages = [...onTheWay, ...offTheWay.filter((stage) => funnel[stage] > 0)];
  const steps = stages.map((stage) => ({
    name: stage,
    label: t(`stage.${stage}`),
    count: funnel[stage],
    tone: stage === 'bounced' ? ('bad' as const) : ('plain' as const),
  }));
  return (
    <>
      <Funnel steps={steps} />
      <p className={styles.note}>{t('wave.deliveredNote')}</p>
    </>
  );
}
