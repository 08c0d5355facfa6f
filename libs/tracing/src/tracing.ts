import type { Carried, Tracer } from './otlp.ts';

/** What is noted beside a span: kinds, counts, codes. Never what a person typed, an id or an address. */
export type Attributes = Readonly<Record<string, string | number>>;

/** A request that is being answered. */
export interface Traced {
  /** Does work so that the spans it begins stand below this request's. */
  inside<T>(work: () => T): T;
  end(attributes: Attributes, failed: boolean): void;
}

let tracer: Tracer | undefined;

/** Addresses in the environment where traces are wanted; the names are OpenTelemetry's own. */
const wanted = (env: NodeJS.ProcessEnv): boolean => env['OTEL_SDK_DISABLED'] !== 'true' && Boolean(env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']);

/** Sends traces of this process over OTLP where the environment names an address for them; without one nothing is loaded and nothing happens. */
export async function startTracing(service: string, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (!wanted(env) || tracer) return;
  const { otlpTracer } = await import('./otlp.ts');
  tracer = otlpTracer(env['OTEL_SERVICE_NAME'] || service);
}

/** Sends what is left. Never rejects: a collector that is away must not keep a process from ending. */
export async function stopTracing(): Promise<void> {
  const last = tracer;
  tracer = undefined;
  await last?.close();
}

/** Whether anybody listens. */
export const isTracing = (): boolean => tracer !== undefined;

/** Does work as a span below the current one. What it throws passes through; only the kind of error is noted. `answered` adds what is known afterwards. */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>, answered?: (answer: T) => Attributes): Promise<T> {
  return tracer ? tracer.span(name, attributes, work, answered) : work();
}

/** Begins the span of a request that came with these headers; undefined while nobody listens. */
export const tracedRequest = (name: string, headers: Carried): Traced | undefined => tracer?.request(name, headers);

/** Headers that carry the current span to another process. */
export const tracedHeaders = (): Record<string, string> => tracer?.headers() ?? {};
