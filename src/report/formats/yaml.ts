import { stringify } from 'yaml';
import type { RunReport } from '../../model/report.ts';
import { plainDeep } from '../paint.ts';

/** The whole result model, as `-o json` has it. */
export const renderYaml = (report: RunReport): string => stringify(plainDeep(report), { lineWidth: 0, aliasDuplicateObjects: false });
