import { isRefusal, type Refusal } from '@capstan/kernel';
import type { ExportFormat } from '@capstan/training';
import { openArtifact, type ArtifactPlace } from './open-model.ts';
import { layersModel } from './layers-model.ts';
import { safetensors } from './safetensors.ts';

export interface ExportedFile { readonly name: string; readonly base64: string }

const file = (name: string, bytes: Uint8Array): ExportedFile => ({ name, base64: Buffer.from(bytes).toString('base64') });

/** The weights of an artifact as files of another format. Refuses architectures that TensorFlow.js' layers cannot say. */
export async function exportModel({ format, ...place }: ArtifactPlace & { format: ExportFormat }): Promise<{ files: ExportedFile[] } | Refusal> {
  const opened = await openArtifact(place);
  if (isRefusal(opened)) return opened;
  if (format === 'safetensors') return { files: [file('model.safetensors', safetensors(opened))] };
  const layers = await layersModel(opened);
  return isRefusal(layers) ? layers : { files: [file('model.json', new TextEncoder().encode(JSON.stringify(layers.topology))), file('weights.bin', layers.weights)] };
}
