// The node build of tfjs-core registers no gradients; the one of tfjs-layers carries them all.
import '@tensorflow/tfjs-layers';
import { enableProdMode } from '@tensorflow/tfjs-core';

/** tfjs behind one door: it is frozen at 4.22, and nothing outside this package meets it. */
export * from '@tensorflow/tfjs-core';

// Otherwise every use of tfjs' own cpu backend prints an advertisement.
enableProdMode();
