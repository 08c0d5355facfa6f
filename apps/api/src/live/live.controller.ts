import { Controller, Inject, type OnModuleDestroy, Res } from '@nestjs/common';
import { query } from '@capstan/kernel';
import type { PageSeen, Subscription } from '@capstan/event-log';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Members } from '../access/members.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { STORE } from '../ledger/ledger.module.ts';
import type { Store } from '../ledger/store.ts';

const HEARTBEAT_MS = 15_000;

/** One notice: the read models have moved, and by which types of facts. It carries no data: screens ask again. */
export const Notice = z.object({ position: z.string(), types: z.array(z.string()) }).meta({ id: 'Notice', description: 'one `data:` line of the event stream' });
export const live = query('/companies/:company/live', { permission: 'company:read', summary: 'Server-sent events: a notice each time the company\'s read models move', answer: Notice });

/** Tells open screens that there is something new. */
@Controller()
export class LiveController implements OnModuleDestroy {
  private readonly open = new Set<() => void>();
  constructor(@Inject(STORE) private readonly store: Store, private readonly members: Members) {}

  @Endpoint(live)
  follow(@Caller() caller: Caller, @Res() reply: FastifyReply): void {
    const { raw } = reply.hijack();
    raw.writeHead(200, { ...headersOf(reply), 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
    const say = (types: readonly string[], position: string) => raw.write(`id: ${position}\ndata: ${JSON.stringify({ position, types })}\n\n`);
    say([], this.store.projector.position ?? '0');
    const pages: Subscription = this.store.projector.onPage((page: PageSeen) => {
      const types = page.companies.get(caller.company);
      if (types) say([...types], page.position);
    });
    // A member who was removed hears nothing more from the next beat on.
    const beat = setInterval(() => (this.members.of(caller.user, caller.company) ? raw.write(': beat\n\n') : end()), HEARTBEAT_MS);
    const end = () => {
      clearInterval(beat);
      pages.close();
      this.open.delete(end);
      raw.end();
    };
    this.open.add(end);
    raw.on('close', end);
  }

  onModuleDestroy() { for (const end of this.open) end(); }
}

const headersOf = (reply: FastifyReply) => Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined)) as Record<string, string>;
