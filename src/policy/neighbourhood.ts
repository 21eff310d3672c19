import ipaddr from 'ipaddr.js';

/** What an address shares with those that are near it. Nobody tells which ranges a cluster has for pods and Services; they are seldom narrower than a /16, or a /64. */
export const neighbourhoodOf = (ip: string): string => ipaddr.parse(ip).toByteArray().slice(0, ip.includes(':') ? 8 : 2).join();
