import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Dial, EndRecord, ProbeRecord } from '../../../probes/contract.ts';
import { dnsDial, httpDial, tcpDial, udpDial } from './dials.ts';
import { accountOf, emptyPlan, startBundle } from './process.ts';
import { anyServer, cleanUp, closedTcpPort, closedUdpPort, deafPort, tcpServer } from './servers.ts';

const endOf = (records: readonly ProbeRecord[]): EndRecord => records.at(-1) as EndRecord;
const isBeat = ({ t }: ProbeRecord): boolean => t === 'beat';
const fast = { pausesMs: [50], repeat: true } as const;

describe('the bundled probe', function () {
  this.timeout(20_000);
  before(() => {
    execFileSync(process.execPath, [join(import.meta.dirname, '../../../scripts/bundle.ts')], { stdio: 'ignore' });
  });
  afterEach(cleanUp);

  it('listens, dials with every prober, and accounts for all of it when it is stopped', async () => {
    const [control, tcp, udp] = [await closedTcpPort(), await closedTcpPort(), await closedUdpPort()];
    const web = await anyServer(createServer((_request, response) => response.writeHead(401).end()));
    const dials: Dial[] = [
      { ...tcpDial(tcp), ...fast, id: 'tcp' },
      { ...tcpDial(tcp, { address: '::1' }), ...fast, id: 'tcp6' },
      { ...udpDial(udp), ...fast, id: 'udp' },
      { ...tcpDial(await closedTcpPort()), ...fast, id: 'refused' },
      { ...tcpDial(web, { speak: 'http' }), ...fast, id: 'greeting' },
      { ...tcpDial(web, { speak: 'tls' }), ...fast, id: 'not-tls' },
      { ...tcpDial(await deafPort()), ...fast, id: 'silent' },
      { ...dnsDial(await closedUdpPort()), ...fast, id: 'dns' },
      { ...httpDial(web), ...fast, id: 'http' },
      { ...tcpDial(tcp), id: 'once' },
    ];
    const listen = [{ protocol: 'tcp', port: tcp }, { protocol: 'udp', port: udp }] as const;
    const probe = startBundle({ ...emptyPlan(control), listen, selfDial: true, dials });

    await probe.until((record) => record.t === 'beat' && record.ms > 950);
    probe.child.kill('SIGTERM');

    expect(await probe.exitCode()).to.equal(0);
    const records = probe.records();
    expect(records[0]).to.include({ t: 'hello', contract: 4, run: 'run-1', pod: 'np-1' });
    expect(records[0]).to.have.deep.property('ips', ['127.0.0.1', '::1']);
    expect(endOf(records)).to.include({ t: 'end', reason: 'stopped', ...accountOf(probe.text()) });

    const met = new Map(records.flatMap((record) => (record.t === 'streak' ? [[record.dial, `${record.kind} ${record.proof} ${record.code ?? ''}`.trim()]] : [])));
    expect(Object.fromEntries(met)).to.deep.equal({
      tcp: 'connected echo',
      tcp6: 'connected echo',
      udp: 'connected echo',
      refused: 'refused none ECONNREFUSED',
      greeting: 'connected greeting 401',
      'not-tls': 'connected none unexpected-answer',
      silent: 'timed-out none',
      dns: 'refused none ECONNREFUSED',
      http: 'connected answer 401',
      once: 'connected echo',
      [`self:tcp:${tcp}:4`]: 'connected echo',
      [`self:tcp:${tcp}:6`]: 'connected echo',
      [`self:udp:${udp}:4`]: 'connected echo',
      [`self:udp:${udp}:6`]: 'connected echo',
    });
    const listening = records.flatMap((record) => (record.t === 'listening' ? [`${record.protocol} ${record.port} ${record.error ?? 'open'}`] : []));
    expect(listening).to.have.members([`tcp ${control} open`, `tcp ${tcp} open`, `udp ${udp} open`]);
    const attempts = (id: string): number => records.reduce((sum, record) => sum + (record.t === 'streak' && record.dial === id ? record.n : 0), 0);
    const witnessed = records.reduce((sum, record) => sum + (record.t === 'witness' && record.protocol === 'tcp' && record.nonce === 'nonce-nonce' ? record.n : 0), 0);
    expect(attempts('once')).to.equal(1);
    expect(attempts('tcp')).to.be.within(10, 25);
    expect(witnessed).to.be.within(attempts('tcp') + attempts('tcp6') + 1, attempts('tcp') + attempts('tcp6') + 3);
  });

  it('beats four times a second at first, also after all dials are finished, and still accepts', async () => {
    const control = await closedTcpPort();
    const probe = startBundle({ ...emptyPlan(control), dials: [{ ...tcpDial(control, { speak: 'nothing' }), id: 'once' }] });

    await probe.until((record) => record.t === 'beat' && record.ms > 2000);
    probe.child.kill('SIGINT');

    expect(await probe.exitCode()).to.equal(0);
    const beats = probe.records().flatMap((record) => (record.t === 'beat' ? [record.ms] : []));
    expect((beats[1] ?? 0) - (beats[0] ?? 0)).to.be.within(240, 400);
    expect(probe.records().find(({ t }) => t === 'accept')).to.include({ n: 1, from: '127.0.0.1' });
  });

  it('ends by itself when its life is over', async () => {
    const probe = startBundle({ ...emptyPlan(await closedTcpPort()), lifeMs: 300 });

    expect(await probe.exitCode()).to.equal(0);
    expect(endOf(probe.records())).to.include({ reason: 'life-over', ...accountOf(probe.text()) });
  });

  it('says what is wrong with a plan, and exits with 2', async () => {
    const probe = startBundle('{"contract":1}');

    expect(await probe.exitCode()).to.equal(2);
    expect(probe.records().map(({ t }) => t)).to.deep.equal(['hello', 'end']);
    expect(endOf(probe.records())).to.include({
      reason: 'bad-plan',
      message: 'Cannot read the plan: "contract" is 1, must be 4',
      ...accountOf(probe.text()),
    });
  });

  it('says that a port is taken, and goes on', async () => {
    const taken = await tcpServer(() => undefined, '::');
    const probe = startBundle({ ...emptyPlan(await closedTcpPort()), listen: [{ protocol: 'tcp', port: taken }] });

    await probe.until(isBeat);
    probe.child.kill('SIGTERM');

    expect(await probe.exitCode()).to.equal(0);
    expect(probe.records().find((record) => record.t === 'listening' && record.port === taken)).to.include({ error: 'EADDRINUSE' });
  });

  it('loses no line though its reader is slow, and no attempt that had ended', async () => {
    const control = await closedTcpPort();
    const port = await closedTcpPort();
    const dials = Array.from({ length: 300 }, (_, index): Dial => ({ ...tcpDial(port), pausesMs: [200], repeat: true, id: `${'d'.repeat(150)}${index}` }));
    const probe = startBundle({ ...emptyPlan(control), dials });

    await probe.until(({ t }) => t === 'streak');
    probe.child.stdout?.pause();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    probe.child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 200));
    probe.child.stdout?.resume();

    expect(await probe.exitCode()).to.equal(0);
    expect(endOf(probe.records())).to.include({ reason: 'stopped', ...accountOf(probe.text()) });
  });

  it('dials soon after its start', async () => {
    const control = await closedTcpPort();
    const starts: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const probe = startBundle({ ...emptyPlan(control), dials: [{ ...tcpDial(control, { speak: 'nothing' }), id: 'first' }], lifeMs: 200 });
      await probe.exitCode();
      starts.push(...probe.records().flatMap((record) => (record.t === 'streak' ? [record.firstMs] : [])));
    }
    const best = Math.min(...starts);
    process.stdout.write(`      first dial ${best} ms after the process started\n`);
    expect(best).to.be.below(500);
  });
});
