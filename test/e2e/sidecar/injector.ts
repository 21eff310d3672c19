/** A mutating webhook, as a service mesh has one: puts the container in $SIDECAR into every pod that it is shown. */
import { createServer } from 'node:https';

const { KEY: key, CERT: cert, SIDECAR = '' } = process.env;
const patch = [{ op: 'add', path: '/spec/containers/-', value: JSON.parse(SIDECAR) as object }];

createServer({ key, cert }, (request, response) => {
  let text = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  request.on('end', () => {
    const { uid } = (JSON.parse(text) as { request: { uid: string } }).request;
    const answer = { uid, allowed: true, patchType: 'JSONPatch', patch: Buffer.from(JSON.stringify(patch)).toString('base64') };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: answer }));
  });
}).listen(8443);
