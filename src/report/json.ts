import type { RunReport } from '../model/report.ts';
import { jsonText } from './paint.ts';

/** The whole result model, for programs; on a terminal it must not steer anything either. */
export const renderJson = (report: RunReport): string => jsonText(report);
