import type { Command } from './command.ts';
import { importCustomers, importDepartures, importOrders } from './import-commands.ts';
import { reportDepartures, reportTiers } from './report-commands.ts';

/** Everything `amends` can do. */
export const commands: Record<string, Command> = {
  'import customers': importCustomers,
  'import orders': importOrders,
  'import departures': importDepartures,
  'report departures': reportDepartures,
  'report tiers': reportTiers,
};
