import { useTranslation } from 'react-i18next';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useShortcuts } from '../use-shortcuts.tsx';
import type { Desk } from './use-voices-desk.ts';

/** The keys of the page; those of a review speak of the voice that has the focus. */
export function useReviewKeys({ focused, walk, confirm, toggle, open, undo }: Desk) {
  const { t } = useTranslation(['voices', 'desk']);
  const reasonLabel = useReasonLabel();
  const walking = [
    { keys: 'j', label: t('desk:shortcuts.next'), run: () => walk(1) },
    { keys: 'k', label: t('desk:shortcuts.previous'), run: () => walk(-1) },
  ];
  const reviewing = [
    { keys: 'Enter', label: t('keys.confirm'), run: () => confirm({ isByKey: true }) },
    ...REASON_CATEGORIES.map((category, at) => ({
      keys: String(at + 1),
      label: reasonLabel(category),
      run: () => toggle(category, { isByKey: true }),
    })),
    { keys: '0', label: t('review.none'), run: () => toggle(null, { isByKey: true }) },
    { keys: 'd', label: t('keys.detail'), run: () => open('detail') },
    { keys: 'c', label: t('keys.competitor'), run: () => open('competitor') },
    { keys: 't', label: t('keys.tag'), run: () => open('tag') },
    { keys: 'u', label: t('keys.undo'), run: undo },
  ];
  useShortcuts(focused === null ? walking : [...walking, ...reviewing]);
}
