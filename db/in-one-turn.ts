import type { Database } from './client.ts';

/**
 * Makes one query of all that is asked within one turn of the event loop. Many people answer at once, and a connection
 * that reads after another one wrote looks up its pages anew: once for all of them costs a tenth of once for each.
 */
export function inOneTurn<K, V>(
  ask: (db: Database, keys: K[]) => Promise<V[]>,
): (db: Database, key: K) => Promise<V> {
  const turns = new WeakMap<Database, Turn<K, V>>();
  return (db, key) => {
    const turn = turns.get(db) ?? begin(db);
    return new Promise((answered, failed) => turn.push({ key, answered, failed }));
  };

  function begin(db: Database): Turn<K, V> {
    const turn: Turn<K, V> = [];
    turns.set(db, turn);
    setImmediate(() => {
      turns.delete(db);
      void answerAll(db, turn, ask);
    });
    return turn;
  }
}

type Turn<K, V> = { key: K; answered: (value: V) => void; failed: (error: unknown) => void }[];

async function answerAll<K, V>(
  db: Database,
  turn: Turn<K, V>,
  ask: (db: Database, keys: K[]) => Promise<V[]>,
): Promise<void> {
  try {
    const values = await ask(
      db,
      turn.map(({ key }) => key),
    );
    // As many values as keys, in their order.
    turn.forEach(({ answered }, at) => answered(values[at] as V));
  } catch (error) {
    for (const { failed } of turn) failed(error);
  }
}
