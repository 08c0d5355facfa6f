import type { Words } from '../../../../i18n/words.ts';

/** A plan line by the name people gave it; what merely goes on as before is named by its kind. */
export const lineName = (line: { id: string; name: string; kind: string }, t: Words): string =>
  line.id.startsWith('carried-') ? t(`carried.${line.kind}`) : line.name;
