import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import { whySentences, type Fact } from './why-sentence.ts';

export function useWhy(why: readonly Fact[]): string[] {
  const { t, i18n } = useTranslation('inbox');
  const format = useFormat();
  return whySentences(why, { t, format, language: i18n.language, exists: (key) => i18n.exists(key) });
}
