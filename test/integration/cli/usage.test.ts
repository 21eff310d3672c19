import { expect } from 'chai';
import { matrixText } from '../../support/matrix.ts';
import { closedPort, createFolder, netproof } from './process.ts';

const seeHelp = '; see netproof --help';
const nowhere = 'Cannot find a cluster: no kubeconfig names one (--kubeconfig, $KUBECONFIG, ~/.kube/config), and this is not a pod\nnext: kubectl config get-contexts shows the clusters that you know; choose one with --context, or a file with --kubeconfig';
const noImage = 'Cannot tell which image the probe pods are to have: give --image REGISTRY/netproof:TAG\nnext: no image is published yet: docker build -t REGISTRY/netproof:TAG . and docker push it, where the nodes can pull it from';
const nothingAsked = 'Nothing is asked: give a matrix with -f, or --from-policies with -n; netproof init writes a first matrix';

/** FOLDER in arguments and messages stands for the suite's folder. */
const mistakes: readonly { name: string; args: string; expected: string; env?: Record<string, string> }[] = [
  { name: 'no command', args: '', expected: `a command is needed${seeHelp}` },
  { name: 'an unknown command', args: 'attest', expected: `Unknown argument: attest${seeHelp}` },
  { name: 'a command that is nearly one', args: 'rnu -f x', expected: `There is no command "rnu". Did you mean run?${seeHelp}` },
  { name: 'an unknown flag', args: 'run --image i -f x --lables', expected: `Unknown argument: lables${seeHelp}` },
  { name: 'that nothing is asked', args: 'run --image i', expected: nothingAsked },
  { name: 'that nothing is to be planned', args: 'plan', expected: nothingAsked },
  { name: 'policies of nobody', args: 'run --image i --from-policies', expected: '--from-policies needs -n: the namespaces whose policies are meant, or -A for all of them' },
  { name: 'policies of nobody, beside a matrix', args: 'plan --from-policies -f FOLDER/good.yaml', expected: '--from-policies needs -n: the namespaces whose policies are meant, or -A for all of them' },
  { name: 'namespaces beside a matrix, which names its own', args: 'run --image i -f FOLDER/good.yaml -n shop', expected: '-n, -A, -l and --internet go with --from-policies; a matrix names its own' },
  { name: 'all namespaces beside a matrix', args: 'run --image i -f FOLDER/good.yaml -A', expected: '-n, -A, -l and --internet go with --from-policies; a matrix names its own' },
  { name: 'labels beside a matrix', args: 'plan -f FOLDER/good.yaml -l app=web', expected: '-n, -A, -l and --internet go with --from-policies; a matrix names its own' },
  { name: 'all namespaces and some', args: 'plan --from-policies -A -n shop', expected: '-A means all namespaces, and -n some: give one of the two' },
  { name: 'labels that are none', args: 'plan --from-policies -n shop -l app=', expected: nowhere },
  { name: 'a selector that is none', args: 'plan --from-policies -n shop -l app>1', expected: 'Cannot read -l "app>1": "app>1" is no label key' },
  { name: 'groups of nobody', args: 'cleanup --as-group admins', expected: '--as-group goes with --as: whose groups are meant?' },
  { name: 'a rate that lets nothing through', args: 'cleanup --client-qps 0', expected: '--client-qps must be above 0, and --client-burst at least 1' },
  { name: 'a rate that is no number', args: 'cleanup --client-burst many', expected: '--client-qps must be above 0, and --client-burst at least 1' },
  { name: 'a flag of kubectl that makes no sense here', args: 'canary --image i -A', expected: `Unknown argument: A${seeHelp}` },
  { name: 'an internet beside a matrix', args: 'plan -f FOLDER/good.yaml --internet 198.51.100.1', expected: '-n, -A, -l and --internet go with --from-policies; a matrix names its own' },
  { name: 'an internet that is a name', args: 'plan --from-policies -n shop --internet example.com', expected: '--internet must be an IP address that one host has, and is "example.com"' },
  { name: 'an internet that nobody has', args: 'run --image i --from-policies -n shop --internet 0.0.0.0', expected: '--internet must be an IP address that one host has, and is "0.0.0.0"' },
  { name: 'a budget of nothing', args: 'run --image i --from-policies -n shop --max-cells 0', expected: '--max-cells must be a whole number above 0, and is 0' },
  { name: 'half a cell', args: 'plan --from-policies -n shop --max-cells 1.5', expected: '--max-cells must be a whole number above 0, and is 1.5' },
  { name: 'a budget that is no number', args: 'plan --from-policies -n shop --max-cells many', expected: '--max-cells must be a whole number above 0, and is NaN' },
  { name: 'a matrix with mistakes, beside policies', args: 'plan --from-policies -n shop -f FOLDER/bad.yaml', expected: 'FOLDER/bad.yaml:4:10: sources: is empty: nothing would be probed\nFOLDER/bad.yaml:5:10: targets: is empty: nothing would be probed' },
  { name: 'no cluster whose policies could be read', args: 'plan --from-policies -n shop -n bank --internet 198.51.100.1', expected: nowhere },
  { name: 'no image, since none is published', args: 'run -f FOLDER/good.yaml', expected: noImage },
  { name: 'a record in a folder that is not there, before any packet', args: 'run --image i -f FOLDER/good.yaml --record FOLDER/none/run.json', expected: 'Cannot write "FOLDER/none/run.json": ENOENT: no such file or directory, lstat \'FOLDER/none\'' },
  { name: 'a flag without its value', args: 'run -f', expected: `Not enough arguments following: f${seeHelp}` },
  { name: 'a word too many', args: 'plan -f x y', expected: `Unknown argument: y${seeHelp}` },
  { name: 'a command of policies that is missing', args: 'policies', expected: `a command is needed${seeHelp}` },
  { name: 'no file of policies', args: 'policies check', expected: `Missing required argument: filename${seeHelp}` },
  { name: 'a file of policies that is not there', args: 'policies check -f FOLDER/none.yaml', expected: 'Cannot read "FOLDER/none.yaml": ENOENT: no such file or directory, open \'FOLDER/none.yaml\'' },
  { name: 'a toleration that none can read', args: 'canary --image i --toleration a --toleration b:Sometimes', expected: 'Cannot read --toleration "b:Sometimes": the effect is NoSchedule or NoExecute' },
  { name: 'labels of nodes that none can read', args: 'canary --image i --node-selector a', expected: 'Cannot read --node-selector "a": KEY=VALUE, several separated by commas' },
  { name: 'a flag twice', args: 'run --image i -f a -f b', expected: `--filename is given more than once${seeHelp}` },
  { name: 'a hold without a unit', args: 'run --image i -f FOLDER/good.yaml --hold 60', expected: 'Cannot read --hold "60": without a unit it may mean anything; 60s are seconds, 60m minutes' },
  { name: 'a hold of an hour', args: 'run --image i -f FOLDER/good.yaml --hold 60m', expected: 'Cannot read --hold "60m": 30m is the most' },
  { name: 'an unknown strength of evidence', args: 'report --from x --require-evidence iron', expected: `Invalid values:\nArgument: require-evidence, Given: "iron", Choices: "weak", "strong"${seeHelp}` },
  { name: 'an unknown finding to fail on', args: 'report --from FOLDER/none --fail-on leaks', expected: 'Cannot read --fail-on "leaks": a finding is one of leak, overblock, policy-mismatch, inconclusive, startup-exposure, vacuous; none stands for no finding' },
  { name: 'an unknown severity', args: 'report --from x --min-severity grave', expected: `Invalid values:\nArgument: min-severity, Given: "grave", Choices: "low", "medium", "high"${seeHelp}` },
  { name: 'an unknown format', args: 'report --from x -o xml', expected: 'There is no format "xml": one of table, wide, json, yaml, junit, sarif, tap, markdown, html, prometheus, openreports' },
  { name: 'two formats for standard output', args: 'report --from x -o tap -o json', expected: 'Cannot print tap and json to standard output together: give all but one a file, as in -o json=FILE' },
  { name: 'a report in a folder that is not there, before any packet', args: 'run --image i -f FOLDER/good.yaml -o junit=FOLDER/none/a.xml', expected: 'Cannot write "FOLDER/none/a.xml": ENOENT: no such file or directory, lstat \'FOLDER/none\'' },
  { name: 'one report alone, to compare', args: 'diff x', expected: 'Cannot read "x": ENOENT: no such file or directory, open \'x\'' },
  { name: 'a German locale, in English', args: 'report', env: { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' }, expected: `Missing required argument: from${seeHelp}` },
  { name: 'a matrix that is not there', args: 'run --image i -f FOLDER/none.yaml', expected: 'Cannot read "FOLDER/none.yaml": ENOENT: no such file or directory, open \'FOLDER/none.yaml\'' },
  { name: 'a matrix that is a folder', args: 'plan -f FOLDER', expected: 'Cannot read "FOLDER": EISDIR: illegal operation on a directory, read' },
  { name: 'a matrix with mistakes, before it looks for a cluster', args: 'run --image i -f FOLDER/bad.yaml', expected: 'FOLDER/bad.yaml:4:10: sources: is empty: nothing would be probed\nFOLDER/bad.yaml:5:10: targets: is empty: nothing would be probed' },
  { name: 'a matrix that each run would have to read from standard input', args: 'serve --image i -f -', expected: 'Cannot read a matrix from standard input again for each run: give -f a file' },
  { name: 'a matrix on standard input', args: 'run --image i -f -', expected: '-: is empty' },
  { name: 'no cluster, to run', args: 'run --image i -f FOLDER/good.yaml', expected: nowhere },
  { name: 'no cluster, to plan', args: 'plan -f FOLDER/good.yaml', expected: nowhere },
  { name: 'no image for the canary', args: 'canary', expected: noImage },
  { name: 'a matrix for the canary, which needs none', args: 'canary --image i -f x', expected: `Unknown argument: f${seeHelp}` },
  { name: 'no cluster, for the canary', args: 'canary --image i --node a --node b', expected: nowhere },
  { name: 'no cluster, to clean up', args: 'cleanup -n a -n b', expected: nowhere },
  { name: 'a kubeconfig that is not there', args: 'cleanup --kubeconfig FOLDER/none', expected: 'Cannot read the kubeconfig "FOLDER/none": ENOENT: no such file or directory, open \'FOLDER/none\'' },
  { name: 'a kubeconfig of the environment that is not there', args: 'cleanup', env: { KUBECONFIG: '/nonexistent/config' }, expected: 'Cannot read the kubeconfig: ENOENT: no such file or directory, open \'/nonexistent/config\'' },
];

const kubeconfig = (port: number): object => ({ apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster: { server: `https://127.0.0.1:${port}` } }], users: [{ name: 'u', user: {} }], contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }], 'current-context': 'x' });

describe('netproof, used wrongly', function () {
  this.timeout(20_000);
  const folder = createFolder();
  const at = (text: string): string => text.replaceAll('FOLDER', folder.path('.').replace(/\/$/, ''));
  before(() => {
    folder.write('good.yaml', matrixText());
    folder.write('bad.yaml', 'apiVersion: netproof.dev/v1alpha1\nkind: ExpectedMatrix\nmetadata: {name: bad}\nsources: {}\ntargets: {}\nexpect: {}\n');
  });
  after(folder.remove);

  for (const { name, args, expected, env = {} } of mistakes) {
    it(`names ${name}, on stderr, and exits with 2`, async () => {
      const { code, stdout, stderr } = await netproof(at(args).split(' ').filter(Boolean), { env });
      expect(stderr.replaceAll(/^netproof: +/gm, '')).to.equal(`${at(expected)}\n`);
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
      for (const line of stderr.trimEnd().split('\n')) expect(line).to.match(/^netproof: /);
    });
  }

  it('names an API server that is not there, and exits with 3', async () => {
    const port = await closedPort();
    const { code, stdout, stderr } = await netproof(['cleanup', '--kubeconfig', folder.write('gone.kubeconfig', JSON.stringify(kubeconfig(port)))]);
    expect(stderr.replace(/leases|namespaces/, 'objects')).to.equal(`netproof: Cannot list objects: the API server did not answer: connect ECONNREFUSED 127.0.0.1:${port}\nnetproof: next: is this the right cluster, and does it run? kubectl config current-context and kubectl cluster-info show; --context chooses another\n`);
    expect({ code, stdout }).to.deep.equal({ code: 3, stdout: '' });
  });
});

describe('netproof, asked about itself', function () {
  this.timeout(20_000);
  const folder = createFolder();
  after(folder.remove);

  it('prints help to stdout and exits with 0', async () => {
    const { code, stdout, stderr } = await netproof(['--help']);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    for (const word of ['netproof run', 'netproof plan', 'netproof report', 'netproof cleanup', 'netproof policies', 'netproof derive', 'netproof check', 'netproof explain', 'Exit codes: 0 conforms', '130 interrupted']) expect(stdout.replaceAll(/\s+/g, ' ')).to.include(word);
  });

  for (const [command, flag] of [['run', '--record'], ['plan', '--control-namespace'], ['report', '--from'], ['cleanup', '--namespace'], ['policies', 'policies check'], ['derive', '--manifests'], ['check', '--manifests'], ['explain', 'service:namespace/name']] as const) {
    it(`explains ${command}`, async () => {
      const { code, stdout, stderr } = await netproof([command, '--help']);
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      expect(stdout).to.include(flag);
    });
  }

  it('calls itself what kubectl calls it, where kubectl does', async () => {
    const program = folder.link('kubectl-netproof');
    const [help, mistake] = await Promise.all([netproof(['--help'], { program }), netproof(['plan', '-f', 'x', 'y'], { program })]);
    expect(help.stdout).to.include('\n  kubectl netproof run ').and.include('\n  kubectl netproof check -f matrix.yaml ').and.not.match(/^ +netproof /m);
    expect(mistake).to.deep.equal({ code: 2, stdout: '', stderr: 'netproof: Unknown argument: y; see kubectl netproof --help\n' });
  });

  for (const [args, expected] of [[['images'], /^netproof:\d+\.\d+\.\d+\n$/], [['images', '--registry', 'registry.example.com/mirror/'], /^registry\.example\.com\/mirror\/netproof:\d+\.\d+\.\d+\n$/]] as const) {
    it(`prints the image that is needed: ${args.join(' ')}`, async () => expect(await netproof(args)).to.deep.include({ code: 0, stderr: '' }).and.have.property('stdout').match(expected));
  }

  it('prints its version', async () => {
    expect(await netproof(['--version'])).to.deep.include({ code: 0, stderr: '' }).and.have.property('stdout').match(/^\d+\.\d+\.\d+\n$/);
  });
});
