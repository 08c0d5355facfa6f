export { type Attributes, isTracing, startTracing, stopTracing, traced, type Traced, tracedHeaders, tracedRequest } from './tracing.ts';
