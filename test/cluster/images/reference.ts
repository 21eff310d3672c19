/** The full name of one of our images. They are never pulled: no registry is called `localhost`. */
export function imageReference(name: string, tag = '1'): string {
  return `localhost/netproof-test/${name}:${tag}`;
}
