import { useTranslation } from 'react-i18next';
import { startLarge } from '#client/locales/sentence.ts';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useFormat } from '../use-format.ts';
import type { DepartmentFigures } from './departments-data.ts';
import { departmentsText } from './departments-text.ts';
import { standingOut } from './standing-out.ts';

type Props = { figures: DepartmentFigures; nameOf: (code: string) => string };

/** The page's answer as a sentence: whose work hurts, and whose helps. */
export function DepartmentsTitle({ figures, nameOf }: Props) {
  const { t } = useTranslation(['departments', 'overview', 'desk']);
  const format = useFormat();
  const { text, note } = departmentsText(standingOut(figures), { t, format, name: nameOf });
  return (
    <PageTitle note={note}>
      <MarkedText text={startLarge(text)} />
    </PageTitle>
  );
}
