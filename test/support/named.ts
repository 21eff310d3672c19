import * as fc from 'fast-check';

/** Words of ours, which no cluster and no person can choose. */
const ours: ReadonlySet<string> = new Set(['version', 'startedAt', 'status', 'verdict', 'basis', 'kind', 'state', 'doubt', 'strength', 'direction', 'placement', 'transport', 'path', 'profile', 'outcome', 'expected']);

/** A report, of a matrix or of the battery, in which everything that somebody named is called otherwise. */
export const renamed = <T extends object>(report: T, rename: (text: string) => string): T => {
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return ours.has(key) || (key === 'evidence' && ['strong', 'weak'].includes(value)) ? value : rename(value);
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name)]));
  };
  return walk(report, '') as T;
};

/** Any text, with halves of surrogate pairs and all that steers; made from codes, since a table of all characters takes a second to build. */
export const anyText = fc.array(fc.nat(0xff_ff)).map((codes) => String.fromCharCode(...codes));

/** What would run, steer or break out, if it were taken for more than text. */
export const attacks = [
  '<script>globalThis.ran = 1</script>',
  '</script><script>globalThis.ran = 2</script>',
  '<img src=x onerror="globalThis.ran = 3">',
  '"><svg onload=globalThis.ran=4>',
  "' autofocus onfocus=globalThis.ran=5 x='",
  'javascript:globalThis.ran=6',
  '<!--<script>',
  '-->]]>',
  '</style><style>*{display:none}</style>',
  '<base href="http://127.0.0.1:9/"><link rel=stylesheet href=//127.0.0.1:9/x>',
  '<meta http-equiv=refresh content="0;url=http://127.0.0.1:9/">',
  '{{7*7}}${7*7}`',
  '&lt;b&gt;&#0;&amp',
  '\u202egnp.exe\u2028\u0000\u001b[2J',
] as const;
