import { Controller, Headers, Inject, type OnModuleDestroy, Query, Res } from '@nestjs/common';
import { query } from '@capstan/kernel';
import type { PageSeen, Subscription } from '@capstan/event-log';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Members } from '../access/members.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { STORE } from '../ledger/ledger.module.ts';
import type { Store } from '../ledger/store.ts';
import { teller } from './telling.ts';

const HEARTBEAT_MS = 15_000;
const MISSED_AT_MOST = 100;

/** One notice: the read models have moved, and by which types of facts. It carries no data: screens ask again. */
export const Notice = z.object({ position: z.string(), types: z.array(z.string()) }).meta({ id: 'Notice', description: 'one `data:` line of the event stream; without types it only says where the stream begins' });
const Since = z.object({ since: z.string().regex(/^\d{1,20}$/).optional().describe('the position of the screen that listens: what the company recorded after it is told at once') });
type Since = z.infer<typeof Since>;
export const live = query('/companies/:company/live', { permission: 'company:read', summary: 'Server-sent events: a notice each time the company\'s read models move', query: Since, answer: Notice });

/** Tells open screens that there is something new. */
@Controller()
export class LiveController implements OnModuleDestroy {
  private readonly open = new Set<() => void>();
  constructor(@Inject(STORE) private readonly store: Store, private readonly members: Members) {}

  @Endpoint(live)
  async follow(@Caller() caller: Caller, @Query() { since }: Since, @Headers('last-event-id') heard: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { raw } = reply.hijack();
    raw.writeHead(200, { ...headersOf(reply), 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
    const tell = teller(raw);
    const say = (types: readonly string[], position: string) => tell(`id: ${position}\ndata: ${JSON.stringify({ position, types })}\n\n`);
    const pages: Subscription = this.store.projector.onPage((page: PageSeen) => {
      const types = page.companies.get(caller.company);
      if (types) say([...types], page.position);
    });
    // A member who was removed hears nothing more from the next beat on.
    const beat = setInterval(() => void this.isMember(caller).then((member) => (member ? tell(': beat\n\n') : end())), HEARTBEAT_MS);
    const end = () => {
      clearInterval(beat);
      pages.close();
      this.open.delete(end);
      raw.end();
    };
    this.open.add(end);
    raw.on('close', end);
    say(await this.missed(caller.company, /^\d{1,20}$/.test(heard ?? '') ? heard : since), this.store.projector.position ?? '0');
  }

  /** True as well where it cannot be told at this moment. */
  private isMember({ user, company }: Caller): Promise<boolean> { return this.members.of(user, company).then((place) => place !== undefined, () => true); }

  /** What the company recorded between the reading of a page, or a lost connection, and now. */
  private async missed(company: string, since: string | undefined): Promise<string[]> {
    if (since === undefined) return [];
    const events = await this.store.log.readCompany(company, since, MISSED_AT_MOST);
    return [...new Set(events.map(({ type }) => type))];
  }

  onModuleDestroy() { for (const end of this.open) end(); }
}

const headersOf = (reply: FastifyReply) => Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined)) as Record<string, string>;
