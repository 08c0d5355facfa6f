import { ocfApi } from '@capstan/capital';
import { call } from '../../../../../../api/call.ts';

/** The cap table as a package of the Open Cap Table Format: one zip. `?asOf=` as it was recorded then. */
export async function GET(request: Request, { params }: { params: Promise<{ company: string }> }): Promise<Response> {
  const { company } = await params;
  const asOf = new URL(request.url).searchParams.get('asOf') ?? '';
  const answer = await call(ocfApi.exportPackage, { params: { company }, asOf });
  if (!answer.ok) return Response.json(answer.problem, { status: answer.problem.status, headers: { 'content-type': 'application/problem+json' } });
  const { name, zip } = answer.data;
  return new Response(Buffer.from(zip, 'base64'), { headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' } });
}
