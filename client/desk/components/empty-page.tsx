import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from './empty-state.tsx';
import { PageTitle } from './page-title.tsx';

type Props = {
  heading: string;
  title: string;
  text: string;
  /** What has to be done for the page to fill. */
  action?: { label: string; to: string };
};

/** A page of figures before there are any. */
export function EmptyPage({ heading, title, text, action }: Props) {
  return (
    <>
      <PageTitle>{heading}</PageTitle>
      <EmptyState
        title={title}
        text={text}
        {...(action && {
          action: (
            <Button component={Link} to={action.to} variant="filled">
              {action.label}
            </Button>
          ),
        })}
      />
    </>
  );
}
