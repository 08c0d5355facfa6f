import { context, type Context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Attributes, Traced } from './tracing.ts';

export type Carried = Readonly<Record<string, string | string[] | undefined>>;

export interface Tracer {
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>, answered?: (answer: T) => Attributes): Promise<T>;
  request(name: string, headers: Carried): Traced;
  headers(): Record<string, string>;
  close(): Promise<void>;
}

const fromHeaders = { get: (headers: Carried, key: string) => headers[key], keys: (headers: Carried) => Object.keys(headers) };
const intoHeaders = { set: (headers: Record<string, string>, key: string, value: string) => { headers[key] = value; } };

/** Failed, and by what kind of error; its message may hold what somebody typed. */
function failed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
}

/** A tracer that sends spans in batches to the collector that the environment names, as JSON over HTTP. */
export function otlpTracer(service: string): Tracer {
  const provider = new TracerProvider({ resource: resourceFromAttributes({ 'service.name': service }), spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })] });
  const contexts = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(contexts);
  const tracer = provider.getTracer('capstan'), w3c = new W3CTraceContextPropagator();
  return {
    async span(name, attributes, work, answered) {
      const span = tracer.startSpan(name, { attributes });
      try {
        const answer = await context.with(trace.setSpan(context.active(), span), work);
        if (answered) span.setAttributes(answered(answer));
        return answer;
      } catch (error) {
        failed(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
    request(name, headers) {
      const before: Context = w3c.extract(context.active(), headers, fromHeaders);
      const span = tracer.startSpan(name, { kind: SpanKind.SERVER }, before), own = trace.setSpan(before, span);
      return {
        inside: (work) => context.with(own, work),
        end(attributes, wrong) {
          span.setAttributes(attributes);
          if (wrong) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    headers() {
      const headers: Record<string, string> = {};
      w3c.inject(context.active(), headers, intoHeaders);
      return headers;
    },
    async close() {
      await provider.shutdown().catch(() => undefined);
      contexts.disable();
      context.disable();
    },
  };
}
