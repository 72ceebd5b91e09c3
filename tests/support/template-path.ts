import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#db/project-root.ts';

const folder = join(tmpdir(), 'amends-tests', Buffer.from(projectRoot).toString('hex').slice(-16));
mkdirSync(folder, { recursive: true });

export const templatePath = join(folder, 'template.db');
