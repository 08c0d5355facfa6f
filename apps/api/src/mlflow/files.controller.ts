import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Body, Controller, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { type FileStore, receive, TooLarge } from '@capstan/files';
import { mlflowApi, mlflowFilesApi, refuseTraining as refuse, SCRIPT_FILE_LIMIT_MB } from '@capstan/training';
import type { FastifyReply } from 'fastify';
import { FILES } from '../files/files.module.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { brokenOff, refusalProblem } from '../http/problem.ts';
import { SETTINGS, type Settings } from '../settings.ts';
import { entriesBelow, folderOf, pathOf } from './paths.ts';
import { Tracking } from './tracking.ts';

interface Place { readonly run: string; readonly '*': string }
const LIMIT = SCRIPT_FILE_LIMIT_MB * 1_000_000;
const tooLarge = () => refusalProblem(refuse('file-too-large', { limit: SCRIPT_FILE_LIMIT_MB }));
/** Files are kept by their content, so their paths never become paths of this machine. */
const nameOf = (sha256: string) => `artifacts/${sha256}`;

/** Files that scripts leave with their runs, through the API. */
@Controller()
export class FilesController {
  constructor(private readonly tracking: Tracking, @Inject(FILES) private readonly files: FileStore, @Inject(SETTINGS) private readonly settings: Settings) {}

  @Endpoint(mlflowApi.listArtifacts)
  async ofRun(@Caller() caller: Caller, @Query() { run_id, path }: { run_id: string; path: string }) {
    const run = await this.tracking.run(caller, run_id), folder = folderOf(path);
    return { root_uri: `mlflow-artifacts:/${run_id}`, files: entriesBelow(run, folder).filter((entry) => entry.path !== folder) };
  }

  /** The client asks below the run's id and reads the answer's paths as below what it asked for. */
  @Endpoint(mlflowFilesApi.list)
  async below(@Caller() caller: Caller, @Query() { path }: { path: string }) {
    const [run = '', ...rest] = path.split('/'), folder = folderOf(rest.join('/'));
    const entries = entriesBelow(await this.tracking.run(caller, run), folder);
    return { files: entries.map((entry) => ({ ...entry, path: entry.path === folder ? folder.split('/').at(-1)! : entry.path.slice(folder === '' ? 0 : folder.length + 1) })) };
  }

  @Endpoint(mlflowFilesApi.download)
  async download(@Caller() caller: Caller, @Param() { run, '*': path }: Place, @Res() reply: FastifyReply) {
    const { artifacts } = await this.tracking.run(caller, run), wanted = pathOf(path);
    const kept = Object.hasOwn(artifacts, wanted) ? artifacts[wanted] : undefined;
    const found = kept && await this.files.open(nameOf(kept.sha256));
    if (!found) throw refusalProblem(refuse('artifact-unknown'));
    await reply.header('content-type', 'application/octet-stream').header('content-disposition', 'attachment').header('content-length', found.bytes).send(found.content);
  }

  @Endpoint(mlflowFilesApi.upload)
  async upload(@Caller() caller: Caller, @Param() { run, '*': path }: Place, @Headers('content-length') length: string | undefined, @Body() content: AsyncIterable<Uint8Array>) {
    const wanted = pathOf(path);
    const { deleted } = await this.tracking.run(caller, run);
    if (deleted) throw refusalProblem(refuse('run-deleted'));
    if (Number(length) > LIMIT) throw tooLarge();
    const file = await receive(content, join(this.settings.data, 'incoming'), LIMIT).catch((error: unknown) => { throw error instanceof TooLarge ? tooLarge() : brokenOff(error); });
    try {
      // A server in front that cut the file off would leave half of it under a whole name.
      if (length !== undefined && Number(length) !== file.bytes) throw refusalProblem(refuse('file-differs'));
      if (await this.files.size(nameOf(file.sha256)) !== file.bytes) await this.files.put(nameOf(file.sha256), file);
    } finally {
      await rm(file.path, { force: true });
    }
    await this.tracking.tell(caller, { type: 'KeepArtifact', run, path: wanted, sha256: file.sha256, bytes: file.bytes });
    return {};
  }
}
