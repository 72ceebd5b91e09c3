import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, getJson, read } from './api.ts';
import { useSurveyName } from './components/use-names.ts';
import { isAtLeast, placesFor } from './nav.ts';
import { useSession } from './session.tsx';
import { addressOf, useSavedViews } from './views/views-data.ts';

type Finding = { name: string; kind: string; to: string };
type FoundCustomers = { customers?: { id: string; name: string | null; email?: string | null }[] };

/** Places of the desk, saved views, surveys and customers whose name holds the words; customers are left out while they cannot be asked for. */
export function useFindings(words: string): Finding[] {
  const { t } = useTranslation('desk');
  const { role } = useSession().actor;
  const [search] = useDebouncedValue(words.trim(), 150);
  const { data } = useQuery({
    queryKey: ['customers', 'search', search],
    queryFn: () => getJson<FoundCustomers>(`/api/customers?search=${encodeURIComponent(search)}`),
    enabled: search.length > 1,
    retry: false,
    placeholderData: (before) => before,
  });
  const isManager = isAtLeast(role, 'manager');
  const catalogue = useQuery({
    queryKey: ['surveys'],
    queryFn: () => read(api.api.surveys.$get()),
    enabled: isManager && search.length > 1,
    retry: false,
  });
  const surveyName = useSurveyName();
  const surveys = (isManager && search.length > 1 ? (catalogue.data?.surveys ?? []) : [])
    .map((survey) => ({ name: surveyName(survey), kind: t('search.survey'), to: `/surveys/${survey.id}` }))
    .filter(({ name }) => name.toLocaleLowerCase().includes(search.toLocaleLowerCase()));
  const places = placesFor(role)
    .map(({ name, to }) => ({ name: t(`nav.${name}`), kind: t('search.page'), to }))
    .filter(({ name }) => name.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase()));
  const customers = (search.length > 1 ? (data?.customers ?? []) : []).slice(0, 8).map((customer) => ({
    name: customer.name ?? customer.email ?? customer.id,
    kind: t('search.customer'),
    to: `/customers/${customer.id}`,
  }));
  const saved = (useSavedViews().data ?? [])
    .filter(({ name }) => name.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase()))
    .map((view) => ({ name: view.name, kind: t('search.view'), to: addressOf(view) }));
  return [...places, ...saved, ...surveys, ...customers];
}
