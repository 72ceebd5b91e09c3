import type { Command } from './command.ts';
import { doctor } from './doctor-command.ts';
import { importCustomers, importDepartures, importOrders, importResponses } from './import-commands.ts';
import { readText } from './read-command.ts';
import { reportDepartures, reportReasons, reportScores, reportTiers } from './report-commands.ts';
import { staffAdd } from './staff-commands.ts';
import { waveRun } from './wave-commands.ts';

/** Everything `amends` can do. */
export const commands: Record<string, Command> = {
  'import customers': importCustomers,
  'import orders': importOrders,
  'import departures': importDepartures,
  'import responses': importResponses,
  'report departures': reportDepartures,
  'report reasons': reportReasons,
  'report tiers': reportTiers,
  'report scores': reportScores,
  'wave run': waveRun,
  read: readText,
  'staff add': staffAdd,
  doctor,
};
