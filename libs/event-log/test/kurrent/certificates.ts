import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificates { readonly ca: string; readonly key: Buffer; readonly cert: Buffer }

/** An authority of its own and a certificate of it for `localhost`, made by openssl in this folder. */
export function certificates(folder: string): Certificates {
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...newKey, '-days', '3650', '-subj', '/CN=Test authority', '-addext', 'basicConstraints=critical,CA:TRUE', '-keyout', at('ca.key'), '-out', at('ca.crt'));
  openssl('req', ...newKey, '-subj', '/CN=localhost', '-keyout', at('node.key'), '-out', at('node.csr'));
  writeFileSync(at('node.ext'), 'subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n');
  openssl('x509', '-req', '-in', at('node.csr'), '-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '825', '-extfile', at('node.ext'), '-out', at('node.crt'));
  return { ca: at('ca.crt'), key: readFileSync(at('node.key')), cert: readFileSync(at('node.crt')) };
}
