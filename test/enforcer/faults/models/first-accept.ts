import type { FaultModel } from '../bend.ts';

export const firstAccept: FaultModel = {
  name: 'FM-FIRST-ACCEPT',
  does: 'between pods of one node the first rule that allows is the last that is read',
  variants: {
    egress: { does: 'what egress explicitly allows, ingress is not asked about', bend: () => ({ rules: (rules) => ({ ...rules, final: 'egress' }) }) },
    mirror: { does: 'what ingress explicitly allows, egress is not asked about', bend: () => ({ rules: (rules) => ({ ...rules, final: 'ingress' }) }) },
  },
};
