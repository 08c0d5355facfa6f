import { Body, Controller, Inject, Module, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { policy, readModel } from '@capstan/event-log';
import { command, type Decider, fact, type FactOf, query, refusing, revealing } from '@capstan/kernel';
import { z } from 'zod';
import { Caller } from '../src/http/caller.ts';
import { Endpoint } from '../src/http/endpoint.ts';
import { Ask } from '../src/ledger/ask.ts';
import { asking, idAfter } from '../src/ledger/policy.ts';
import { Record } from '../src/ledger/record.ts';
import { room } from '../src/ledger/room.ts';

/** A small context of the tests' own: ships moor at berths for a fee; a ship that breaks the quay leads to a repair. */
const facts = [
  fact('ShipMoored', z.object({ ship: z.string(), name: z.string(), fee: z.number() })),
  fact('ShipRenamed', z.object({ ship: z.string(), name: z.string() })),
  fact('QuayRepaired', z.object({ repair: z.string(), ship: z.string() })),
  fact('ReadingTaken', z.object({ value: z.number() })),
] as const;
type HarbourFact = FactOf<typeof facts>;

const MoorShip = z.object({ name: z.string().min(1), fee: z.number(), cargo: z.array(z.object({ kind: z.string() })).optional() });
const RenameShip = z.object({ name: z.string().min(1) });
type HarbourCommand = { type: 'MoorShip'; ship: string; name: string; fee: number } | { type: 'RenameShip'; ship: string; name: string } | { type: 'RepairQuay'; repair: string; ship: string };
type HarbourState = ReadonlyMap<string, string>;

const BERTHS = 20;
const refuse = refusing({ 'berths-full': 'All {berths} berths are taken.', 'ship-unknown': 'There is no such ship.' });

export const harbourDecider: Decider<HarbourCommand, HarbourState, HarbourFact> = {
  name: 'harbour',
  initial: new Map(),
  evolve: (state, one) => (one.type === 'ShipMoored' || one.type === 'ShipRenamed' ? new Map(state).set(one.data.ship, one.data.name) : state),
  decide({ type, ...data }, state) {
    if (type === 'RepairQuay') return [{ type: 'QuayRepaired', data: data as { repair: string; ship: string } }];
    if (type === 'RenameShip') return state.has(data.ship) ? [{ type: 'ShipRenamed', data: data as { ship: string; name: string } }] : refuse('ship-unknown');
    return state.size >= BERTHS ? refuse('berths-full', { berths: BERTHS }) : [{ type: 'ShipMoored', data: data as { ship: string; name: string; fee: number } }];
  },
  subject: (asked) => (asked.type === 'RenameShip' ? asked.ship : undefined),
  concerns: (one) => (one.type === 'ShipMoored' || one.type === 'ShipRenamed' ? [one.data.ship] : []),
};

const Ships = z.object({ ships: z.array(z.object({ ship: z.string(), name: z.string(), fee: revealing(z.number(), 'salaries:read') })), repairs: z.number() });
export const harbourApi = {
  moor: command('/companies/:company/harbour/ships', { permission: 'compute:record', summary: 'Moor', body: MoorShip, limit: 4096 }),
  rename: command('/companies/:company/harbour/ships/:ship', { method: 'PUT', permission: 'compute:record', summary: 'Rename', body: RenameShip }),
  ships: query('/companies/:company/harbour/ships', { permission: 'compute:read', summary: 'Ships', query: z.object({ name: z.string().optional() }), answer: Ships }),
  reading: command('/harbour/readings', { permission: 'training:lease', summary: 'Telemetry', body: z.object({ company: z.string(), value: z.number() }) }),
};

const readingDecider: Decider<{ type: 'TakeReading'; value: number }, number, HarbourFact> = {
  name: 'reading', initial: 0, evolve: (n) => n + 1, decide: ({ value }) => [{ type: 'ReadingTaken', data: { value } }],
};

const shipModel = readModel({
  name: 'harbour-ship', version: 1, tables: ['harbour_ship', 'harbour_repair'],
  schema: 'CREATE TABLE harbour_ship (company TEXT, ship TEXT, name TEXT, fee REAL, PRIMARY KEY (company, ship)); CREATE TABLE harbour_repair (company TEXT, repair TEXT)',
  on: {
    ShipMoored: (views, { data, meta }) => views.run('INSERT INTO harbour_ship VALUES (?, ?, ?, ?)', meta.company, data.ship, data.name, data.fee),
    ShipRenamed: (views, { data, meta }) => views.run('UPDATE harbour_ship SET name = ? WHERE company = ? AND ship = ?', data.name, meta.company, data.ship),
    QuayRepaired: (views, { data, meta }) => views.run('INSERT INTO harbour_repair VALUES (?, ?)', meta.company, data.repair),
  },
});

/** A ship with a great fee is a great ship: it breaks the quay. */
const repairs = policy({
  name: 'quay-repairs',
  on: { ShipMoored: (moored) => (moored.data.fee > 1000 ? asking(harbourDecider, { type: 'RepairQuay', repair: idAfter(moored, 'repair'), ship: moored.data.ship }) : undefined) },
});

@Controller()
class HarbourController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus, @Inject(QueryBus) private readonly queries: QueryBus) {}

  @Endpoint(harbourApi.moor)
  moor(@Caller() caller: Caller, @Body() { name, fee }: z.infer<typeof MoorShip>) {
    const ship = caller.newId('ship');
    return this.commands.execute(new Record(caller, harbourDecider, { type: 'MoorShip', ship, name, fee }, { id: ship }));
  }

  @Endpoint(harbourApi.rename)
  rename(@Caller() caller: Caller, @Body() { name }: z.infer<typeof RenameShip>, @Param('ship') ship: string) {
    return this.commands.execute(new Record(caller, harbourDecider, { type: 'RenameShip', ship, name }));
  }

  @Endpoint(harbourApi.ships)
  ships(@Caller() caller: Caller, @Query() { name }: { name?: string }) {
    return this.queries.execute(new Ask(caller, (views) => ({
      ships: views.all<{ ship: string; name: string; fee: number }>('SELECT ship, name, fee, 1 AS secret FROM harbour_ship WHERE company = ? AND name = coalesce(?, name) ORDER BY rowid', caller.company, name ?? null),
      repairs: views.get<{ n: number }>('SELECT count(*) AS n FROM harbour_repair WHERE company = ?', caller.company)!.n,
    })));
  }

  @Endpoint(harbourApi.reading)
  reading(@Caller() caller: Caller, @Body() { company, value }: { company: string; value: number }) {
    return this.commands.execute(new Record({ ...caller, company }, readingDecider, { type: 'TakeReading', value }, { stream: 'run-harbour1', wait: false }));
  }
}

@Module({ controllers: [HarbourController] })
class HarbourModule {}

export const harbourRoom = room({ module: HarbourModule, facts, views: [shipModel], policies: [repairs] });
