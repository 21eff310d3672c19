/** Policies of which rules 23 and 35 say that they cannot be. */
import type { Refusal } from './case.ts';

const withPeer = (peer: string): string => `{podSelector: {}, ingress: [{from: [${peer}]}]}`;
const withPort = (port: string): string => `{podSelector: {}, ingress: [{ports: [${port}]}]}`;

export const refused: readonly Refusal[] = [
  { rules: [23], name: 'an empty peer', spec: withPeer('{}'), mistake: /ingress\.0\.from\.0: .*empty peer/ },
  { rules: [23], name: 'a peer that is addresses and pods at once', spec: withPeer('{podSelector: {}, ipBlock: {cidr: 203.0.113.0/24}}'), mistake: /ingress\.0\.from\.0\.ipBlock: stands alone/ },
  { rules: [35], name: 'a range without a beginning', spec: withPort('{endPort: 90}'), mistake: /ingress\.0\.ports\.0\.endPort/ },
  { rules: [35], name: 'a range that begins with a name', spec: withPort('{port: http, endPort: 90}'), mistake: /ingress\.0\.ports\.0\.endPort/ },
  { rules: [35], name: 'a range that runs backwards', spec: withPort('{port: 90, endPort: 80}'), mistake: /ingress\.0\.ports\.0\.endPort/ },
  { rules: [40], name: 'an exception that is not within its block', spec: withPeer('{ipBlock: {cidr: 203.0.113.0/24, except: [198.51.100.0/24]}}'), mistake: /except\.0: must lie within/ },
];
