import type { Blocking } from '../rules/node-rules.ts';

export function chain(name: string, rules: readonly string[]): string {
  return [`  chain ${name} {`, ...rules.map((rule) => `    ${rule}`), '  }'].join('\n');
}

/** nft has no spelling for an empty list of elements. */
export function elements(list: readonly string[]): string {
  return list.length === 0 ? '' : ` elements = { ${[...new Set(list)].join(', ')} };`;
}

export function blockingRules(blocking: Blocking): string[] {
  switch (blocking) {
    case 'drop':
      return ['drop'];
    case 'reject':
      return ['meta l4proto tcp reject with tcp reset', 'reject with icmpx type port-unreachable'];
    case 'prohibit':
      return ['reject with icmpx type admin-prohibited'];
  }
}
