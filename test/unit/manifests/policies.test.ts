import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { PolicyDocument } from '../../../src/manifests/policies.ts';
import { parseManifest } from '../../../src/manifests/policies.ts';
import { formatMistake } from '../../../src/yaml/document.ts';

const mistakesIn = (text: string): string[] => parseManifest(text, 'f').mistakes.map((mistake) => formatMistake('f', mistake));

const withSpec = (spec: string): string => `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: ${spec}\n`;

const inFlow = (name: string): string => `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: ${name}, namespace: n}, spec: {podSelector: {}}}`;

/** The only policy of a text without mistakes. */
const policyOf = (text: string): PolicyDocument => {
  const { policies, mistakes } = parseManifest(text, 'f');
  expect(mistakes).to.deep.equal([]);
  const [policy] = policies;
  if (policy === undefined || policies.length > 1) throw new Error(`${policies.length} policies`);
  return policy;
};

const everyPod = { matchLabels: {}, matchExpressions: [] };

describe('parseManifest()', () => {
  it('names the field and the line of the manifest that was published mis-indented', () => {
    const file = join(import.meta.dirname, '../../../examples/owasp-k07/as-published.yaml');
    const text = readFileSync(file, 'utf8');
    const line = text.split('\n').findIndex((one) => one.includes('policyTypes:')) + 1;

    expect(mistakesIn(text)).to.deep.equal([
      `f:${line}:7: spec.podSelector.matchLabels.policyTypes: Invalid input: expected string, received array; policyTypes is a field of spec: is it indented wrongly?`,
    ]);
  });

  const types: readonly { name: string; spec: string; expected: readonly string[] }[] = [
    { name: 'Ingress without any rule', spec: '{podSelector: {}}', expected: ['Ingress'] },
    { name: 'Ingress with an empty list of egress rules', spec: '{podSelector: {}, egress: []}', expected: ['Ingress'] },
    { name: 'both with an egress rule', spec: '{podSelector: {}, egress: [{to: []}]}', expected: ['Ingress', 'Egress'] },
    { name: 'both with an egress rule alone, and an empty list of types', spec: '{podSelector: {}, policyTypes: [], egress: [{}]}', expected: ['Ingress', 'Egress'] },
    { name: 'what is said', spec: '{podSelector: {}, policyTypes: [Egress]}', expected: ['Egress'] },
  ];
  for (const { name, spec, expected } of types) {
    it(`takes for policyTypes ${name}`, () => expect(policyOf(withSpec(spec)).spec.policyTypes).to.deep.equal(expected));
  }

  it('fills in what the API server fills in', () => {
    const spec = '{ingress: [{from: [{podSelector: {matchExpressions: [{key: a, operator: Exists}]}}], ports: [{port: 80}, {port: dns, protocol: UDP}]}], egress: null}';
    expect(policyOf(withSpec(spec)).spec).to.deep.equal({
      podSelector: everyPod,
      policyTypes: ['Ingress'],
      egress: [],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: {}, matchExpressions: [{ key: 'a', operator: 'Exists', values: [] }] } }],
          ports: [{ protocol: 'TCP', port: 80 }, { protocol: 'UDP', port: 'dns' }],
        },
      ],
    });
  });

  it('keeps a selector of everything apart from none', () => {
    const [rule] = policyOf(withSpec('{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}')).spec.ingress;
    expect(rule?.from).to.deep.equal([{ namespaceSelector: everyPod }]);
  });

  it('takes blocks as Kubernetes does, with host bits and of both families', () => {
    const blocks = '[{ipBlock: {cidr: 10.1.2.3/8, except: [10.9.0.0/16]}}, {ipBlock: {cidr: "2001:db8::/32", except: ["2001:db8:1::/48"]}}]';
    expect(mistakesIn(withSpec(`{podSelector: {}, egress: [{to: ${blocks}}]}`))).to.deep.equal([]);
  });

  it('takes what was read from a cluster', () => {
    const text = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, uid: u, generation: 1, managedFields: [{manager: m}], annotations: {a: b}}\nspec: {podSelector: {}}\nstatus: {}\n';
    expect(policyOf(text).name).to.equal('p');
  });

  it('passes other kinds over, looks into lists, and leaves empty documents out', () => {
    const text = [inFlow('a'), '# nothing', `{apiVersion: v1, kind: List, items: [${inFlow('b')}, {apiVersion: v1, kind: Pod}]}`, '{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, spec: {order: 1}}'].join('\n---\n');
    const { policies, others, mistakes } = parseManifest(text, 'f');
    expect(mistakes).to.deep.equal([]);
    expect(policies.map(({ name, namespace, origin }) => [name, namespace, origin.line])).to.deep.equal([['a', 'n', 1], ['b', 'n', 5]]);
    expect(others).to.equal(2);
  });

  it('reads a list as the API server writes it, whose items do not say what they are', () => {
    const { policies, others, mistakes } = parseManifest('{apiVersion: networking.k8s.io/v1, kind: NetworkPolicyList, items: [{metadata: {name: a}}, {metadata: {name: b}, spec: {typo: 1}}]}\n---\n{apiVersion: v1, kind: PodList, items: [{}, {}]}', 'f');
    expect(policies.map(({ name, origin }) => [name, origin.column])).to.deep.equal([['a', 69]]);
    expect(mistakes.map((mistake) => formatMistake('f', mistake))).to.deep.equal(['f:1:121: unknown key "typo" in items.1.spec']);
    expect(others).to.equal(2);
  });

  it('tells the policies that are right beside the mistakes of others', () => {
    const { policies, mistakes } = parseManifest(`${withSpec('{podSelector: {}}')}---\n${withSpec('{podSelectors: {}}')}`, 'f');
    expect(policies).to.have.length(1);
    expect(mistakes.map((mistake) => formatMistake('f', mistake))).to.deep.equal(['f:9:8: unknown key "podSelectors" in spec']);
  });

  const wrong: readonly { name: string; text: string; expected: readonly string[] }[] = [
    { name: 'YAML that is none', text: 'a: [', expected: ['f:1:5: Flow sequence in block collection must be sufficiently indented and end with a ]'] },
    { name: 'a document that is no object', text: 'hello', expected: ['f:1:1: is no Kubernetes object: apiVersion and kind are missing'] },
    { name: 'an item of a list that is no object', text: '{apiVersion: v1, kind: List, items: [{}]}', expected: ['f:1:38: items.0: is no Kubernetes object: apiVersion and kind are missing'] },
    { name: 'an item of a list', text: '{apiVersion: v1, kind: List, items: [{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {}}]}', expected: ['f:1:104: items.0.metadata.name: is missing'] },
    { name: 'a version that is gone', text: 'apiVersion: extensions/v1beta1\nkind: NetworkPolicy\nmetadata: {name: p}\n', expected: ['f:1:1: apiVersion: must be networking.k8s.io/v1'] },
    { name: 'a version without its group', text: 'apiVersion: v1\nkind: NetworkPolicy\nmetadata: {name: p}\n', expected: ['f:1:1: apiVersion: must be networking.k8s.io/v1'] },
    { name: 'a group without its version', text: 'apiVersion: networking.k8s.io\nkind: NetworkPolicy\nmetadata: {name: p}\n', expected: ['f:1:1: apiVersion: must be networking.k8s.io/v1'] },
    { name: 'an unknown key in metadata', text: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, lables: {}}\n', expected: ['f:3:21: unknown key "lables" in metadata'] },
    { name: 'a name with a hole', text: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a..b}\n', expected: ['f:3:12: metadata.name: must be a name as Kubernetes writes them: lower case letters, digits, "-" and "."'] },
    { name: 'no metadata', text: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n', expected: ['f:1:1: metadata: is missing'] },
    { name: 'a field of spec beside the labels', text: withSpec('{podSelector: {policyTypes: [Egress]}}'), expected: ['f:4:22: unknown key "policyTypes" in spec.podSelector; policyTypes is a field of spec: is it indented wrongly?'] },
    { name: 'a label that is a number', text: withSpec('{podSelector: {matchLabels: {version: 1}}}'), expected: ['f:4:36: spec.podSelector.matchLabels.version: Invalid input: expected string, received number'] },
    { name: 'a label that nothing can have', text: withSpec('{podSelector: {matchLabels: {a: b c}}}'), expected: ['f:4:36: spec.podSelector.matchLabels.a: must be a valid label value'] },
    { name: 'an unknown type', text: withSpec('{podSelector: {}, policyTypes: [Ingres]}'), expected: ['f:4:39: spec.policyTypes.0: must be Ingress or Egress'] },
    { name: 'a label without a value', text: withSpec('{podSelector: {matchLabels: {tier: }}}'), expected: ['f:4:36: spec.podSelector.matchLabels.tier: Invalid input: expected string, received null'] },
    { name: 'three types', text: withSpec('{podSelector: {}, policyTypes: [Ingress, Egress, Ingress]}'), expected: ['f:4:25: spec.policyTypes: must name at most two types'] },
    { name: 'from in an egress rule', text: withSpec('{podSelector: {}, egress: [{from: []}]}'), expected: ['f:4:35: unknown key "from" in spec.egress.0'] },
    { name: 'an empty peer', text: withSpec('{podSelector: {}, ingress: [{from: [{}]}]}'), expected: ['f:4:43: spec.ingress.0.from.0: must have podSelector, namespaceSelector or ipBlock: an empty peer means nobody knows whom'] },
    { name: 'a rule that is nothing', text: withSpec('{podSelector: {}, ingress: [null]}'), expected: ['f:4:35: spec.ingress.0: Invalid input: expected object, received null'] },
    { name: 'addresses and pods in one peer', text: withSpec('{podSelector: {}, ingress: [{from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}]}'), expected: ['f:4:61: spec.ingress.0.from.0.ipBlock: stands alone: a peer is either addresses or pods'] },
    { name: 'an address without its prefix', text: withSpec('{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.1}}]}]}'), expected: ['f:4:51: spec.egress.0.to.0.ipBlock.cidr: must be a block of addresses, such as 10.0.0.0/8 or 2001:db8::/32'] },
    { name: 'a block in short form', text: withSpec('{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.1/16}}]}]}'), expected: ['f:4:51: spec.egress.0.to.0.ipBlock.cidr: must be a block of addresses, such as 10.0.0.0/8 or 2001:db8::/32'] },
    { name: 'an exception that is no block', text: withSpec('{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/33]}}]}]}'), expected: ['f:4:77: spec.egress.0.to.0.ipBlock.except.0: must be a block of addresses, such as 10.0.0.0/8 or 2001:db8::/32'] },
    { name: 'an exception in a block that is none', text: withSpec('{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 010.0.0.0/8, except: [10.0.0.0/16]}}]}]}'), expected: ['f:4:51: spec.egress.0.to.0.ipBlock.cidr: must be a block of addresses, such as 10.0.0.0/8 or 2001:db8::/32'] },
    { name: 'an exception of the other family', text: withSpec('{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: ["::/64"]}}]}]}'), expected: ['f:4:77: spec.egress.0.to.0.ipBlock.except.0: must lie within 0.0.0.0/0 and be smaller'] },
    { name: 'an exception outside', text: withSpec('{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/16, 11.0.0.0/16]}}]}]}'), expected: ['f:4:91: spec.egress.0.to.0.ipBlock.except.1: must lie within 10.0.0.0/8 and be smaller'] },
    { name: 'an exception of everything', text: withSpec('{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}]}]}'), expected: ['f:4:78: spec.egress.0.to.0.ipBlock.except.0: must lie within 10.0.0.0/8 and be smaller'] },
    { name: 'a number in quotes', text: withSpec('{podSelector: {}, ingress: [{ports: [{port: "80"}]}]}'), expected: ["f:4:45: spec.ingress.0.ports.0.port: must be a number from 1 to 65535 without quotes, or a port's name"] },
    { name: 'a protocol in lower case', text: withSpec('{podSelector: {}, ingress: [{ports: [{protocol: tcp}]}]}'), expected: ['f:4:45: spec.ingress.0.ports.0.protocol: must be TCP, UDP or SCTP'] },
    { name: 'a range that runs backwards', text: withSpec('{podSelector: {}, ingress: [{ports: [{port: 90, endPort: 80}]}]}'), expected: ['f:4:55: spec.ingress.0.ports.0.endPort: needs a port that is a number and not greater'] },
    { name: 'a range from a name', text: withSpec('{podSelector: {}, ingress: [{ports: [{port: web, endPort: 80}]}]}'), expected: ['f:4:56: spec.ingress.0.ports.0.endPort: needs a port that is a number and not greater'] },
    { name: 'Exists with a value', text: withSpec('{podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}'), expected: ['f:4:68: spec.podSelector.matchExpressions.0.values: In and NotIn need values, Exists and DoesNotExist take none'] },
    { name: 'NotIn without a value', text: withSpec('{podSelector: {matchExpressions: [{key: a, operator: NotIn}]}}'), expected: ['f:4:41: spec.podSelector.matchExpressions.0.values: In and NotIn need values, Exists and DoesNotExist take none'] },
  ];
  for (const { name, text, expected } of wrong) {
    it(`refuses ${name}`, () => {
      expect(mistakesIn(text)).to.deep.equal(expected);
      expect(parseManifest(text, 'f').policies).to.deep.equal([]);
    });
  }
});
