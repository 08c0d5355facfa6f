/**
 * A KurrentDB on the wire for tests: a gRPC server of the official client's own service definitions over a database in
 * memory. Not the server's code: what it does follows the documentation, and `npm run test:kurrentdb` asks a real one.
 */
import grpc from '@grpc/grpc-js';
import gossip from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import gossipService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import featuresService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import streamsService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import { appendBatches, type BatchCall } from './appending.ts';
import { Database } from './database.ts';
import { Faults } from './faults.ts';
import { read, type ReadCall, Subscriptions } from './reading.ts';
import { denied } from './wire.ts';

const HOST = '127.0.0.1';
type Answer<T> = (error: Partial<grpc.StatusObject> | null, value?: T) => void;

export interface FakeOptions {
  /** Nodes of one cluster share it. */
  readonly database?: Database;
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer };
  /** What the `authorization` header must say. */
  readonly authorization?: string;
}

export class FakeKurrent {
  readonly database: Database;
  readonly faults = new Faults();
  readonly subscriptions: Subscriptions;
  port = 0;
  /** The node that leads; itself unless said otherwise. */
  leader: FakeKurrent = this;
  appends = 0;
  readonly #options: FakeOptions;
  #server: grpc.Server | undefined;

  constructor(options: FakeOptions = {}) {
    this.#options = options;
    this.database = options.database ?? new Database();
    this.subscriptions = new Subscriptions(this.database);
  }

  /** Starts listening, on the port it had before if there was one. */
  async start(): Promise<this> {
    const { tls } = this.#options;
    const server = new grpc.Server({ 'grpc.max_receive_message_length': 20 * 1024 * 1024 });
    server.addService(streamsService.StreamsService, { ...unimplemented(streamsService.StreamsService), ...this.#streams() });
    server.addService(featuresService.ServerFeaturesService, { getSupportedMethods: (_: unknown, answer: Answer<features.SupportedMethods>) => answer(null, supported()) });
    server.addService(gossipService.GossipService, { read: (_: unknown, answer: Answer<gossip.ClusterInfo>) => answer(null, this.#members()) });
    const credentials = tls ? grpc.ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.cert }]) : grpc.ServerCredentials.createInsecure();
    this.port = await new Promise((resolve, reject) => {
      server.bindAsync(`${HOST}:${this.port}`, credentials, (error, port) => (error ? reject(error) : resolve(port)));
    });
    this.#server = server;
    return this;
  }

  /** Goes away at once, connections and all; what was written stays. */
  stop(): void { this.#server?.forceShutdown(); }

  address(options = 'tls=false&discoveryInterval=10'): string { return `kurrentdb://${HOST}:${this.port}?${options}`; }

  #streams() {
    const guard = <C extends ReadCall | BatchCall>(work: (call: C) => void) => (call: C) => {
      const wanted = this.#options.authorization;
      if (wanted === undefined || call.metadata.get('authorization')[0] === wanted) work(call);
      else call.emit('error', denied());
    };
    return {
      read: guard((call: ReadCall) => {
        if (call.request.getOptions()!.hasSubscription()) this.subscriptions.begin(call);
        else read(this.database, call, this.faults.nextRead());
      }),
      batchAppend: guard((call: BatchCall) => {
        this.appends += 1;
        appendBatches(this.database, this.faults, call, () => ({ host: HOST, port: this.leader.port }));
      }),
    };
  }

  /** What gossip says: this node and, if another leads, that one. */
  #members(): gossip.ClusterInfo {
    const info = new gossip.ClusterInfo();
    for (const node of new Set<FakeKurrent>([this, this.leader])) {
      const member = new gossip.MemberInfo();
      member.setState(gossip.MemberInfo.VNodeState[node === this.leader ? 'LEADER' : 'FOLLOWER']);
      member.setIsAlive(true);
      const endpoint = new gossip.EndPoint();
      endpoint.setAddress(HOST);
      endpoint.setPort(node.port);
      member.setHttpEndPoint(endpoint);
      const id = new shared.UUID();
      id.setString(`00000000-0000-4000-8000-${String(node.port).padStart(12, '0')}`);
      member.setInstanceId(id);
      info.addMembers(member);
    }
    return info;
  }
}

function supported(): features.SupportedMethods {
  const methods = new features.SupportedMethods();
  methods.setEventStoreServerVersion('26.1.0');
  for (const name of ['read', 'append', 'batchappend']) {
    const method = new features.SupportedMethod();
    method.setServiceName('event_store.client.streams.streams');
    method.setMethodName(name);
    if (name === 'read') method.setFeaturesList(['position', 'events']);
    methods.addMethods(method);
  }
  return methods;
}

const unimplemented = (service: object) =>
  Object.fromEntries(Object.keys(service).map((name) => [name, (call: { emit(event: string, error: object): void }, answer?: Answer<never>) => {
    const error = { code: grpc.status.UNIMPLEMENTED, details: `${name} is not part of this fake` };
    if (answer) answer(error);
    else call.emit('error', error);
  }]));
