/** Formats, read by programs of those who made them. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse, stringify } from 'yaml';
import { renderJunit } from '../../../src/report/formats/junit.ts';
import { renderPrometheus } from '../../../src/report/formats/prometheus.ts';
import { renderServed } from '../../../src/report/served.ts';
import { installInCi } from '../../support/skip.ts';
import { reports } from '../../unit/report/formats/reports.ts';
import { createFolder } from '../cli/process.ts';

const has = (program: string): boolean => spawnSync('which', [program]).status === 0;

/** Where the program is not there, the suite is skipped with the reason; in CI it is installed, or that is an error. */
const requireProgram = async (context: Mocha.Context, program: string, debianPackage: string): Promise<void> => {
  context.timeout(300_000);
  if (!has(program)) await installInCi(context, program, debianPackage);
};

/** What it says of a text, where it does not like it. */
const complaint = (argv: readonly [string, ...string[]], input: string): string => {
  const [program, ...args] = argv;
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}` || `exit ${status}`;
};

/** A series of a test of rules. */
interface Given {
  readonly series: string;
  readonly values: string;
}

const check = (text: string): string => complaint(['promtool', 'check', 'metrics'], text);

describe('promtool', function () {
  before(function () {
    return requireProgram(this, 'promtool', 'prometheus');
  });

  for (const [name, report] of Object.entries(reports)) {
    it(`takes the metrics of ${name}`, () => expect(check(renderPrometheus(report()))).to.equal(''));
    it(`takes what is served of ${name}`, () => expect(check(renderServed({ ended: { 0: 1 }, running: false, last: renderPrometheus(report()) }))).to.equal(''));
  }

  it('takes what is served before there is a result', () => expect(check(renderServed({ ended: {}, running: true }))).to.equal(''));
  it('does not take everything', () => expect(check('netproof_cells{matrix="a} 1\n')).not.to.equal(''));

  describe('of the alert rules', () => {
    const folder = createFolder();
    after(folder.remove);
    const { spec } = parse(readFileSync(join(import.meta.dirname, '../../../manifests/monitoring/prometheus-rule.yaml'), 'utf8')) as { readonly spec: object };
    const rules = folder.write('rules.yaml', stringify(spec));

    it('takes them', () => expect(complaint(['promtool', 'check', 'rules', rules], '')).to.equal(''));

    const fires: readonly { readonly alert: string; readonly series: string; readonly values: string; readonly well: string; readonly at: string; readonly labels: Readonly<Record<string, string>>; readonly besides?: readonly Given[] }[] = [
      { alert: 'NetworkPolicyNotEnforced', series: 'netproof_canary_enforces{matrix="shop"}', values: '0 0', well: '1 1', at: '1m', labels: { matrix: 'shop', severity: 'critical' } },
      { alert: 'NetworkPolicyLeak', series: 'netproof_cells{matrix="shop",source="web",target="db",status="leak"}', values: '1 1', well: '0 0', at: '1m', labels: { matrix: 'shop', source: 'web', target: 'db', severity: 'critical' } },
      { alert: 'NetworkPolicyOverblock', series: 'netproof_cells{matrix="shop",source="web",target="db",status="overblock"}', values: '2 2', well: '0 0', at: '1m', labels: { matrix: 'shop', source: 'web', target: 'db', severity: 'warning' } },
      { alert: 'NetworkPolicyMismatch', series: 'netproof_findings{matrix="shop",kind="policy-mismatch"}', values: '1 1', well: '0 0', at: '1m', labels: { matrix: 'shop', kind: 'policy-mismatch', severity: 'warning' } },
      { alert: 'NetworkPolicyTestFails', series: 'netproof_last_run_exit_code{matrix="shop"}', values: '1 1', well: '0 0', at: '1m', labels: { matrix: 'shop', severity: 'warning' } },
      { alert: 'NetworkPolicyNotJudged', series: 'netproof_last_run_exit_code{matrix="shop"}', values: '3x420', well: '0x420', at: '6h5m', labels: { matrix: 'shop', severity: 'warning' } },
      { alert: 'NetproofStale', series: 'netproof_last_run_timestamp_seconds{matrix="shop"}', values: '0x240', well: '0+60x240', at: '3h30m', labels: { matrix: 'shop', severity: 'warning' } },
      { alert: 'NetproofJobFailed', series: 'kube_job_status_failed{namespace="netproof",job_name="netproof-canary-29301"}', values: '1 1', well: '0 0', at: '1m', labels: { namespace: 'netproof', job_name: 'netproof-canary-29301', severity: 'warning' }, besides: [{ series: 'kube_job_created{namespace="netproof",job_name="netproof-canary-29301"}', values: '0x1600' }] },
      { alert: 'NetproofSilent', series: 'netproof_runs_total{result="failed"}', values: '1x240', well: '', at: '3h30m', labels: { severity: 'warning' } },
    ];
    /** Of a server that had a result, whatever it was. */
    const known = { series: 'netproof_last_run_timestamp_seconds{matrix="shop"}', values: '0+60x500' };
    /** What promtool complains of, where at a time other alerts of a name are pending or firing than expected. */
    const test = (alert: string, at: string, given: readonly Given[], expected: readonly object[]): string =>
      complaint(['promtool', 'test', 'rules', folder.write(`${alert}.yaml`, stringify({ rule_files: [rules], evaluation_interval: '1m', tests: [{ interval: '1m', input_series: given, alert_rule_test: [{ eval_time: at, alertname: alert, exp_alerts: expected }] }] }))], '');
    for (const { alert, series, values, well, at, labels, besides = [] } of fires) {
      it(`sees ${alert} fire, and keep silent where all is well`, () => {
        const [annotated] = (parse(readFileSync(rules, 'utf8')) as { groups: { rules: { alert: string; annotations: { summary: string } }[] }[] }).groups.flatMap((group) => group.rules).filter((rule) => rule.alert === alert);
        const summary = (annotated?.annotations.summary ?? '').replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, label: string) => labels[label] ?? '').replaceAll('{{ $value }}', '1');
        expect(test(alert, at, [{ series, values }, ...besides], [{ exp_labels: labels, exp_annotations: { summary } }])).to.equal('');
        expect(test(alert, at, well === '' ? [{ series, values }, known] : [{ series, values: well }, ...besides], [])).to.equal('');
      });
    }

    /** Each has an alert of its own. */
    const toldApart: readonly Given[] = [
      { series: 'netproof_canary_enforces{matrix="shop"}', values: '0 0' },
      { series: 'netproof_cells{matrix="shop",source="web",target="db",status="leak"}', values: '1 1' },
      { series: 'netproof_cells{matrix="shop",source="web",target="db",status="overblock"}', values: '1 1' },
      { series: 'netproof_findings{matrix="shop",kind="policy-mismatch"}', values: '1 1' },
    ];
    const failed: Given = { series: 'netproof_last_run_exit_code{matrix="shop"}', values: '1 1' };
    for (const one of toldApart) it(`says nothing twice: ${one.series}`, () => expect(test('NetworkPolicyTestFails', '1m', [failed, one], [])).to.equal(''));
    it('takes no matrix for another', () => {
      const [, leak] = toldApart;
      const elsewhere = { series: (leak?.series ?? '').replace('shop', 'bank'), values: '1 1' };
      expect(test('NetworkPolicyTestFails', '1m', [failed, elsewhere], [])).not.to.equal('');
    });
    it('tells of a failed Job for a day, though it stays for a week', () => {
      const job = '{namespace="netproof",job_name="netproof-audit-29301"}';
      expect(test('NetproofJobFailed', '25h', [{ series: `kube_job_status_failed${job}`, values: '1x1600' }, { series: `kube_job_created${job}`, values: '0x1600' }], [])).to.equal('');
    });
    it("leaves other people's Jobs alone", () => {
      const job = '{namespace="shop",job_name="import-29301"}';
      expect(test('NetproofJobFailed', '1m', [{ series: `kube_job_status_failed${job}`, values: '1 1' }, { series: `kube_job_created${job}`, values: '0 0' }], [])).to.equal('');
    });
  });
});

describe('xmllint', function () {
  before(function () {
    return requireProgram(this, 'xmllint', 'libxml2-utils');
  });

  for (const [name, report] of Object.entries(reports)) {
    it(`takes the JUnit report of ${name}`, () => expect(complaint(['xmllint', '--noout', '--nonet', '-'], renderJunit(report()))).to.equal(''));
  }
  it('does not take everything', () => expect(complaint(['xmllint', '--noout', '-'], '<a>')).not.to.equal(''));
});
