import { givenUp, interrupted, killed } from '../wrong-answers/faults/nodes.ts';
import { etcdStopped, restarted, stuttering } from './control-plane.ts';
import type { Disturbance } from './disturbance.ts';
import { filled, preempted } from './hogs.ts';
import { gaveWay, limitRange, namespaceDeleted, quota, wouldRequest } from './objects.ts';
import { offBy, skewedBy } from './skewed.ts';

export const dayMs = 24 * 3_600_000;

const noRoom: NonNullable<Disturbance['says']> = { what: 'the scheduler\'s words', like: /cannot be scheduled: .*Insufficient cpu/ };

/** Sources and stand-ins take turns on the nodes: each node has one of both. */
export const disturbances: readonly Disturbance[] = [
  {
    name: 'the API server is restarted',
    done: 'It is killed while packets fly, and started again 4 s later.',
    during: [restarted('kube-apiserver', 4000)],
    outcomes: ['right', 'inconclusive'],
  },
  {
    name: 'etcd hangs for 5 s',
    done: 'It is stopped while packets fly, and nobody is told what is stored until it goes on.',
    during: [etcdStopped(5000)],
    outcomes: ['right', 'inconclusive'],
  },
  {
    name: 'etcd is slow',
    done: 'From before the start to the end of the run, it stands still for 300 ms of every 500.',
    before: [stuttering('etcd', 300, 200)],
    outcomes: ['right', 'inconclusive'],
  },
  {
    name: 'the controller manager is restarted',
    done: 'It is killed while packets fly, and started again a second later.',
    during: [restarted('kube-controller-manager', 1000)],
    outcomes: ['right'],
    thorough: true,
  },
  {
    name: 'containerd of a node is restarted',
    done: 'It is killed while packets fly, and started again a second later.',
    during: [interrupted('containerd', 'node2')],
    outcomes: ['right', 'inconclusive'],
  },
  {
    name: 'a node goes NotReady in mid-run',
    done: 'Its kubelet is killed while packets fly, for good; the run (`--hold 40s`) goes on until after the cluster has given the node up.',
    during: [killed('kubelet', 'node2'), givenUp('node2')],
    flags: ['--hold', '40s'],
    // Nobody but the kubelet hands on the end of a log.
    outcomes: ['inconclusive'],
    says: { what: 'whose log is not whole', like: /log is not whole|did not run/ },
  },
  {
    name: 'the namespace is deleted',
    done: 'The namespace of all sources and targets is deleted while packets fly.',
    during: [namespaceDeleted],
    outcomes: ['inconclusive'],
    says: { what: 'what was deleted', like: /deleted|changed|not there|ended/i },
  },
  {
    name: 'a quota has no room for all pods',
    done: 'A ResourceQuota takes two pods, and the run needs four there.',
    before: quota('small', { pods: '2' }),
    outcomes: ['refused', 'inconclusive'],
    says: { what: 'the quota, by its name', like: /exceeded quota: small/ },
  },
  {
    name: 'a LimitRange allows less than a probe asks for',
    done: 'It allows 32Mi of memory.',
    before: [limitRange('tight', { max: { memory: '32Mi' } })],
    outcomes: ['refused'],
    says: { what: 'the limit', like: /maximum memory usage per Container is 32Mi/ },
  },
  {
    name: 'a LimitRange has defaults for whoever asks for nothing',
    done: 'By them, a pod asks for half of a node. A probe says itself what it asks for.',
    before: [limitRange('defaults', { default: { cpu: '2', memory: '1Gi' }, defaultRequest: { cpu: '1', memory: '512Mi' } })],
    outcomes: ['right'],
    happened: wouldRequest('1'),
    thorough: true,
  },
  {
    name: 'pods of higher priority need the node',
    done: 'While packets fly, a pod of a higher PriorityClass asks for all CPU of one of two nodes.',
    during: [preempted('node2')],
    outcomes: ['inconclusive'],
    says: { what: 'that somebody deleted the pod', like: /deleted/ },
    happened: gaveWay,
  },
  {
    name: 'the image cannot be pulled',
    done: 'Its registry has no address.',
    flags: ['--image', 'registry.invalid/netproof:none', '--image-pull-policy', 'IfNotPresent'],
    outcomes: ['refused'],
    says: { what: 'the kubelet\'s words', like: /ErrImagePull|ImagePullBackOff/ },
  },
  {
    name: 'no node has room for the pods',
    done: 'Before the run, somebody else\'s pods ask for all CPU of both nodes.',
    before: [filled('node1', 'node2')],
    outcomes: ['refused'],
    says: noRoom,
  },
  {
    name: 'a node has no room for the pods',
    done: 'Before the run, somebody else\'s pod asks for all CPU of one of two nodes.',
    before: [filled('node2')],
    outcomes: ['inconclusive'],
    says: noRoom,
    thorough: true,
  },
  {
    name: 'no node takes the pods',
    done: 'No node has the labels that `--node-selector` asks for.',
    flags: ['--node-selector', 'pool=none'],
    outcomes: ['refused'],
    says: { what: 'each node, and why it takes none', like: /no node can take a probe: node1 .*--node-selector; node2 / },
  },
  { name: 'the clock of the coordinator is a day ahead', done: 'Its own process alone has that time.', env: skewedBy(dayMs), outcomes: ['right'], happened: offBy(dayMs) },
  { name: 'the clock of the coordinator is a day behind', done: 'Its own process alone has that time.', env: skewedBy(-dayMs), outcomes: ['right'], happened: offBy(-dayMs), thorough: true },
];
