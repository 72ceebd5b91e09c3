import { write } from '#db/client.ts';
import type { Deps } from '../deps.ts';
import type { EventKind } from '../events/events.ts';
import { enqueueNamed } from '../jobs/jobs.ts';

const starting: readonly EventKind[] = ['orders-imported', 'departures-imported', 'events-imported'];

/** Asks for a look at what came in, where programs may listen to it; a recurring task looks too. */
export async function startTriggered(deps: Deps, importedAs: EventKind): Promise<void> {
  if (!starting.includes(importedAs)) return;
  await write(deps.db, (tx) => enqueueNamed(deps, tx, { name: 'start-triggered', payload: {} }));
}
