export * from './port.ts';
export * from './views.ts';
