/** Dynamic ports, as Linux hands them out by default. */
const lowest = 32_768;
const count = 28_232;

/** Ports in use are passed over, up to so many. */
const tries = 7;

/**
 * The source ports that an attempt may take, best first; no two attempts of a dial have one in common until 4033 more have
 * been made. Who connection-tracks takes a datagram between the same two ports for the same conversation, for up to two
 * minutes (`nf_conntrack_udp_timeout_stream`), and lets it pass if that conversation was once allowed: with ports taken at
 * random, a denied dial would seem to be open now and then.
 */
export const sourcePorts = (dial: string, attempt: number): number[] => {
  const first = hashOf(dial) + attempt * tries;
  return Array.from({ length: tries }, (_, at) => lowest + ((first + at) % count));
};

/** FNV-1a: dials of one pod should not all begin at the same port. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash % count;
};
