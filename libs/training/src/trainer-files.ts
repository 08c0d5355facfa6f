import { Bytes, command, query } from '@capstan/kernel';
import { z } from 'zod';

/** Largest weights and largest checkpoint (the weights, the best ones and the optimiser's memory) that the API takes. */
export const ARTIFACT_LIMIT_MB = 2000;
export const CHECKPOINT_LIMIT_MB = 8000;
const MB = 1_000_000;
const of = (path: string) => `/trainer/runs/:run/leases/:lease/${path}`;
const lease = { permission: 'training:lease' } as const;
const Kept = z.object({ kept: z.boolean() }).meta({ id: 'TrainerFileKept' });

/** The files of a run, for the trainer that holds its lease: wherever it is, it needs no folder in common with the API. */
export const trainerFilesApi = {
  dataset: query(of('dataset'), { ...lease, summary: 'The data that the run learns from', answer: Bytes }),
  hasArtifact: query(of('artifacts/:sha256'), { ...lease, summary: 'Whether these weights are kept already', answer: Kept }),
  keepArtifact: command(of('artifacts/:sha256'), { ...lease, method: 'PUT', summary: 'Keep the weights of a run under their SHA-256', body: Bytes, answer: Kept, limit: ARTIFACT_LIMIT_MB * MB }),
  checkpoint: query(of('checkpoint'), { ...lease, summary: 'The checkpoint that the last trainer handed over', answer: Bytes }),
  handOver: command(of('checkpoint/:sha256'), { ...lease, method: 'PUT', summary: 'Hand over a checkpoint, for a trainer elsewhere to go on from', body: Bytes, answer: Kept, limit: CHECKPOINT_LIMIT_MB * MB }),
};
