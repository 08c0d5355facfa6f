import type { OpenedArtifact } from './open-model.ts';

/**
 * The weights in the safetensors format (Hugging Face): 8 bytes of header length, a JSON header with the type, the shape and
 * the place of each tensor, padded with blanks to a multiple of eight, and the numbers as floats of 32 bits, lowest byte first.
 */
export function safetensors({ saved, spec }: OpenedArtifact): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: { format: 'capstan', model: JSON.stringify(spec.model), seed: String(spec.seed), dataset: spec.dataset.hash } };
  let at = 0;
  for (const [name, values] of saved.tensors) {
    header[name] = { dtype: 'F32', shape: saved.shapes.get(name), data_offsets: [at, at + values.byteLength] };
    at += values.byteLength;
  }
  const json = JSON.stringify(header), text = Buffer.from(json.padEnd(json.length + ((8 - (Buffer.byteLength(json) % 8)) % 8))), length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, ...[...saved.tensors.values()].map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))]);
}
