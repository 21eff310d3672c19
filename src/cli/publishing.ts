/** Where else a result is to be seen than on standard output. */
import type { Connection } from '../cluster/connection.ts';
import { publishEvents, publishReports } from '../cluster/publish.ts';
import { describeError } from '../errors.ts';
import type { RunReport } from '../model/report.ts';
import { eventsOf } from '../report/published/events.ts';
import { policyReportsOf } from '../report/published/policy-reports.ts';
import type { Output } from './output.ts';
import type { Publication } from './publishing-names.ts';

/** Never throws: the verdict stands, whoever may read it where. */
export const publish = async (api: Connection, wanted: readonly Publication[], report: RunReport, { note, log }: Pick<Output, 'note' | 'log'>): Promise<void> => {
  for (const publication of new Set(wanted)) {
    try {
      if (publication === 'events') await publishEvents(api, eventsOf(report), report.run);
      else if (!(await publishReports(api, publication, policyReportsOf(report, publication)))) note(`${publication} are not published: the cluster does not know them`);
    } catch (error) {
      log.error({ reason: describeError(error) }, `${publication} are not published, or not all of them`);
    }
  }
};
