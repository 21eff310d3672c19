import type { RunReport } from '../model/report.ts';

/** The whole result model, for programs. */
export const renderJson = (report: RunReport): string => `${JSON.stringify(report, null, 2)}\n`;
