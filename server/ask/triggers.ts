import type { Deps } from '../deps.ts';

export async function startTriggered(_deps: Deps): Promise<void> {}
