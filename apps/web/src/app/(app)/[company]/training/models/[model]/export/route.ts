import { modelsApi } from '@capstan/training';
import { call } from '../../../../../../../api/call.ts';

/** One file of an exported version: `?version=…&format=tfjs|safetensors&file=…`. */
export async function GET(request: Request, { params }: { params: Promise<{ company: string; model: string }> }): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const answer = await call(modelsApi.exported, { params: await params, query: { version: asked.get('version') ?? '', format: asked.get('format') ?? '' } as never });
  if (!answer.ok) return Response.json(answer.problem, { status: answer.problem.status, headers: { 'content-type': 'application/problem+json' } });
  const { name, files } = answer.data, file = files.find((one) => one.name === asked.get('file')) ?? files[0]!;
  // The two files of one model name each other: they keep their names.
  const as = file.name === 'model.safetensors' ? `${name}.safetensors` : file.name;
  return new Response(Uint8Array.fromBase64(file.base64), { headers: {
    'content-type': file.name.endsWith('.json') ? 'application/json' : 'application/octet-stream',
    'content-disposition': `attachment; filename="${encodeURIComponent(as)}"`, 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff',
  } });
}
