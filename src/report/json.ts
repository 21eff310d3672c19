import type { RunReport } from '../model/report.ts';
import { plainBeyondAscii } from './paint.ts';

/** The whole result model, for programs; on a terminal it must not steer anything either. */
export const renderJson = (report: RunReport): string => `${plainBeyondAscii(JSON.stringify(report, null, 2))}\n`;
