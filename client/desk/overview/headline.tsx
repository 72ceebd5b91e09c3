import { useTranslation } from 'react-i18next';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useNow } from '../components/use-now.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useFormat } from '../use-format.ts';
import { headlineText } from '#client/locales/headline-text.ts';
import type { Figures } from './overview-data.ts';

/** The month in a sentence. */
export function Headline({ figures }: { figures: Pick<Figures, 'headline'> }) {
  const { t } = useTranslation(['overview', 'desk']);
  const [format, reasonLabel, now] = [useFormat(), useReasonLabel(), useNow()];
  const { text, note } = headlineText(figures.headline, { t, format, reasonLabel, now });
  return (
    <PageTitle note={note}>
      <MarkedText text={text} />
    </PageTitle>
  );
}
