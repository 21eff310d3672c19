/**
 * The IPv4 address that the CNI's address plugin gives next: the first free one after the last, from the start again at the end.
 * @param last which it gave last
 * @param taken which nobody else gets meanwhile
 */
export const nextAddress = (last: string, taken: readonly string[]): string => {
  const parts = last.split('.');
  const network = parts.slice(0, 3).join('.');
  const from = Number(parts[3]);
  const hosts = Array.from({ length: lastHost }, (_, index) => ((from + index) % lastHost) + 1);
  const free = hosts.filter((host) => host !== gateway).map((host) => `${network}.${host}`).find((address) => !taken.includes(address));
  if (free === undefined) throw new Error(`all of ${network}.0/24 is taken`);
  return free;
};

const gateway = 1;
const lastHost = 254;
