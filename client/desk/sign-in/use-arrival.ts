import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { nextPath } from './next-path.ts';

/** Takes a person who has just signed in to where she was going. */
export function useArrival() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  return () => {
    queries.clear();
    void navigate(nextPath(search.get('next')), { replace: true });
  };
}
