import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { api, ApiProblem } from '../api.ts';
import { LoadingShape } from '../components/loading-shape.tsx';
import { OpenPage } from '../open-page.tsx';
import styles from './sign-in.module.css';
import { useArrival } from './use-arrival.ts';

/** Opening the address does nothing yet; the page uses the link by a POST of its own, once. */
export function Component() {
  const { t } = useTranslation('sign-in');
  const [search] = useSearchParams();
  const token = search.get('token') ?? '';
  const signIn = useMutation({
    mutationFn: () => api.api.session.link.$post({ json: { token } }),
    onSuccess: useArrival(),
  });
  const isAsked = useRef(false);
  const { mutate, error } = signIn;
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    mutate();
  }, [mutate]);

  if (!error) {
    return (
      <OpenPage title={t('link.title')}>
        <LoadingShape shape="list" rows={3} />
      </OpenPage>
    );
  }
  const isDead = error instanceof ApiProblem && error.status >= 400 && error.status < 500;
  return (
    <OpenPage title={isDead ? t('link.failed') : t('signIn.title')}>
      <div role="alert">
        <p className={styles.intro}>{isDead ? t('link.failedText') : t('link.failedNetwork')}</p>
      </div>
      <div className={styles.actions}>
        {isDead ? null : (
          <Button variant="filled" onClick={() => mutate()} loading={signIn.isPending}>
            {t('link.retry')}
          </Button>
        )}
        <Button
          component={Link}
          to={{ pathname: '/sign-in', search: onlyNext(search) }}
          variant={isDead ? 'filled' : 'default'}
        >
          {t('link.newLink')}
        </Button>
      </div>
    </OpenPage>
  );
}

function onlyNext(search: URLSearchParams): string {
  const next = search.get('next');
  return next ? new URLSearchParams({ next }).toString() : '';
}
