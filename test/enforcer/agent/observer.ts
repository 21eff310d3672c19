import { readNamespace, readPod, readPolicy, type ApiNamespace, type ApiPod, type ApiPolicy } from '../view/read.ts';
import type { View } from '../view/view.ts';
import type { Api } from './api.ts';
import { reflect } from './reflector.ts';

/** Calls back with the whole view after every change, from when all three resources have been listed. Never ends. */
export async function observe(api: Api, onView: (view: View) => void): Promise<never> {
  let pods: View['pods'] | undefined;
  let namespaces: View['namespaces'] | undefined;
  let policies: View['policies'] | undefined;
  const pod = remembering(readPod);
  const policy = remembering(readPolicy);
  const tell = (): void => {
    if (pods !== undefined && namespaces !== undefined && policies !== undefined) onView({ pods, namespaces, policies });
  };
  return Promise.race([
    reflect(api, '/api/v1/pods', (objects) => {
      pods = (objects as unknown as ApiPod[]).map(pod);
      tell();
    }),
    reflect(api, '/api/v1/namespaces', (objects) => {
      namespaces = new Map((objects as unknown as ApiNamespace[]).map(readNamespace));
      tell();
    }),
    reflect(api, '/apis/networking.k8s.io/v1/networkpolicies', (objects) => {
      policies = (objects as unknown as ApiPolicy[]).map(policy);
      tell();
    }),
  ]);
}

/** An object that has not changed is read once: views share what they have in common. */
function remembering<From extends object, To>(read: (object: From) => To): (object: From) => To {
  const known = new WeakMap<From, To>();
  return (object) => {
    const result = known.get(object) ?? read(object);
    known.set(object, result);
    return result;
  };
}
