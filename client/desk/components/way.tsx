import { createContext, use, type ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';

const ClosedContext = createContext(false);

/** Within it nothing leads anywhere: the same figures for people who may see them and no more. */
export function WithoutWays({ children }: { children: ReactNode }) {
  return <ClosedContext value={true}>{children}</ClosedContext>;
}

export const useIsClosed = (): boolean => use(ClosedContext);

type Props = Pick<LinkProps, 'to' | 'className' | 'title' | 'children'>;

/** To what stands behind a figure, where the reader may go there. */
export function Way({ to, children, ...looks }: Props) {
  return useIsClosed() ? (
    <span {...looks}>{children}</span>
  ) : (
    <Link to={to} {...looks}>
      {children}
    </Link>
  );
}
