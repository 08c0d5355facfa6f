import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Refusal } from '@capstan/kernel';
import { refusalProblem } from '../http/problem.ts';
import { csvRows } from './csv.ts';

/** What a reader of rows offers: a bill's, a bank statement's. */
export interface RowReader { take(line: number, cells: readonly string[]): void }

export interface Limits { readonly text: number; readonly rows: number; refuse(what: 'too-large' | 'too-many-rows' | 'unreadable' | 'stopped', values: Record<string, string | number>): Refusal }

interface Running { rows: number; share: number; stopped: boolean }

/** Imports that are being read right now: they say how far they are and can be stopped; nothing is recorded before the last row. */
@Injectable()
export class RunningImports {
  readonly #running = new Map<string, Running>();

  progress(company: string, name: string): { import: string; rows: number; share: number } | undefined {
    const one = this.#running.get(`${company} ${name}`);
    return one && { import: name, rows: one.rows, share: one.share };
  }

  /** True when an import of that name was under way: it will answer that it was stopped. */
  stop(company: string, name: string): boolean {
    const one = this.#running.get(`${company} ${name}`);
    if (one) one.stopped = true;
    return one !== undefined;
  }

  /** Reads the text into the reader that `make` builds from the header. Throws problem+json when it is too large, not CSV, or stopped. */
  async read<R extends RowReader>(company: string, name: string | undefined, text: string, limits: Limits, make: (header: string[]) => R): Promise<R | undefined> {
    if (text.length > limits.text) throw refusalProblem(limits.refuse('too-large', { most: Math.floor(limits.text / 1024 / 1024) }));
    const running: Running = { rows: 0, share: 0, stopped: false };
    if (name) this.#running.set(`${company} ${name}`, running);
    try {
      return await this.#rows(text, running, limits, make);
    } finally {
      if (name) this.#running.delete(`${company} ${name}`);
    }
  }

  async #rows<R extends RowReader>(text: string, running: Running, limits: Limits, make: (header: string[]) => R): Promise<R | undefined> {
    let reader: R | undefined;
    try {
      for await (const { line, cells } of csvRows(text, (share) => { running.share = share; })) {
        if (running.stopped) break;
        if (!reader) { reader = make(cells); continue; }
        if (++running.rows > limits.rows) break;
        reader.take(line, cells);
      }
    } catch (error) {
      throw refusalProblem(limits.refuse('unreadable', { problem: error instanceof Error ? error.message.slice(0, 120) : 'broken' }));
    }
    if (running.stopped) throw refusalProblem(limits.refuse('stopped', {}));
    if (running.rows > limits.rows) throw refusalProblem(limits.refuse('too-many-rows', { most: limits.rows }));
    return reader;
  }
}

/** SHA-256 of a file's content: the same file has the same hash whatever its name. */
export const contentHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A short key of a row: 72 bits, so that a million rows meet by chance once in ten billion ledgers. */
export const rowFingerprint = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12);
