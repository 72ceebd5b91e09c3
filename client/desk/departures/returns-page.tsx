import { Navigate } from 'react-router';
import { Columns } from '../components/section.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useReturns } from './departures-data.ts';
import { LossPage } from './loss-page.tsx';
import { ReturnKeyFigures } from './return-key-figures.tsx';
import { ReturnShares } from './return-shares.tsx';
import { ReturnsByMonth } from './returns-by-month.tsx';
import { ReturnsTitle } from './returns-title.tsx';
import { WhoCameBack } from './who-came-back.tsx';

/** Who comes back, over what they had left, and how long it takes. */
export function Component() {
  const { actor } = useSession();
  return isAtLeast(actor.role, 'manager') ? <ReturnsPage /> : <Navigate to="/inbox" replace />;
}

function ReturnsPage() {
  return (
    <LossPage asked={useReturns()} tables={['returns', 'departures']} shareAs="returns">
      {(figures, span) => (
        <>
          <ReturnsTitle figures={figures} span={span} />
          <ReturnKeyFigures figures={figures} />
          <Columns>
            <ReturnShares figures={figures} />
            <ReturnsByMonth byMonth={figures.byMonth} />
          </Columns>
          <WhoCameBack />
        </>
      )}
    </LossPage>
  );
}
