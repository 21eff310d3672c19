/** The reply to a request from an address, or nothing where it is no request of ours. */
export type Answer = (request: string, from: string) => string | undefined;
